#!/usr/bin/env bash
# What a visitor downloads to open the first public page: the page's script, every script it
# imports statically and the main WASM file, as sent (brotli). The aim is 200 KB; the limit is what has
# been reached so far and only ever falls (docs/performance.md).
# The chunks of lazy pages come later, on demand, and are printed for information.
#
#   SALUS_FIRST_LOAD_LIMIT   another limit, in bytes
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

pkg="$ROOT/target/site/pkg"
hashes="$TARGET/release/hash.txt"
limit="${SALUS_FIRST_LOAD_LIMIT:-660000}"
[ -s "$hashes" ] || die "There is no production build to measure." "scripts/build.sh builds it."

hash_of() { sed -n "s/^$1: *//p" "$hashes"; }

# The bytes on the wire: the .br file that is served, made here if the build made none.
compressed() {
  if [ -f "$1.br" ]; then
    wc -c <"$1.br"
  else
    node -e 'const z=require("zlib"),f=require("fs");
      console.log(z.brotliCompressSync(f.readFileSync(process.argv[1])).length)' "$1"
  fi
}

declare -A seen=()
total=0
count() {
  local file="$1" bytes import
  [ -z "${seen[$file]:-}" ] || return 0
  seen[$file]=1
  [ -f "$file" ] || die "The first load wants $file, which the build did not make."
  bytes="$(compressed "$file")"
  total=$((total + bytes))
  printf '%9d  %s\n' "$bytes" "${file#"$ROOT/target/site/"}"
  case "$file" in
    *.js)
      # from"./x.js" and import"./x.js", but not import("./x.js"), which is on demand.
      while IFS= read -r import; do
        case "$import" in
          /*) count "$ROOT/target/site$import" ;;
          *) count "$(realpath -m "$(dirname "$file")/$import")" ;;
        esac
      done < <(grep -oE '(from|import) ?["'"'"'][^"'"'"']+["'"'"']' "$file" | sed -E 's/^[a-z]+ ?.(.*).$/\1/' | sort -u)
      ;;
  esac
}

echo "First load, bytes after brotli:"
count "$pkg/salus.$(hash_of js).js"
count "$pkg/salus.$(hash_of wasm).wasm"
printf '%9d  of at most %d\n' "$total" "$limit"

lazy="$(for file in "$pkg"/*.wasm; do
  [ -n "${seen[$file]:-}" ] || printf '%9d  %s\n' "$(compressed "$file")" "$(basename "$file")"
done | sort -rn)"
if [ -n "$lazy" ]; then printf 'On demand, for information:\n%s\n' "$lazy"; fi
css="$(compgen -G "$pkg/salus.*.css" | head -n1 || true)"
if [ -n "$css" ]; then printf 'Style sheet, for information:\n%9d  %s\n' "$(compressed "$css")" "$(basename "$css")"; fi

[ "$total" -le "$limit" ] || die "The first load is $((total - limit)) bytes over its limit." \
  "What grew? Compare the figures above with those of the last build; move back-office code behind a lazy route."
