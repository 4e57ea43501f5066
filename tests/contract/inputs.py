#!/usr/bin/env python3
"""Inputs cut, long and large: inputs.py [--all] TOOL...

Cut at every byte (without --all at some), and with --all a record as long as allowed and one longer
between good ones, and 300 MB through every filter in flat memory.
"""

import json
import os
import subprocess
import sys
import threading

import samples
from tool import expect, runs_of

LARGE = 300_000_000


def check_cuts(run, everything):
    """Cut anywhere, lines give what is complete and then an error at the line that is not."""
    data = run.good
    starts = [0] + [n + 1 for n, byte in enumerate(data) if byte == 10]
    outs = {start: run.run(stdin=data[:start])[:2] for start in starts} if run.each else {}
    for cut in range(0, len(data) + 1, 1 if everything else 1 + len(data) // 40):
        code, out, err = run.run(stdin=data[:cut])
        expect(code in (0, 1, 2) and (code != 2 or ": error: " in err), "cut", cut, code, err)
        if (
            run.kind not in samples.BAD
            or cut == 0
            and run.name in ("tarn-compare", "tarn-ingest", "tarn-evaluate")
        ):
            continue
        start = max(s for s in starts if s <= cut)
        rest = data[start:cut]
        complete = not rest or is_json(rest)
        expect((code != 2) == complete, "cut", cut, code, err)
        if not complete:
            expect(f"<stdin>:{starts.index(start) + 1}:" in err, "the line", cut, err)
        if run.each and not complete:
            expect(out == outs[start][1], "what is complete is written", cut, out)


def is_json(data):
    try:
        json.loads(data)
        return True
    except ValueError:
        return False


def check_long_record(run):
    """A record of 64 MiB, one byte longer, and one under it, between good ones."""
    limit = 64 << 20
    lines = run.good.splitlines(keepends=True)
    for size, wanted in ((limit, 0), (limit + 1, 1)):
        head, tail = lines[1][:-2] + b',"pad":"', b'"}'
        long = head + b"x" * (size - len(head) - len(tail)) + tail + b"\n"
        code, out, err = run.run("--on-error=skip", stdin=lines[0] + long + b"".join(lines[2:]))
        told = "<stdin>:2:" in err and ("a record longer than" in err or "a line longer than" in err)
        expect(
            code in ((0,) if run.each else (0, 1)) if wanted == 0 else code == 1 and told,
            size,
            code,
            err[:500],
        )
        if run.each:
            want = run.run(stdin=lines[0] + b"".join(lines[2:]))[1]
            got, others = out.count(b"\n"), want.count(b"\n")
            kept = got == others if wanted == 1 else got >= others
            expect(kept, size, "the others are there", got, others)


def peak(run, size):
    """The largest resident size, in MiB, of a run over that many bytes, and its processor time."""
    process = subprocess.Popen(
        run.command("-q"),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def feed():
        buffer = []
        for n, piece in enumerate(samples.pieces(run.kind, size)):
            buffer.append(piece)
            if n % 500 == 0:
                process.stdin.write(b"".join(buffer))
                buffer.clear()
        process.stdin.write(b"".join(buffer))
        process.stdin.close()

    feeder = threading.Thread(target=feed)
    feeder.start()
    _, status, usage = os.wait4(process.pid, 0)
    feeder.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    expect(process.returncode == 0, run.title, process.returncode)
    return usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime


def check_flat_memory(run):
    """Memory does not grow with the input."""
    small, _ = peak(run, LARGE // 20)
    large, seconds = peak(run, LARGE)
    print(
        f"{run.title}: {LARGE // 1_000_000} MB, peak {large:.0f} MiB ({small:.0f} MiB for a twentieth), {LARGE / 1e6 / seconds:.0f} MB/s of processor time"
    )
    expect(large < small + 32, run.title, small, large)


def main():
    everything = "--all" in sys.argv
    bad = 0
    for tool in [a for a in sys.argv[1:] if a != "--all"]:
        for run in runs_of(tool):
            checks = [] if run.kind == "own" else [lambda r: check_cuts(r, everything)]
            if run.kind in samples.BAD and everything:
                checks.append(check_long_record)
            # First: what this process holds would count as its child's until that runs its own program.
            if everything and (run.each or run.kind == "archive"):
                checks.insert(0, check_flat_memory)
            for check in checks:
                try:
                    check(run)
                except (AssertionError, subprocess.TimeoutExpired) as error:
                    bad += 1
                    print(f"{run.name} ({run.title}): {error}")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
