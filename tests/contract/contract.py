#!/usr/bin/env python3
"""The contract of every executable: contract.py TOOL.

tools.tsv names each tool with what it reads and the arguments it cannot do without, a row for each
way to use it; a tool that is not listed fails. Each check is a function; its first line says the
rule. One line is printed for each rule that does not hold. Checks of lines are in line_checks.py;
what a machine does to a tool is in faults.py, what must not change its output in same_bytes.py.
"""

import fcntl
import os
import pty
import re
import select
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import samples
from line_checks import LINES, POSTS
from tool import expect, runs_of

# --- the command line


def check_help(run):
    """--help: 0, a line of purpose, an example, the exit codes, a long name for every option."""
    code, out, err = run.run(command=[*run.base, "--help"])
    text = out.decode()
    expect(code == 0 and err == "" and "Exit status" in text, code, err, text)
    opening = text.split("\nUsage:")[0].splitlines()
    expect(opening[0].endswith(".") and opening[1:3] == ["", "Example:"], opening)
    expect(run.name in opening[3], "the example", opening)
    for option in re.findall(r"^ +(-\S+)", text, re.M):
        expect("--" in option, "a long name", option)


def check_version(run):
    """--version: 0, the versions of the tool, ICU, Unicode, the schema."""
    code, out, err = run.run(command=[*run.base, "--version"])
    expect(
        code == 0
        and err == ""
        and out.decode().startswith(run.name + " ")
        and b"ICU" in out
        and b"Unicode" in out
        and b"tarn.post/1" in out,
        code,
        out,
        err,
    )


def check_unknown_option(run):
    """An unknown option: 2, no output, the nearest name."""
    code, out, err = run.run(command=[*run.base, "--outptu"])
    expect(code == 2 and out == b"" and "--output" in err and "--help" in err, code, out, err)


def check_option_values(run):
    """A value that an option cannot have: 2, what was found and what is wanted."""
    for option, value in (
        ("--jobs", "x"),
        ("--jobs", "-1"),
        ("--on-error", "ignore"),
        ("--max-record-bytes", "0"),
        ("--max-record-bytes", "1.5"),
        ("--progress", "yes"),
    ):
        code, out, err = run.run(f"{option}={value}")
        expect(code == 2 and out == b"" and option in err and value in err, code, out, err)


def check_hostile_names(run):
    """Control characters of a file's name are shown as escapes."""
    code, _, err = run.run(file="no\x1b[31m\u202e\nsuch")
    expect(code == 2 and "\\u001b[31m\\u202e\\u000asuch" in err, code, err)


def check_terminal_input(run):
    """A terminal on standard input and no operand: 2 and the way to help, at once."""
    if "-" in run.arguments:
        return
    try:
        leader, follower = pty.openpty()
    except OSError as error:
        print(f"{run.name}: SKIPPED: no terminal can be had here ({error})")
        return
    code, out, err = run.run(stdin_file=follower, timeout=20)
    os.close(leader)
    os.close(follower)
    expect(code == 2 and out == b"" and "--help" in err, code, out, err)


# --- streams


def check_sample(run):
    """The sample: 0, or 1 where something is found, and the same from a file."""
    code, out, _ = run.run()
    expect(code in (0, 1), "no output", code, out)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "in"
        path.write_bytes(run.good)
        again = run.run(file=path)
        expect(again[0] == code, again)


def check_dash(run):
    """The operand - is standard input, in messages <stdin>."""
    if "-" in run.arguments:
        return
    want = run.run()
    expect(run.run(file="-") == want, "the same with -", want)
    code, _, err = run.run(file="-", stdin=b"\xff\n")
    expect(code != 2 or "<stdin>" in err, code, err)


def check_quiet(run):
    """--quiet silences warnings, never errors; the data are the same."""
    code, out, _ = run.run()
    quiet = run.run("--quiet")
    expect(quiet[:2] == (code, out) and quiet[2] == "", quiet)
    code, _, err = run.run("--quiet", file="no/such/file")
    expect(code == 2 and "error:" in err, code, err)


def check_no_escapes(run):
    """No colour and no progress where there is no terminal, nor under NO_COLOR or TERM=dumb."""
    for env in ({}, {"TERM": "xterm"}, {"NO_COLOR": "1"}, {"TERM": "dumb"}):
        _, out, err = run.run(env=env)
        expect(b"\x1b" not in out and "\x1b" not in err, env, out, err)


def check_progress(run):
    """Progress: with --progress=always, and on a terminal's standard error, never else."""
    parts = list(samples.pieces(run.kind, 2_000_000))
    for option, terminal, wanted in (
        ("auto", False, False),
        ("never", False, False),
        ("always", False, True),
        ("auto", True, True),
    ):
        reader, writer = pty.openpty() if terminal else os.pipe()
        process = subprocess.Popen(
            run.command(f"--progress={option}"),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=writer,
        )
        os.close(writer)
        process.stdin.write(b"".join(parts[: len(parts) // 2]))
        process.stdin.flush()
        time.sleep(0.3)
        process.stdin.write(b"".join(parts[len(parts) // 2 :]))
        process.stdin.close()
        process.wait()
        said = b""
        while select.select([reader], [], [], 1)[0]:
            try:
                piece = os.read(reader, 65536)
            except OSError:  # the other end of a terminal is closed
                break
            if not piece:
                break
            said += piece
        os.close(reader)
        expect((b"MB/s" in said) == wanted or run.kind == "lexicon", option, terminal, said[-200:])


# --- bad and odd input


def check_missing_file(run):
    """A missing file: 2, its name, the reason."""
    code, out, err = run.run(file="no/such/file")
    expect(
        code == 2 and out == b"" and "no/such/file: error: " in err and "no such file" in err,
        code,
        out,
        err,
    )


def check_empty_input(run):
    """Empty input: 0, nothing said, of a filter no output; 2 where there must be something to work on."""
    code, out, err = run.run(stdin=b"")
    if (
        run.name in ("tarn-ingest", "tarn-evaluate")
        or run.name in ("tarn-compare", "tarn-lexicon")
        and run.kind != "records"
    ):
        expect(code == 2 and "error: " in err, code, err)
    else:
        expect(code == 0 and err == "" and (out == b"" or not run.each), code, out, err)


def check_old_output_stays(run):
    """A run that fails leaves an old output as it was, and no temporary; else it is replaced."""
    with tempfile.TemporaryDirectory() as folder:
        old = Path(folder) / "out"
        old.write_text("old")
        code, _, err = run.run("-o", str(old), file="no/such/file")
        expect(code == 2 and old.read_text() == "old" and os.listdir(folder) == ["out"], code, err)
        code, _, err = run.run("-o", f"{folder}/no/such/out")
        expect(code == 2 and "no/such/out" in err, code, err)
        want = run.run()[1]
        old.chmod(0o640)
        link = Path(folder) / "link"
        link.symlink_to("out")
        code, out, err = run.run("-o", str(link))
        expect(code in (0, 1) and out == b"" and old.read_bytes() == want, code, err)
        expect(
            link.is_symlink() and stat.S_IMODE(old.stat().st_mode) == 0o640,
            "the link and the mode stay",
            old.stat(),
        )
        expect(sorted(os.listdir(folder)) == ["link", "out"], os.listdir(folder))
        fifo = Path(folder) / "fifo"
        os.mkfifo(fifo)
        reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
        fcntl.fcntl(reader, 1031, 1 << 20)  # F_SETPIPE_SZ
        code, _, err = run.run("-o", str(fifo))
        expect(
            code in (0, 1)
            and os.read(reader, 1 << 20) == want
            and stat.S_ISFIFO(fifo.stat().st_mode),
            "a FIFO is written straight",
            code,
            err,
        )
        os.close(reader)


COMMON = [check_help, check_version, check_unknown_option]
ANY = [
    check_terminal_input,
    check_sample,
    check_dash,
    check_option_values,
    check_hostile_names,
    check_quiet,
    check_no_escapes,
    check_progress,
    check_missing_file,
    check_empty_input,
    check_old_output_stays,
]


def checks_of(run):
    if run.kind == "own":
        return COMMON
    return (
        ANY + (LINES if run.kind in samples.BAD else []) + (POSTS if run.kind == "records" else [])
    )


def report(run, checks):
    """Runs checks; gives the number of those that failed."""
    failed = 0
    for check in checks:
        try:
            check(run)
        except (AssertionError, subprocess.TimeoutExpired) as error:
            failed += 1
            print(
                f"{run.name} ({run.title}): {check.__doc__.splitlines()[0]}\n    {str(error)[:900]}"
            )
    return failed


def main():
    runs = runs_of(sys.argv[1])
    failed = report(runs[0], COMMON)
    for run in runs:
        failed += report(run, [check for check in checks_of(run) if check not in COMMON])
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
