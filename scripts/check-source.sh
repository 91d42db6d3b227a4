#!/usr/bin/env bash
# Rules that neither rustc nor clippy can hold: each with its reason, each refusing a pattern.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

failed=0
# refuse <reason> <pattern> <exempt paths, a regular expression> <path>...
refuse() {
  local reason="$1" pattern="$2" exempt="$3" found path paths=()
  shift 3
  for path in "$@"; do [ -e "$path" ] && paths+=("$path"); done
  [ ${#paths[@]} -gt 0 ] || return 0
  found="$(grep -rnE --include='*.rs' --include='*.css' --include='*.sql' --include='*.mjs' \
    --exclude-dir=node_modules --exclude-dir=target -e "$pattern" "${paths[@]}" | grep -vE "^($exempt):" || true)"
  if [ -n "$found" ]; then
    printf '%s\n    refused: %s\n\n' "$found" "$reason" >&2
    failed=1
  fi
}

rust=(crates app frontend server)
none='$^'
refuse "server rendering does not escape a raw <textarea>: use the component in app/src/ui/input.rs" \
  '<textarea' 'app/src/ui/(input|tests)\.rs' app/src
refuse "the content security policy forbids style attributes: use a class" \
  '[[:space:]](style|style:[a-z-]+)=' 'app/src/ui/tests\.rs' app/src
refuse "unescaped HTML is written in app/src/ui only, where it can be reviewed" \
  'inner_html' 'app/src/ui/[a-z_/]*\.rs' app/src
refuse "unfinished work belongs in an issue" \
  '\b(TODO|FIXME|XXX)\b' "$none" "${rust[@]}" style migrations end2end
refuse "#[expect(…, reason = \"…\")] says why and complains when it is no longer needed" \
  '#!?\[allow\(' "$none" "${rust[@]}"

# A file past 400 lines is asked, not forced, to become two.
while read -r lines file; do
  if [ "$file" != total ] && [ "$lines" -gt 400 ]; then echo "long: $file has $lines lines; can it become two?"; fi
done < <(find "${rust[@]}" -name '*.rs' -not -path '*/target/*' -exec wc -l {} +)

[ "$failed" = 0 ] && echo "source rules: kept"
exit "$failed"
