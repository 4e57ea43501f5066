#!/usr/bin/env bash
# parallel.sh POSTS.jsonl [OPTION...]: themes, stance and rows of one large file with GNU parallel, on all
# cores of this host (JOBS=N: on so many). Options go to tarn-aggregate. The rows on standard output are the
# same bytes as those of a single run.
set -euo pipefail
[ $# -ge 1 ] || { echo "usage: parallel.sh POSTS.jsonl [OPTION...]" >&2; exit 2; }
posts=$1
shift
export THEMES=${THEMES:-themes-health}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

piece() {
  set -euo pipefail
  tarn-theme -l "$THEMES" | tarn-stance | tarn-aggregate --partial "$@"
}
export -f piece

# A piece that fails ends all: no rows rather than wrong ones.
SHELL=$(command -v bash) parallel --jobs "${JOBS:-100%}" --pipe --block "${BLOCK:-16M}" \
  --halt now,fail=1 --quote piece "$@" < "$posts" > "$work/parts.jsonl"
tarn-aggregate "$@" "$work/parts.jsonl"
