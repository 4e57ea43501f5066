#!/usr/bin/env bash
# All that a machine can do to the tools, at every moment: tests/contract/faults.py; what must not change their output, on larger
# inputs and the whole pipe: same_bytes.py; inputs cut at every byte, long records, 300 MB in flat memory: inputs.py.
set -euo pipefail
cd "$(dirname "$0")/../.."
tools=$(find build/release/apps -maxdepth 1 -type f -executable -name 'tarn*' | sort)
interposer=build/release/tests/libtarn_interpose.so
bad=0
for part in "faults.py --all $interposer" "same_bytes.py --all $interposer" "inputs.py --all"; do
  # Tool by tool, so that all processors have something to do.
  printf '%s\n' $tools | xargs -P "$(nproc)" -n 1 python3 tests/contract/$part || bad=1
done
exit $bad
