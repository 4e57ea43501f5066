#!/usr/bin/env bash
# quickstart.sh [REPORT]: installs the packages, builds a release, analyses the example archive and
# leaves a report (report.html in the current folder unless named).
set -euo pipefail
report=$(realpath -m "${1:-report.html}")
cd "$(dirname "$0")/.."

scripts/setup.sh packages.txt
cmake --preset release -DTARN_TESTS=OFF -B build/quickstart >/dev/null
cmake --build build/quickstart

export PATH="$PWD/build/quickstart/apps:$PATH"
tarn-ingest examples/archive.jsonl |
  tarn-theme -l themes-health |
  tarn-stance |
  tarn-aggregate --by month --evidence 3 |
  tarn-report -o "$report"
echo "report: $report"
