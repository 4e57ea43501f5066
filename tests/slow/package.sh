#!/usr/bin/env bash
# The packages for Debian: made, installed with apt, used, removed. Needs root; 77 where apt cannot install, or where
# tarn is installed already.
set -euo pipefail
cd "$(dirname "$0")/../.."
scripts/setup.sh packages-all.txt || exit 77
skip() { echo "skipped: $1"; exit 77; }
fail() { echo "FAILED: $1"; exit 1; }
[ "$(id -u)" -eq 0 ] || skip "no root"
command -v apt-get >/dev/null || skip "no apt"
if dpkg-query -W tarn >/dev/null 2>&1; then skip "a package tarn is installed already"; fi

source=$PWD
version=$(sed -n 's/^project(tarn VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
work=$(mktemp -d)
trap 'dpkg --purge libtarn-dev tarn >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
chmod 755 "$work"
(cd "$work" && cpack --config "$source/build/release/CPackConfig.cmake" -B "$work" >log 2>&1) || { cat "$work/log"; fail cpack; }
tools=$(echo "$work"/tarn_"$version"_*.deb)
library=$(echo "$work"/libtarn-dev_"$version"_*.deb)
[ -s "$tools" ] && [ -s "$library" ] || fail "no packages of version $version"

# Every library that a tool is linked with belongs to a package it depends on.
depends=$(dpkg-deb -f "$tools" Depends)
for tool in build/release/apps/tarn*; do
  [ -x "$tool" ] && [ -f "$tool" ] || continue
  objdump -p "$tool" | sed -n 's/^ *NEEDED *//p'
done | sort -u > "$work/needed"
while read -r name; do
  owner=$(dpkg -S "*/$(gcc -print-multiarch)/$name" | sed -n '1s/:.*//p')
  [[ ", $depends" == *", $owner"* ]] || fail "$name of $owner is not in Depends: $depends"
done < "$work/needed"
[ -s "$work/needed" ] || fail "the tools are linked with nothing"

export DEBIAN_FRONTEND=noninteractive
apt-get install -y -q --no-install-recommends "$tools" >"$work/log" 2>&1 || { cat "$work/log"; fail "apt install"; }
cd "$work"
unset TARN_LEXICONS
[ "$(command -v tarn)" = /usr/bin/tarn ] || hash -r
/usr/bin/tarn theme --help | grep -q 'tarn-theme --help\|Usage: tarn-theme' || fail "tarn theme --help"
/usr/bin/tarn theme -l themes-health "$source/examples/archive.jsonl" | /usr/bin/tarn stance | /usr/bin/tarn aggregate --tables theme > rows
[ "$(wc -l < rows)" -gt 10 ] || fail "no rows"
[ "$(/usr/bin/tarn --version | head -n 1)" = "tarn $version" ] || fail "another version than $version"
dpkg -L tarn > files
for file in man/man1/tarn-stance.1 man/man7/tarn.7 man/man5/tarn-lexicon.5 doc/tarn/copyright tarn/lexicons/LICENSE \
  bash-completion/completions/tarn-stance zsh/vendor-completions/_tarn fish/vendor_completions.d/tarn-stance.fish; do
  grep -qx "/usr/share/$file" files || fail "no /usr/share/$file in the package"
done
# Images for containers may leave out manuals and documentation.
if [ -e /usr/share/man/man1/tarn-stance.1 ]; then
  man tarn-stance | grep -q 'tarn-stance - ' || fail "man tarn-stance"
else
  echo "the system leaves out manuals: man is not tried"
fi
bash -c '. /usr/share/bash-completion/completions/tarn-stance && COMP_WORDS=(tarn-stance --expl) COMP_CWORD=1 && _tarn &&
  [ "${COMPREPLY[*]}" = --explain ]' || fail "completion for bash"

# Refused without the very version of the tools, and complete with it.
dpkg-deb -f "$library" Depends | grep -q "tarn (= $version)" || fail "libtarn-dev does not depend on tarn"
apt-get install -y -q --no-install-recommends "$library" >log 2>&1 || { cat log; fail "apt install of libtarn-dev"; }
g++ -std=c++20 "$source/tests/consumer/main.cpp" $(pkg-config --cflags --libs tarn) -o consumer
./consumer "$(pkg-config --variable=lexicons tarn)" | grep -q '"label":"coproduction"' || fail "the consumer"

apt-get purge -y -q libtarn-dev tarn >log 2>&1 || { cat log; fail "apt purge"; }
while read -r file; do
  [ -d "$file" ] || [ ! -e "$file" ] || fail "$file is left"
done < files
[ ! -e /usr/share/tarn ] && [ ! -e /usr/include/tarn ] && [ ! -e /usr/share/doc/tarn ] || fail "a folder is left"
echo "ok: $(basename "$tools"), $(basename "$library")"
