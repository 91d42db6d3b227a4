#!/usr/bin/env bash
# The browser stories, against the production build, with the system's Chromium.
#
#   scripts/e2e.sh sqlite|postgres [story file]...   none named: all of end2end/stories/
#   scripts/e2e.sh harness                           the harness tests itself; needs no build
#
# PostgreSQL is the cluster in SALUS_TEST_POSTGRES, else a private one for this run.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

engine="${1:-}"
[ $# -gt 0 ] && shift
CHROMIUM="$(chromium_path)" || die "Chromium was not found." "scripts/setup.sh e2e installs it."
export CHROMIUM

scratch="$(mktemp -d "${TMPDIR:-/tmp}/salus-e2e.XXXXXX")"
finish() {
  local status=$?
  stop_postgres
  rm -rf "$scratch"
  exit $status
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

cd "$ROOT/end2end"
run() { node --test --test-reporter=spec "$@"; }

case "$engine" in
  harness)
    run support/*.test.mjs
    exit
    ;;
  sqlite) ;;
  postgres) start_postgres ;;
  *) die "Usage: scripts/e2e.sh sqlite|postgres|harness [story file]..." ;;
esac

export SALUS_BIN="${SALUS_BIN:-$TARGET/release/salus}"
export SALUS_SITE_ROOT="${SALUS_SITE_ROOT:-$ROOT/target/site}"
[ -x "$SALUS_BIN" ] || die "There is no server at $SALUS_BIN." "scripts/build.sh builds it."

stories=()
for story in "$@"; do stories+=("stories/$(basename "$story")"); done
if [ ${#stories[@]} = 0 ]; then
  while IFS= read -r story; do stories+=("$story"); done < <(compgen -G 'stories/*.test.mjs' | sort)
fi
[ ${#stories[@]} -gt 0 ] || die "There are no stories in end2end/stories/."

export SALUS_E2E_ENGINE="$engine" SALUS_E2E_SCRATCH="$scratch"
# Filled once; every story starts from a copy.
SALUS_E2E_TEMPLATE="$(node support/template.mjs)"
export SALUS_E2E_TEMPLATE
run "${stories[@]}"
