#!/usr/bin/env bash
# The production build: the server in target/release/salus with hash.txt beside it, the site
# in target/site. Does nothing when neither sources nor compiler changed since the last one.
#
#   scripts/build.sh          build when needed
#   scripts/build.sh --force  build anyway
#
# What the server needs at run time, and nothing else:
#   salus + hash.txt   in one folder. The names of the hashed files (salus.<hash>.js …) are read
#                      from the hash.txt beside the executable.
#   target/site        the folder SALUS_SITE_ROOT points to: pkg/ (JS, WASM, CSS, each with .br
#                      and .gz) and the files of public/.
# LEPTOS_HASH_FILES=false (which `make dev` sets) tells the server that file names carry no hash.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"

SITE="$ROOT/target/site"
STAMP="$TARGET/salus-build.stamp"
INPUTS=(crates app frontend server style migrations public Cargo.toml Cargo.lock scripts/build.sh scripts/start-script.mjs)

source_files() {
  local existing=() path
  for path in "${INPUTS[@]}"; do [ -e "$path" ] && existing+=("$path"); done
  if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    git ls-files -z -co --exclude-standard -- "${existing[@]}"
  else
    find "${existing[@]}" -type f -print0
  fi
}

# Names and contents of all that goes into the build. A deleted file that git still lists
# leaves the list, which changes the fingerprint as it should.
fingerprint() {
  {
    rustc -vV
    printf '%s\n' "$CARGO_LEPTOS_VERSION" "$BINARYEN_VERSION" "${RUSTFLAGS:-}"
    source_files | sort -zu | while IFS= read -r -d '' file; do
      if [ -f "$file" ]; then printf '%s\0' "$file"; fi
    done | xargs -0 sha256sum
  } | sha256sum | cut -d' ' -f1
}

# Whole and of one build: every file that hash.txt names is there.
outputs_exist() {
  local hashes="$TARGET/release/hash.txt" kind hash name
  [ -x "$TARGET/release/salus" ] && grep -q ^start: "$hashes" 2>/dev/null || return 1
  while IFS=': ' read -r kind hash; do
    case "$kind" in
      js | wasm | css) name="salus.$hash.$kind" ;;
      start) name="start.$hash.js" ;;
      *) continue ;;
    esac
    [ -s "$SITE/pkg/$name" ] || return 1
  done <"$hashes"
}

use_wasm_toolchain

before="$(fingerprint)"
if [ "${1:-}" != --force ] && outputs_exist && [ "$(cat "$STAMP" 2>/dev/null)" = "$before" ]; then
  say "The build is up to date."
  exit 0
fi

say "Building Salus for production (a first build takes ten minutes or more, later ones much less)"
rm -f "$STAMP"
# -P: .br and .gz beside every file.
cargo leptos build --release -P --cargo-locked </dev/null ||
  die "The production build failed; the reason stands above." \
    "If it is about Cargo.lock: run 'cargo check' once and commit Cargo.lock."
node scripts/start-script.mjs "$SITE/pkg" "$TARGET/release/hash.txt" ||
  die "The first script could not be bundled; the reason stands above."
outputs_exist || die "The build finished, but its files are not where they should be." \
  "Expected: $TARGET/release/salus, hash.txt beside it, and the files it names in $SITE/pkg/."

# A source that changed during the build is not in it: leave no stamp, so the next run builds again.
if [ "$(fingerprint)" = "$before" ]; then printf '%s\n' "$before" >"$STAMP"; fi
