#!/usr/bin/env bash
# tidy.sh [BASE [SECONDS]]: clang-tidy on the sources that changed since BASE (default: the commit before), and
# on one that includes each header that changed; on all with BASE "all". No file is begun after SECONDS (180; 0: no
# limit); the last line counts them.
set -euo pipefail
cd "$(dirname "$0")/../.."
scripts/setup.sh packages-all.txt || exit 77
command -v clang-tidy >/dev/null || exit 77
base=${1:-HEAD~1}
seconds=${2:-180}
if [ "$base" = all ]; then
  files=$(git ls-files 'lib/*.cpp' 'apps/*.cpp')
else
  git rev-parse --quiet --verify "$base^{commit}" >/dev/null || { echo "no commit $base"; exit 77; }
  changed() { git diff --name-only --diff-filter=d "$base" -- "$@"; }
  files=$({
    changed 'lib/*.cpp' 'apps/*.cpp'
    changed 'lib/*.h' | while read -r header; do
      git grep -l "#include \"${header#lib/}\"" -- 'lib/*.cpp' 'apps/*.cpp' | sed 1q || true
    done
  } | sort -u)
fi
[ -n "$files" ] || { echo "no source changed"; exit 0; }
# A compilation database made with clang's own flags; nothing is built.
cmake --preset tidy -DCMAKE_CXX_CLANG_TIDY= -DTARN_TESTS=OFF >/dev/null
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
check_file() {
  [ "$2" -gt 0 ] && [ "$(date +%s)" -ge "$2" ] && return 0
  touch "$3/$(echo "$1" | tr / -)"
  clang-tidy --quiet -p build/tidy "$1"
}
export -f check_file
until=0
[ "$seconds" -eq 0 ] || until=$(($(date +%s) + seconds))
status=0
echo "$files" | xargs -P "$(nproc)" -I{} bash -c "check_file {} $until $folder" || status=1
echo "$(find "$folder" -type f | wc -l) of $(echo "$files" | wc -l) sources checked"
exit $status
