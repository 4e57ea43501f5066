#!/usr/bin/env bash
# dispatcher.sh BIN: `tarn help` lists every tool with its purpose, and `tarn NAME` is tarn-NAME.
set -euo pipefail
bin=$(cd "$1" && pwd)
source=$(cd "$(dirname "$0")/../.." && pwd)
fail() { echo "FAILED: $1"; exit 1; }
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT
"$bin/tarn" help > help
"$bin/tarn" --help | cmp - help
count=0
for tool in "$bin"/tarn-*; do
  [ -x "$tool" ] || continue
  name=${tool##*/tarn-}
  purpose=$("$tool" --help | head -n 1)
  grep -q -F -- "  $name " help || fail "$name is not in tarn help"
  grep -F -- "  $name " help | grep -q -F -- "$purpose" || fail "tarn help tells of another purpose of $name"
  cmp <("$bin/tarn" help "$name") <("$tool" --help)
  count=$((count + 1))
done
[ "$(grep -c '^  [a-z]* .*\.$' help)" -eq "$count" ] || fail "a tool of tarn help is not there"

# Arguments, input, output and exit status are those of the tool; it is found beside tarn, whatever the PATH.
cmp <(PATH=/nowhere "$bin/tarn" theme -l themes-health "$source/examples/archive.jsonl") \
  <("$bin/tarn-theme" -l themes-health "$source/examples/archive.jsonl")
ln -s "$bin/tarn" elsewhere
./elsewhere tokenize < /dev/null || fail "not found through a link"
status=0
"$bin/tarn" tokenize no-such-file 2> err || status=$?
[ $status -eq 2 ] && grep -q '^tarn-tokenize: no-such-file: error: ' err || fail "the status or message of the tool is lost"
status=0
"$bin/tarn" --version >&- 2> err || status=$?
[ $status -eq 2 ] || fail "a closed standard output went unnoticed"
echo "$count tools"
