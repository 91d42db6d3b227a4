#!/usr/bin/env bash
# What a visitor downloads to open the first public page: the first script, the glue of the WebAssembly
# module with every script it imports, and the module, as sent (brotli). At most 200 KB.
#
#   SALUS_FIRST_LOAD_LIMIT   another limit, in bytes
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

pkg="$ROOT/target/site/pkg"
hashes="$TARGET/release/hash.txt"
limit="${SALUS_FIRST_LOAD_LIMIT:-204800}"
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
count "$pkg/start.$(hash_of start).js"
count "$pkg/salus.$(hash_of js).js"
count "$pkg/salus.$(hash_of wasm).wasm"
printf '%9d  of at most %d\n' "$total" "$limit"

css="$(compgen -G "$pkg/salus.*.css" | head -n1 || true)"
if [ -n "$css" ]; then printf 'Style sheet, for information:\n%9d  %s\n' "$(compressed "$css")" "$(basename "$css")"; fi

[ "$total" -le "$limit" ] || die "The first load is $((total - limit)) bytes over its limit." \
  "What grew? Compare the figures above with those of the last build: a page belongs on the server, an island stays small."
