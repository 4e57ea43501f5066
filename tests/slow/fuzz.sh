#!/usr/bin/env bash
# fuzz.sh [SECONDS [TARGET[/PART]...]]: builds the fuzz targets, runs each over its corpus (tests/fuzz/corpus; for
# saved pages also those of the unit tests) and then, SECONDS in all (0), on inputs made from it. What it finds is
# left in build/fuzz/findings.
set -euo pipefail
cd "$(dirname "$0")/../.."
scripts/setup.sh packages-all.txt || exit 77
command -v clang++-14 >/dev/null || exit 77
seconds=${1:-0}
shift || true
corpus=$PWD/tests/fuzz/corpus
pages=$PWD/tests/data/archive/pages
cmake --preset fuzz >/dev/null
cmake --build build/fuzz --target $(cd tests/fuzz && ls -- *.cpp | sed 's/^\(.*\)\.cpp$/fuzz-\1/')
cd build/fuzz
mkdir -p findings

# Each part of a target (a format) that the library has.
parts=()
for source in ../../tests/fuzz/*.cpp; do
  target=$(basename "$source" .cpp)
  if grep -q chosen_part "$source"; then
    for part in $("tests/fuzz/fuzz-$target"); do parts+=("$target/$part"); done
  else
    parts+=("$target")
  fi
done
# The folders that a part begins with.
seeds_of() {
  [ ! -d "$corpus/$1" ] || echo "$corpus/$1"
  [ "$1" != archive/html ] || echo "$pages"
}
for part in "${parts[@]}"; do
  [ -n "$(seeds_of "$part")" ] || echo "$part: no corpus: it begins with nothing"
done
[ $# -eq 0 ] || parts=("$@")

run_part() {
  local target=${1%%/*} name=${1//\//-} status=0
  local dictionary=$corpus/../$target.dict new
  local -a seeds
  mapfile -t seeds < <(seeds_of "$1")
  # -entropic=0: its weights cost more than the runs once there are a thousand inputs.
  new=$(mktemp -d)
  TARN_FUZZ_PART=${1#*/} "tests/fuzz/fuzz-$target" -seed=1 $2 -timeout=20 -max_len=20000 -print_final_stats=1 -entropic=0 \
    ${dictionary:+$([ ! -e "$dictionary" ] || echo "-dict=$dictionary")} -artifact_prefix="findings/$name-" \
    "$new" "${seeds[@]}" >"findings/$name.log" 2>&1 || status=$?
  rm -rf "$new"
  if [ $status -ne 0 ]; then
    echo "FAILED: $1"
    grep -E -A12 'FINDING|ERROR|runtime error' "findings/$name.log" | head -40
    return 1
  fi
  echo "$1: $(sed -n 's/^stat::number_of_executed_units: *//p' "findings/$name.log") runs"
}
export -f run_part seeds_of
export corpus pages
jobs=$(nproc)
each=$((seconds * jobs / ${#parts[@]}))
[ $each -ge 1 ] || each=1
# The corpus alone gives the same answer each time: -runs=0 makes no inputs.
limit=-max_total_time=$each
[ "$seconds" -gt 0 ] || limit=-runs=0
printf '%s\n' "${parts[@]}" | xargs -P "$jobs" -I{} bash -c "run_part {} $limit"
