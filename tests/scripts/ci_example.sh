#!/usr/bin/env bash
# The Makefile of examples/ci: made once, made again only after a change, drift fails.
set -euo pipefail
source=$(cd "$(dirname "$0")/../.." && pwd)
PATH="$(cd "$1" && pwd):$PATH"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$source"/examples/ci/. "$work"
cp -r "$source/examples/archive" "$work/posts"
cd "$work"
export MAKEFLAGS=
fail() { echo "$1"; exit 1; }

make -s 2>/dev/null
[ -s build/report.html ] && [ -s build/summary.md ] || fail "no report"
make -q || fail "made again without a change"
make -s accept
make -s check >/dev/null || fail "drift without a change"

rm posts/2018-0[1-5]*.txt
if make -q 2>/dev/null; then fail "not made again after posts were removed"; fi
make -s 2>/dev/null
status=0
make -s check >check.out 2>/dev/null || status=$?
[ $status -ne 0 ] || fail "no drift found after posts were removed"
grep -q 'tripped' check.out || fail "no gate named"
# A failure in the middle of the pipe leaves no rows behind.
echo '# name: broken' > broken.tsv
if make -s LEXICON=./broken.tsv 2>/dev/null; then fail "a broken lexicon went unnoticed"; fi
[ ! -e build/rows.jsonl ] || [ build/rows.jsonl -ot build/posts.jsonl ] || [ -s build/rows.jsonl ] || fail "an empty table was left"
echo "ok"
