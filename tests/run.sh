#!/usr/bin/env bash
# run.sh [--all]: installs the packages, builds a release, passes all tests. --all adds what takes
# longer: the same tests under sanitizers, clang-tidy, the browser, fuzzing, the cluster, recipes.
# Options of CTest may follow, for example: tests/run.sh -R golden
set -euo pipefail
cd "$(dirname "$0")/.."

all=no
if [ "${1:-}" = --all ]; then all=yes; shift; fi

scripts/setup.sh packages.txt packages-test.txt
cmake --preset release >/dev/null
cmake --build build/release

passed=0 failed=0 skipped=0
# Adds the counts of a CTest run to the totals; its own output is shown.
count_ctest() {
  local log status=0
  log=$(mktemp)
  ctest "$@" 2>&1 | tee "$log" || status=$?
  local total bad
  total=$(sed -n 's/^.*tests failed out of \([0-9]*\)$/\1/p' "$log")
  bad=$(sed -n 's/^.*, \([0-9]*\) tests failed out of [0-9]*$/\1/p' "$log")
  local unrun
  unrun=$(grep -c '\*\*\*Skipped' "$log" || true)
  skipped=$((skipped + unrun))
  passed=$((passed + ${total:-0} - ${bad:-0} - unrun))
  failed=$((failed + ${bad:-0}))
  # A run that ended badly without a count is a failure all the same.
  if [ $status -ne 0 ] && [ "${bad:-0}" -eq 0 ]; then failed=$((failed + 1)); fi
  rm -f "$log"
}
count_ctest --test-dir build/release --output-on-failure -j "$(nproc)" "$@"

# What takes longer: each script in tests/slow/ is one test; exit status 77 means skipped.
if [ $all = yes ]; then
  scripts/setup.sh packages-all.txt || echo "some packages of scripts/packages-all.txt cannot be had: their parts are skipped"
  for script in tests/slow/*.sh; do
    [ -e "$script" ] || continue
    echo "== $script"
    status=0
    # A script that hangs must not hold up the rest for ever.
    timeout 1500 bash "$script" || status=$?
    case $status in
      0) passed=$((passed + 1)) ;;
      77) echo "SKIPPED: $script"; skipped=$((skipped + 1)) ;;
      *) echo "FAILED: $script (exit status $status)"; failed=$((failed + 1)) ;;
    esac
  done
fi

echo "$passed passed, $failed failed, $skipped skipped"
[ $failed -eq 0 ]
