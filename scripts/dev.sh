#!/usr/bin/env bash
# `make dev`: builds without optimisation, serves, watches the sources and reloads the browser.
# Uses folders of its own, so that it never disturbs what `make run` and `make test` built.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"

"$ROOT/scripts/setup.sh" build
use_wasm_toolchain

# cargo-leptos hashes file names only in its first build, not after a change: no hashes here.
export LEPTOS_HASH_FILES=false
export LEPTOS_SITE_ROOT=target/dev-site
export LEPTOS_BIN_TARGET_DIR=target/dev
export LEPTOS_SITE_ADDR="${SALUS_ADDR:-127.0.0.1:3000}"

export SALUS_ENV=development
export SALUS_ADDR="$LEPTOS_SITE_ADDR"
export SALUS_PUBLIC_URL="${SALUS_PUBLIC_URL:-http://$SALUS_ADDR}"
export SALUS_SITE_ROOT="$LEPTOS_SITE_ROOT"
if [ -z "${DATABASE_URL:-}" ]; then
  mkdir -p data
  export DATABASE_URL="sqlite://data/dev.sqlite"
fi

say "Preparing the demonstration database $DATABASE_URL"
# The same variables as cargo-leptos sets, or everything would be compiled twice.
for command in "migrate" "seed --if-empty"; do
  # shellcheck disable=SC2086  # two words on purpose
  LEPTOS_OUTPUT_NAME=salus LEPTOS_WATCH=true \
    cargo run --package salus-server --bin salus --target-dir target/dev --quiet -- $command </dev/null
done

node scripts/start-script.mjs "$LEPTOS_SITE_ROOT/pkg"
say "Watching the sources; Ctrl-C stops"
exec cargo leptos watch -- serve
