#!/usr/bin/env bash
# run_golden.sh [--update] BIN CASE...: runs golden cases. A case is a folder:
#   cmd     a shell command; the tools of BIN are on PATH, $SOURCE is the source tree, the working
#           folder is the case's, $TMP is an empty folder that goes away
#   out     the standard output wanted, byte for byte
#   err     the standard error wanted; none: it must be empty
#   status  the exit status wanted; none: 0
# With --update the wanted files are written anew: read `git diff` afterwards.
set -u
update=no
if [ "${1:-}" = --update ]; then update=yes; shift; fi
bin=$(cd "$1" && pwd); shift
SOURCE=$(cd "$(dirname "$0")/../.." && pwd)
export SOURCE LC_ALL=C.UTF-8 TZ=UTC PATH="$bin:$PATH"
unset TARN_LEXICONS

bad=0
for case in "$@"; do
  case=$(cd "$case" && pwd)
  got=$(mktemp -d)
  mkdir "$got/tmp"
  status=0
  (cd "$case" && TMP="$got/tmp" bash -c "$(cat cmd)" >"$got/out" 2>"$got/err" </dev/null) || status=$?
  echo "$status" >"$got/status"
  if [ $update = yes ]; then
    cp "$got/out" "$case/out"
    if [ -s "$got/err" ]; then cp "$got/err" "$case/err"; else rm -f "$case/err"; fi
    if [ "$status" -ne 0 ]; then cp "$got/status" "$case/status"; else rm -f "$case/status"; fi
  else
    [ -e "$case/err" ] && want_err="$case/err" || want_err=/dev/null
    [ -e "$case/status" ] && want_status=$(cat "$case/status") || want_status=0
    diff -u "$case/out" "$got/out" || bad=1
    diff -u "$want_err" "$got/err" || bad=1
    [ "$want_status" = "$status" ] || { echo "exit status $status, wanted $want_status"; bad=1; }
  fi
  rm -rf "$got"
done
exit $bad
