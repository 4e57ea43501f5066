#!/usr/bin/env bash
# The unit, golden and script tests under the address and undefined-behaviour sanitizers.
set -euo pipefail
cd "$(dirname "$0")/../.."
scripts/setup.sh packages-all.txt || exit 77
command -v clang++-14 >/dev/null || exit 77
# The build of the fuzz targets: the library is compiled once for both, and by a second compiler.
cmake --preset fuzz >/dev/null
cmake --build build/fuzz
# The contract starts thousands of processes, limits their memory and loads a library into them, which the sanitizers do not
# bear; what it feeds the readers is in the corpus of the fuzz targets, which run under the same sanitizers.
ctest --test-dir build/fuzz --output-on-failure -j "$(nproc)" \
  -E '^(contract|faults|same_bytes|inputs|script)/' | tail -20
