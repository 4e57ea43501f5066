#!/usr/bin/env bash
# The parallel part under the thread sanitizer: what several threads do with the records of a run, whole ones, ones with errors in the
# middle, ones whose reader goes away. Any race that it sees, and any output that differs from that of one thread, is a failure.
set -euo pipefail
cd "$(dirname "$0")/../.."
scripts/setup.sh packages.txt packages-test.txt || exit 77

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Whether the sanitizer runs here, and sees a race. With the kernel's random addresses it may need them to be switched off.
cat >"$work/probe.cpp" <<'END'
#include <thread>
int shared = 0;
int main(int argc, char**) {
  std::thread other([&] { if (argc > 1) ++shared; });
  if (argc > 1) ++shared;
  other.join();
}
END
c++ -g1 -fsanitize=thread "$work/probe.cpp" -o "$work/probe" -pthread || { echo "no thread sanitizer here"; exit 77; }
run=()
if ! "$work/probe" 2>/dev/null; then
  run=(setarch -R)
  "${run[@]}" "$work/probe" || { echo "the thread sanitizer does not run here"; exit 77; }
fi
export TSAN_OPTIONS="halt_on_error=1 exitcode=66 suppressions=$PWD/tests/tsan.supp"
status=0
"${run[@]}" "$work/probe" race 2>/dev/null || status=$?
[ $status -eq 66 ] || { echo "the thread sanitizer does not see a race (exit status $status)"; exit 1; }

tools=(tokenize theme stance aggregate kwic)
cmake --preset thread >/dev/null
cmake --build build/thread -j2 --target unit-base unit-cli "${tools[@]/#/tarn-}"
bin=$PWD/build/thread/apps

# Posts enough for several batches, in files of their own; then the same with records that are none.
for n in 1 2 3; do
  sed "s/\"doc_id\":\"/&$n-/" examples/archive.jsonl >"$work/$n.jsonl"
done
awk '{ print } NR % 5 == 3 { print "{\"doc_id\":\"bad-" NR "\"" }' "$work/1.jsonl" >"$work/bad.jsonl"

failed=0
# Runs a command; wants this exit status, no report, and the output that is given.
check() {
  local name=$1 want=$2 output=$3 status=0
  shift 3
  "${run[@]}" "$@" >"$work/out" 2>"$work/err" || status=$?
  if grep -q ThreadSanitizer "$work/err" || [ $status -ne "$want" ]; then
    echo "FAILED: $name: exit status $status, not $want"
    head -60 "$work/err"
    failed=1
  elif [ -n "$output" ] && ! cmp -s "$output" "$work/out"; then
    echo "FAILED: $name: another output than that of one thread"
    failed=1
  fi
}

for unit in base cli; do check "unit-$unit" 0 "" "build/thread/tests/unit-$unit"; done
for tool in "${tools[@]}"; do
  command=("$bin/tarn-$tool" --quiet)
  [ $tool != theme ] || command+=(-l themes-health)
  [ $tool != kwic ] || command+=(--pattern hope)
  "${run[@]}" "${command[@]}" "$work"/[123].jsonl >"$work/want"
  "${run[@]}" "${command[@]}" --on-error skip "$work/bad.jsonl" "$work/2.jsonl" >"$work/want-skipped" 2>/dev/null || true
  check "$tool, batches" 0 "$work/want" "${command[@]}" --jobs 4 "$work"/[123].jsonl
  check "$tool, batches of one record" 0 "$work/want" "${command[@]}" --jobs 4 --line-buffered "$work"/[123].jsonl
  check "$tool, errors are skipped" 1 "$work/want-skipped" \
    "${command[@]}" --jobs 4 --line-buffered --on-error skip --rejects "$work/rejects" "$work/bad.jsonl" "$work/2.jsonl"
  check "$tool, an error ends the run" 2 "" "${command[@]}" --jobs 4 --line-buffered "$work/2.jsonl" "$work/bad.jsonl"
  # The writer ends by SIGPIPE, or has written all before its reader goes.
  "${run[@]}" "${command[@]}" --jobs 4 --line-buffered "$work"/[123].jsonl 2>"$work/err" | head -n 1 >"$work/out" || true
  if grep -q ThreadSanitizer "$work/err"; then
    echo "FAILED: $tool, its reader goes away"
    head -60 "$work/err"
    failed=1
  fi
done
[ $failed -eq 0 ] && echo "no race in ${tools[*]}"
exit $failed
