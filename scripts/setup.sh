#!/usr/bin/env bash
# setup.sh FILE...: installs the Debian packages listed in scripts/FILE, those that are missing.
# Needs root or sudo; does nothing when all are there.
set -euo pipefail
cd "$(dirname "$0")"

missing=()
for package in $(sed 's/#.*//' "$@"); do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
echo "installing: ${missing[*]}" >&2
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -q >&2
"${as_root[@]}" apt-get install -y -q --no-install-recommends "${missing[@]}" >&2
