#!/usr/bin/env bash
# Installed tools work from any prefix and find their lexicons from their own place; the links of the installed documentation lead
# somewhere.
set -euo pipefail
source=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "$1/.." && pwd)
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
cmake --install "$build" --prefix "$prefix/a" >/dev/null
mv "$prefix/a" "$prefix/moved here"
cd /
unset TARN_LEXICONS
"$prefix/moved here/bin/tarn-theme" -l themes-health "$source/examples/archive.jsonl" |
  "$prefix/moved here/bin/tarn-stance" | "$prefix/moved here/bin/tarn-aggregate" --tables theme >"$prefix/rows"
[ -s "$prefix/rows" ] || { echo "no rows"; exit 1; }
"$build/apps/tarn-theme" -l themes-health "$source/examples/archive.jsonl" |
  cmp - <("$prefix/moved here/bin/tarn-theme" -l themes-health "$source/examples/archive.jsonl")
python3 "$source/tests/scripts/links.py" "$build/apps" "$prefix/moved here/share/doc/tarn"
