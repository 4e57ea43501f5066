#!/usr/bin/env bash
# consumer.sh BIN: a program built against the installed library, found by CMake and by pkg-config, from a moved
# prefix; every public header compiles with what the library itself asks for.
set -euo pipefail
source=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "$1/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --install "$build" --prefix "$work/made" >/dev/null
mv "$work/made" "$work/prefix"
fail() { echo "FAILED: $1"; exit 1; }
want() { # want LINE: the line that the consumer wrote is that of the tools
  echo '{"schema":"tarn.post/1","doc_id":"a","text":"I was hopeful about coproduction."}' |
    "$1/tarn-theme" -l themes-health | "$1/tarn-stance" | cmp - "$2"
}

(cd "$work/prefix/include/tarn" && find . -name '*.h' -printf '#include "%P"\n' | LC_ALL=C sort) > "$work/headers.cpp"
[ "$(wc -l < "$work/headers.cpp")" -gt 100 ] || fail "too few headers"
! grep -q '"cli/' "$work/headers.cpp" || fail "headers of the executables are installed"

configure() { cmake -S "$source/tests/consumer" -B "$1" -DCMAKE_PREFIX_PATH="$work/prefix" "${@:2}"; }
configure "$work/cmake" -DHEADERS="$work/headers.cpp" >"$work/log" 2>&1 || { cat "$work/log"; fail "find_package"; }
cmake --build "$work/cmake" >"$work/log" 2>&1 || { cat "$work/log"; fail "the build with CMake"; }
"$work/cmake/consumer" "$(cat "$work/cmake/lexicons")" > "$work/out"
want "$work/prefix/bin" "$work/out"

export PKG_CONFIG_PATH="$work/prefix/lib/pkgconfig:$work/prefix/lib/$(gcc -print-multiarch)/pkgconfig"
read -ra flags <<< "$(pkg-config --cflags --libs tarn)"
"${CXX:-g++}" -std=c++20 "$source/tests/consumer/main.cpp" "${flags[@]}" -o "$work/consumer"
"$work/consumer" "$(pkg-config --variable=lexicons tarn)" | cmp - "$work/out"

# Another major version is refused.
sed 's/find_package(tarn 1.0/find_package(tarn 2.0/' "$source/tests/consumer/CMakeLists.txt" > "$work/CMakeLists.txt"
cp "$source/tests/consumer/main.cpp" "$work"
if cmake -S "$work" -B "$work/other" -DCMAKE_PREFIX_PATH="$work/prefix" >"$work/log" 2>&1; then fail "version 2.0 was found"; fi
grep -q 'version: 1.0.0' "$work/log" || { cat "$work/log"; fail "another error than the version"; }
echo ok
