#!/usr/bin/env bash
# recipes.sh BIN: the recipes of examples/recipes answer alike, and examples/parallel.sh gives the rows
# of a single run. A tool that is not there is SKIPPED; 77 if none is. For DuckDB set DUCKDB_MODULES to a
# folder that has node_modules/@duckdb/node-api.
set -euo pipefail
PATH=$(realpath "$1"):$PATH
source=$(cd "$(dirname "$0")/../.." && pwd)
recipes=$source/examples/recipes
D=$(mktemp -d)
trap 'rm -rf "$D"' EXIT
cd "$D"

tarn-theme -l themes-health "$source/examples/archive.jsonl" | tarn-stance > posts.jsonl
tarn-aggregate --by month posts.jsonl > rows.jsonl
tarn-aggregate --by month --tables theme --format csv posts.jsonl > theme.csv
# The answer, from the rows as text.
grep '"table":"theme","group":{},' rows.jsonl | grep -v '"rate":null' |
  sed 's/.*"theme":"\([^"]*\)".*"posts_with":\([0-9]*\).*"hits":\([0-9]*\),"rate":\([0-9.]*\).*/\1\t\3\t\2\t\4/' |
  LC_ALL=C sort -t"$(printf '\t')" -k4,4gr -k1,1 > want.tsv
[ "$(wc -l < want.tsv)" -ge 3 ] || { echo "FAILED: too few themes to compare"; exit 1; }

ran=0 failed=0
# check NAME WANT GOT: compares, decimals aside that a tool adds or leaves out.
same_numbers() { LC_ALL=C awk -F'\t' '{printf "%s %d %d %.4f\n", $1, $2, $3, $4}' "$1"; }
check() {
  ran=$((ran + 1))
  if diff <(same_numbers "$2") <(same_numbers "$3"); then
    echo "ok: $1"
  else
    echo "FAILED: $1"
    failed=$((failed + 1))
  fi
}
have() {
  command -v "$1" >/dev/null && return 0
  echo "SKIPPED: $2: no $1"
  return 1
}

if have jq jq; then sh "$recipes/jq.sh" rows.jsonl > got.tsv; check jq want.tsv got.tsv; fi
if have mlr Miller; then sh "$recipes/miller.sh" rows.jsonl > got.tsv; check Miller want.tsv got.tsv; fi
if have sqlite3 SQLite; then
  sh "$recipes/sqlite.sh" rows.jsonl theme.csv > got.tsv
  cat want.tsv want.tsv > twice.tsv
  check SQLite twice.tsv got.tsv
fi
if have Rscript R; then Rscript "$recipes/base.R" theme.csv > got.tsv; check R want.tsv got.tsv; fi
if python3 -c 'import pandas' 2>/dev/null; then
  python3 "$recipes/with_pandas.py" rows.jsonl > got.tsv
  check pandas want.tsv got.tsv
else
  echo "SKIPPED: pandas: python3 has no pandas"
fi
if have node DuckDB; then
  if [ -d "${DUCKDB_MODULES:-/nowhere}/node_modules/@duckdb/node-api" ]; then
    cp "$recipes/duckdb.mjs" . && ln -s "$DUCKDB_MODULES/node_modules" node_modules
    node duckdb.mjs rows.jsonl > got.tsv
    check DuckDB want.tsv got.tsv
  else
    echo "SKIPPED: DuckDB: DUCKDB_MODULES names no folder with @duckdb/node-api"
  fi
fi
if have parallel "GNU parallel"; then
  ran=$((ran + 1))
  BLOCK=20k JOBS=2 "$source/examples/parallel.sh" "$source/examples/archive.jsonl" --by month > got.jsonl
  if cmp got.jsonl rows.jsonl; then
    echo "ok: GNU parallel"
  else
    echo "FAILED: GNU parallel"
    failed=$((failed + 1))
  fi
  ran=$((ran + 1))
  { head -n 20 "$source/examples/archive.jsonl"; echo '{"doc_id":'; } > broken.jsonl
  if BLOCK=20k JOBS=2 "$source/examples/parallel.sh" broken.jsonl > got.jsonl 2>err; then
    echo "FAILED: GNU parallel: a piece that failed went unnoticed"
    failed=$((failed + 1))
  else
    [ -s got.jsonl ] && { echo "FAILED: GNU parallel: rows from a run that failed"; failed=$((failed + 1)); }
    echo "ok: GNU parallel, failing"
  fi
fi
[ "$failed" -eq 0 ] || exit 1
[ "$ran" -gt 0 ] || exit 77
