#!/usr/bin/env bash
# All tests under the address and undefined-behaviour sanitizers, but those that load a library of their own
# into a tool or limit its memory, which the sanitizers do not bear.
set -euo pipefail
cd "$(dirname "$0")/../.."
cmake --preset dev >/dev/null
cmake --build build/dev
ctest --test-dir build/dev --output-on-failure -j "$(nproc)" -E '^(faults|same_bytes)/' | tail -20
