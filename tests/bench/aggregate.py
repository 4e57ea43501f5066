#!/usr/bin/env python3
"""aggregate.py BIN [MOST [WORDS]]: time and memory of tarn-aggregate from 10^3 to MOST (10^6) invented
annotated posts of about WORDS (400) words, read from a pipe; then, on 20,000 posts in a file, the rate of
one core, as annotated JSON Lines and as the text in it, and the same by way of partial summaries.

tests/bench/aggregate.py build/release/apps
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]


def run(command, stdin=None, stdout=subprocess.DEVNULL):
    """Wall seconds, CPU seconds and peak kilobytes of one process."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdin=stdin, stdout=stdout)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command[0]}: status {status}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def main():
    tool = Path(sys.argv[1]) / "tarn-aggregate"
    most = int(sys.argv[2]) if len(sys.argv) > 2 else 10**6
    words = sys.argv[3] if len(sys.argv) > 3 else "400"
    with tempfile.TemporaryDirectory() as folder:
        maker = f"{folder}/make-records"
        subprocess.run(["c++", "-std=c++20", "-O2", f"-I{SOURCE}/lib",
                        f"{SOURCE}/tests/bench/make_records.cpp", "-o", maker], check=True)
        print(f"{'posts':>8} {'options':<12} {'wall s':>8} {'CPU s':>8} {'peak MB':>8}")
        for options in ([], ["--by", "month", "--by", "author"]):
            posts = 1000
            while posts <= most:
                source = subprocess.Popen([maker, str(posts), words], stdout=subprocess.PIPE)
                wall, cpu, peak = run([tool, *options], stdin=source.stdout)
                source.stdout.close()
                if source.wait() != 0:
                    sys.exit("make-records failed")
                name = "month,author" if options else "whole corpus"
                print(f"{posts:>8} {name:<12} {wall:>8.2f} {cpu:>8.2f} {peak / 1024:>8.1f}", flush=True)
                posts *= 10
        records = Path(folder) / "records.jsonl"
        with records.open("wb") as out:
            subprocess.run([maker, "20000", words], stdout=out, check=True)
        size = records.stat().st_size / 1e6
        with records.open(encoding="utf-8") as lines:
            text = sum(len(json.loads(line)["text"].encode()) for line in lines) / 1e6
        part = Path(folder) / "part.jsonl"
        for name, command, out in (("posts to rows", [tool, records], os.devnull),
                                   ("posts to partial", [tool, "--partial", records], part),
                                   ("partial to rows", [tool, part], os.devnull)):
            times = []
            for _ in range(3):
                with open(out, "wb") as stdout:
                    times.append(run(command, stdout=stdout)[1])
            best = min(times)
            print(f"{name}: {best:.2f} s CPU, best of 3: {size / best:.0f} MB/s of annotated JSON Lines,"
                  f" {text / best:.0f} MB/s of text")


if __name__ == "__main__":
    main()
