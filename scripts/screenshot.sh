#!/usr/bin/env bash
# screenshot.sh BIN [PNG]: makes docs/report.png again, the top of the report of the example archive, in headless Chromium.
set -euo pipefail
bin=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
png=$(realpath -m "${2:-docs/report.png}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PATH=$bin:$PATH
tarn-ingest -q examples/archive.jsonl | tarn-theme -l themes-health | tarn-stance |
  tarn-aggregate --by month --evidence 3 | tarn-report --sections themes,matrix,evidence --title "The long table, 2018 and 2019" -o "$work/report.html"
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --force-color-profile=srgb --user-data-dir="$work/profile" \
  --window-size=960,1140 --screenshot="$png" "file://$work/report.html" 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
[ -s "$png" ]
