#!/usr/bin/env bash
# What runs in parallel, under the thread sanitizer: every way of a tool to share out its work, by 8 threads.
set -euo pipefail
cd "$(dirname "$0")/../.."
cmake --preset thread -DTARN_TESTS=OFF >/dev/null
cmake --build build/thread --target tarn-ingest tarn-tokenize tarn-theme tarn-stance tarn-aggregate tarn-kwic
bin=build/thread/apps
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export TSAN_OPTIONS="halt_on_error=1 exitcode=66 suppressions=$PWD/tests/slow/threads.supp"
# Where the addresses of a process are more random than the sanitizer can bear, they are not.
run() { setarch "$(uname -m)" -R "$bin/$@"; }
for n in 1 2 3 4 5 6 7 8; do sed "s/\"doc_id\":\"/&$n-/" examples/archive.jsonl; done > "$folder/posts.jsonl"
cd "$folder"
bin=$OLDPWD/$bin
run tarn-ingest -q --jobs 8 posts.jsonl > ingested.jsonl
run tarn-tokenize --jobs 8 --forms ingested.jsonl > tokens.jsonl
run tarn-theme --jobs 8 -l themes-health -l themes-learning tokens.jsonl > themes.jsonl
run tarn-stance --jobs 8 --evidence --modifiers themes.jsonl > stance.jsonl
run tarn-aggregate --jobs 8 --by month --evidence 2 stance.jsonl > rows.jsonl
run tarn-aggregate --jobs 8 --partial --by month stance.jsonl > partial.jsonl
run tarn-kwic --jobs 8 --pattern 'patient*' --sort left stance.jsonl > lines
# Bad records, told from several threads' work.
sed '0~7s/{/{{/' stance.jsonl | run tarn-tokenize --jobs 8 --on-error=skip --rejects rejects > kept.jsonl 2> told || [ $? -eq 1 ]
wc -l stance.jsonl rows.jsonl lines kept.jsonl rejects
