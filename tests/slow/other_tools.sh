#!/usr/bin/env bash
# The recipes and the guides that need R, pandas, DuckDB and GNU parallel: those that the quick tests skip where the tools
# are not installed. DuckDB comes from the npm registry; without it its part says SKIPPED.
set -euo pipefail
cd "$(dirname "$0")/../.."
scripts/setup.sh packages-all.txt || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Debian's Python has Debian's pandas.
export PATH=/usr/bin:$PATH
if command -v npm >/dev/null && (cd "$work" && timeout 300 npm install --silent --no-audit --no-fund @duckdb/node-api >log 2>&1); then
  export DUCKDB_MODULES=$work
else
  echo "SKIPPED: DuckDB: no npm, or its registry cannot be reached"
fi
tests/scripts/recipes.sh build/release/apps
python3 tests/scripts/readme.py build/release/apps
