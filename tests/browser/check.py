#!/usr/bin/env python3
"""Opens the report of the example archive in headless Chromium: check.py BIN [FOLDER].

A page of ours on loopback shows the report in a frame and looks at it by script: no scrolling sideways at 1280 and
360 px, no chart without marks, text that contrasts with its background (4.5 to 1, in light and dark), nothing on
the console. With FOLDER the screenshots stay there.
"""

import functools
import http.server
import json
import re
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

SOURCE = Path(__file__).parent.parent.parent
BIN = Path(sys.argv[1]).absolute()
CHROMIUM = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--enable-logging=stderr"]
PROBE = (Path(__file__).parent / "probe.html").read_text()


def make_report(folder):
    pipe = ("tarn-ingest --quiet examples/archive.jsonl | tarn-theme -l themes-health | tarn-stance | "
            f"tarn-aggregate --by month --by author --evidence 3 | tarn-report -o {folder}/light.html")
    subprocess.run(["bash", "-o", "pipefail", "-c", pipe], cwd=SOURCE, check=True, env={"PATH": f"{BIN}:/usr/bin:/bin"})
    page = Path(folder, "light.html").read_text()
    Path(folder, "dark.html").write_text(page.replace("(prefers-color-scheme:dark)", "all"))


def browse(folder, address, width, *more):
    profile = tempfile.mkdtemp(dir=folder)
    return subprocess.run([*CHROMIUM, f"--user-data-dir={profile}", f"--window-size={width},2400", *more, address],
                          capture_output=True, timeout=120)


def main():
    keep = Path(sys.argv[2]).absolute() if len(sys.argv) > 2 else None
    faults = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        make_report(folder)
        quiet = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        home = f"http://127.0.0.1:{server.server_port}"
        for theme in ("light", "dark"):
            for width in (1280, 360):
                Path(folder, "probe.html").write_text(PROBE.replace("@PAGE@", f"{theme}.html").replace("@WIDTH@", str(width)))
                done = browse(folder, f"{home}/probe.html", 1400, "--virtual-time-budget=10000", "--dump-dom")
                found = re.search(r'<pre id="result">(.*?)</pre>', done.stdout.decode(), re.S)
                if not found or not found[1].strip():
                    faults.append(f"{theme} {width}: the probe gave no result: {done.stderr.decode()[-500:]}")
                    continue
                result = json.loads(found[1].replace("&quot;", '"').replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
                print(f"{theme} {width}: {result['charts']} charts, {result['texts']} texts, least contrast {result['least']}")
                faults += [f"{theme} {width}: {fault}" for fault in result["faults"]]
                faults += [f"{theme} {width}: console: {line}" for line in done.stderr.decode().splitlines() if "CONSOLE" in line]
        if keep:
            keep.mkdir(parents=True, exist_ok=True)
            for theme, width in (("light", 1280), ("dark", 1280), ("light", 500)):
                browse(folder, f"{home}/{theme}.html", width, f"--screenshot={keep}/{theme}-{width}.png")
        server.shutdown()
    for fault in faults:
        print(fault)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
