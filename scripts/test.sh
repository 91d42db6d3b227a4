#!/usr/bin/env bash
# `make test` and its parts. Installs what is missing, runs the steps one after the other,
# stops at the first that fails, and ends with a table of times and the test summaries.
#
#   scripts/test.sh [lint] [unit] [build] [size] [e2e]     none named: all of them
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"

[ $# -gt 0 ] || set -- lint unit build size e2e
LOGS="$TARGET/test-logs"
mkdir -p "$LOGS"

# Everything but the browser's crate, whose features would turn on hydration in the server.
NATIVE=(--workspace --exclude salus-frontend --locked)

ROWS=()
SUMMARIES=()
finish() {
  local status=$?
  trap - EXIT
  stop_postgres
  if [ ${#ROWS[@]} -gt 0 ]; then
    printf '\n%-44s %9s   %s\n' "step" "seconds" "result"
    printf '%s\n' "-------------------------------------------------------------------"
    printf '%s\n' "${ROWS[@]}"
    printf '%-44s %9s   %s\n' "all" "$SECONDS" "$([ $status = 0 ] && echo passed || echo FAILED)"
  fi
  if [ ${#SUMMARIES[@]} -gt 0 ]; then
    printf '\n'
    printf '%s\n' "${SUMMARIES[@]}"
  fi
  exit $status
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# step <name> <what to do when it fails> <command>...
step() {
  local name="$1" hint="$2" started=$SECONDS status=0 log
  shift 2
  log="$LOGS/$(printf '%s' "$name" | tr -cs 'A-Za-z0-9' '-').log"
  say "$name"
  "$@" </dev/null 2>&1 | tee "$log" || status=$?
  ROWS+=("$(printf '%-44s %9s   %s' "$name" "$((SECONDS - started))" "$([ $status = 0 ] && echo passed || echo FAILED)")")
  summarise "$name" "$log"
  [ $status = 0 ] || die "Failed: $name" "$hint" "The whole output is in $log"
}

# The lines in which nextest, cargo's doc tests and Node's runner count their tests.
summarise() {
  local plain counts
  plain="$(sed 's/\x1b\[[0-9;]*m//g' "$2")"
  while IFS= read -r counts; do
    SUMMARIES+=("$1: $counts")
  done < <(
    grep -E '^ *Summary \[' <<<"$plain" | sed 's/^ *//' || true
    grep -E '^test result:' <<<"$plain" || true
    # Node writes a line per figure; one line for each of its runs is enough.
    awk '$2 ~ /^(tests|pass|fail|cancelled|skipped|todo)$/ && ($1 == "ℹ" || $1 == "#") {
           line = line (line == "" ? "" : ", ") $2 " " $3
           if ($2 == "todo") { print line; line = "" }
         }' <<<"$plain"
  )
}

advisories() {
  if timeout 120 cargo deny --locked fetch db >/dev/null 2>&1; then
    cargo deny --locked --workspace check --disable-fetch advisories
  else
    echo "advisories: unchecked (database not reachable)"
  fi
}

wasm_clippy() {
  if has_wasm_target; then
    cargo clippy --package salus-frontend --target wasm32-unknown-unknown --locked -- -D warnings
  else
    echo "clippy for wasm32: skipped (this toolchain lacks the target; only the production build has it)"
  fi
}

lint() {
  "$ROOT/scripts/setup.sh" lint
  step "format" "cargo fmt mends it." cargo fmt --all --check
  step "source rules" "Each line says which rule and why." scripts/check-source.sh
  step "clippy, native" "make lint repeats it." cargo clippy "${NATIVE[@]}" --all-targets -- -D warnings
  step "clippy, browser" "make lint repeats it." wasm_clippy
  step "documentation" "Mend the links and warnings above." \
    env RUSTDOCFLAGS="${RUSTDOCFLAGS:-} -D warnings" cargo doc "${NATIVE[@]}" --no-deps
  step "licences, bans, sources" "deny.toml says what is allowed." \
    cargo deny --locked --workspace check --hide-inclusion-graph bans licenses sources
  step "advisories" "Update the crate named above: cargo update -p <crate>" advisories
}

unit() {
  "$ROOT/scripts/setup.sh" unit
  start_postgres
  step "tests" "One alone: cargo nextest run <part of its name>" cargo nextest run "${NATIVE[@]}" --no-fail-fast
  step "documentation tests" "cargo test --doc repeats them." cargo test "${NATIVE[@]}" --doc
}

build() {
  "$ROOT/scripts/setup.sh" build
  step "production build" "make build repeats it." scripts/build.sh
}

size() {
  step "size of the first load" "docs/performance.md and scripts/check-size.sh say what counts." scripts/check-size.sh
}

e2e() {
  "$ROOT/scripts/setup.sh" e2e
  start_postgres
  step "browser harness" "The harness itself is at fault, not Salus." scripts/e2e.sh harness
  step "browser stories, SQLite" "One alone: scripts/e2e.sh sqlite <file>; pictures in end2end/shots/" scripts/e2e.sh sqlite
  step "browser stories, PostgreSQL" "One alone: scripts/e2e.sh postgres <file>; pictures in end2end/shots/" scripts/e2e.sh postgres
}

for part in "$@"; do
  case "$part" in
    lint | unit | build | size | e2e) "$part" ;;
    *) die "scripts/test.sh does not know '$part'." "It knows: lint, unit, build, size, e2e." ;;
  esac
done
