#!/usr/bin/env bash
# The report of the example archive in headless Chromium: overflow, contrast, empty charts, console errors.
set -euo pipefail
cd "$(dirname "$0")/../.."
scripts/setup.sh packages-all.txt || exit 77
command -v chromium >/dev/null || exit 77
python3 tests/browser/check.py build/release/apps
