#!/usr/bin/env bash
# The unit, golden, script and contract tests under the address and undefined-behaviour sanitizers.
set -euo pipefail
cd "$(dirname "$0")/../.."
scripts/setup.sh packages-all.txt || exit 77
command -v clang++-14 >/dev/null || exit 77
# The build of the fuzz targets: the library is compiled once for both, and by a second compiler.
cmake --preset fuzz >/dev/null
cmake --build build/fuzz
# Left out: faults and inputs limit the memory of a process or load a library into it, which the sanitizers do not bear; same_bytes
# compares many runs of one tool; the consumer is built without the sanitizers.
ctest --test-dir build/fuzz --output-on-failure -j "$(nproc)" \
  -E '^(faults|same_bytes|inputs|script/consumer)(/|$)' | tail -20
