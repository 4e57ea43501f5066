#!/usr/bin/env bash
# The unit and golden tests under the address and undefined-behaviour sanitizers.
set -euo pipefail
cd "$(dirname "$0")/../.."
cmake --preset dev >/dev/null
cmake --build build/dev
# The contract starts thousands of processes, limits their memory and loads a library into them, which the sanitizers do not
# bear; what it feeds the readers is in the corpus of the fuzz targets, which run under the same sanitizers.
ctest --test-dir build/dev --output-on-failure -j "$(nproc)" \
  -E '^(contract|faults|same_bytes|inputs|script)/' | tail -20
