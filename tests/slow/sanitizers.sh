#!/usr/bin/env bash
# The unit and golden tests under the address and undefined-behaviour sanitizers.
set -euo pipefail
cd "$(dirname "$0")/../.."
cmake --preset dev >/dev/null
cmake --build build/dev
# The contract loop starts hundreds of processes and says nothing of memory that the golden cases do not.
ctest --test-dir build/dev --output-on-failure -j "$(nproc)" -E '^(contract|script)/' | tail -20
