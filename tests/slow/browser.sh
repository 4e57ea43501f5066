#!/usr/bin/env bash
# The report of the example archive in headless Chromium: overflow, contrast, empty charts, console errors.
set -euo pipefail
cd "$(dirname "$0")/../.."
scripts/setup.sh packages-all.txt || exit 77
command -v chromium >/dev/null || exit 77
python3 tests/browser/check.py build/release/apps
# The picture of README can be made again.
picture=$(mktemp --suffix .png)
scripts/screenshot.sh build/release/apps "$picture"
python3 - "$picture" docs/report.png <<'END'
import struct, sys
sizes = [struct.unpack(">II", open(name, "rb").read()[16:24]) for name in sys.argv[1:]]
assert sizes[0] == sizes[1], f"the picture has another size than docs/report.png: {sizes}"
END
rm "$picture"
