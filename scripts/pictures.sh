#!/usr/bin/env bash
# The README's pictures and a tour of every page, from the production build.
#
#   scripts/pictures.sh [tour]   with `tour`, only the tour, into end2end/shots/
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

CHROMIUM="$(chromium_path)" || die "Chromium was not found." "scripts/setup.sh e2e installs it."
export CHROMIUM SALUS_E2E_ENGINE=sqlite
export SALUS_BIN="${SALUS_BIN:-$TARGET/release/salus}"
[ -x "$SALUS_BIN" ] || die "There is no server at $SALUS_BIN." "scripts/build.sh builds it."
cd "$ROOT/end2end"
exec node pictures.mjs "$@"
