#!/usr/bin/env bash
# tidy.sh [BASE]: clang-tidy on the sources that changed since BASE (default: the commit before), all of them
# with BASE "all".
set -euo pipefail
cd "$(dirname "$0")/../.."
scripts/setup.sh packages-all.txt || exit 77
command -v clang-tidy >/dev/null || exit 77
base=${1:-HEAD~1}
if [ "$base" = all ]; then
  files=$(git ls-files 'lib/*.cpp' 'apps/*.cpp')
else
  files=$(git diff --name-only --diff-filter=d "$base" -- 'lib/*.cpp' 'apps/*.cpp' 2>/dev/null || true)
fi
[ -n "$files" ] || { echo "no source changed"; exit 0; }
# A compilation database made with clang's own flags; nothing is built but what generates sources.
cmake --preset tidy -DCMAKE_CXX_CLANG_TIDY= -DTARN_TESTS=OFF >/dev/null
cmake --build build/tidy --target tarn_generated >/dev/null 2>&1 || true
echo "$files" | xargs -P "$(nproc)" -n 2 clang-tidy --quiet -p build/tidy
