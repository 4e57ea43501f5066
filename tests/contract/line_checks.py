"""What holds for every tool that reads lines: of records, or of rows."""

import base64
import json
import os
import re
import select
import subprocess
import tempfile
from pathlib import Path

import samples
from tool import expect


def check_first_record(run):
    """The first record is flushed at once; under --line-buffered each record is."""
    lines = run.good.splitlines(keepends=True)
    if not run.each or run.late:
        return
    for options, count in (((), 1), (("--line-buffered",), 2)):
        want = run.run(stdin=b"".join(lines[:count]))[1]
        process = subprocess.Popen(
            run.command(*options),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        got = b""
        for line in lines[:count]:
            process.stdin.write(line)
            process.stdin.flush()
        while len(got) < len(want) and select.select([process.stdout], [], [], 20)[0]:
            got += os.read(process.stdout.fileno(), 65536)
        process.stdin.close()
        process.wait()
        expect(got == want, options, got, want)


def check_line_forms(run):
    """CRLF, a BOM, blank lines, no last newline: the same output."""
    want = run.run()[1]
    for form in (
        run.good.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + run.good,
        b"\n" + run.good.replace(b"\n", b"\n\n \n"),
        run.good[:-1],
    ):
        code, out, err = run.run(stdin=form)
        expect(code in (0, 1) and same_but_lines(run, out, want), form[:20], code, out, want, err)


def same_but_lines(run, out, want):
    """Equal; records of an archive say in which line they began."""
    if run.name != "tarn-ingest":
        return out == want
    return re.sub(rb'"line":\d+', b"", out) == re.sub(rb'"line":\d+', b"", want)


def check_odd_records(run):
    """What looks bad and is not: 0."""
    for name, odd in samples.ODD.items():
        code, out, err = run.run(stdin=odd + b"\n")
        # Where texts are compared with others it is another text: that is told.
        expect(code in (0, 1) or "the text of 'x' is not that" in err, name, code, err)


def check_bad_records(run):
    """A bad record: 2 with file, line, column; what came before is written."""
    first = run.good.splitlines(keepends=True)[0]
    before = run.run(stdin=first)[1] if run.each else b""
    for name, (bad, column) in samples.BAD[run.kind].items():
        code, out, err = run.run(stdin=first + bad + b"\n" + first)
        where = f"{run.name}: <stdin>:2:" + (f"{column}: error: " if column else "")
        expect(code == 2 and err.startswith(where), name, code, out, err)
        expect(out == before, name, "what came before", out, before)


def check_skip_and_rejects(run):
    """--on-error=skip: the good records, a count, 1; --rejects keeps the bad ones."""
    lines = run.good.splitlines(keepends=True)
    want = run.run()[1]
    for name, (bad, _) in samples.BAD[run.kind].items():
        with tempfile.TemporaryDirectory() as folder:
            code, out, err = run.run(
                "--on-error=skip",
                "--rejects",
                f"{folder}/r",
                stdin=lines[0] + bad + b"\n" + b"".join(lines[1:]),
            )
            kept = json.loads((Path(folder) / "r").read_text())
        expect(code == 1 and same_but_lines(run, out, want), name, code, out, err)
        expect(re.search(r": 1 of \d+ records rejected$", err, re.M), name, err)
        expect(
            kept["line"] == 2 and kept["error"] and base64.b64decode(kept["raw_b64"]) == bad,
            name,
            kept,
        )
        expect(list(kept) == ["source", "line", "byte", "error", "raw_b64"], kept)


def check_many_messages(run):
    """At most 20 messages of a kind, then a count."""
    bad = b"{\n" * 50
    code, _, err = run.run("--on-error=skip", stdin=run.good + bad)
    told = [line for line in err.splitlines() if ": error: " in line and "<stdin>:" in line]
    expect(code == 1 and len(told) == 20 and "30 more" in err, code, err)


def check_long_record(run):
    """A record over --max-record-bytes is bad, not fatal under skip; one of that size is good."""
    long = run.good.splitlines()[0][:-1] + b',"pad":"' + b"x" * 9000 + b'"}'
    code, _, err = run.run("--max-record-bytes", "8000", stdin=long + b"\n")
    expect(code == 2 and "max-record-bytes" in err and "<stdin>:1" in err, code, err)
    want = run.run()[1]
    code, out, err = run.run(
        "--max-record-bytes", "8000", "--on-error=skip", stdin=long + b"\n" + run.good
    )
    expect(code == 1 and same_but_lines(run, out, want), code, out, err)
    code, _, err = run.run("--max-record-bytes", str(len(long)), stdin=long + b"\r\n")
    expect(code in (0, 1), code, err)


def check_lexicon_faults(run):
    """All faults of a lexicon in one run, each with file and line."""
    if b"--lexicon " not in run.run(command=[*run.base, "--help"])[1]:
        return
    with tempfile.TemporaryDirectory() as folder:
        bad = Path(folder) / "bad.tsv"
        bad.write_bytes(samples.LEXICON + b"{open\tx\n\t\ngood\tquality\tmuch\n\xff\tx\n")
        code, out, err = run.run("--quiet", "--lexicon", str(bad))
        lines = {int(n) for n in re.findall(r"bad\.tsv:(\d+):", err)}
        first = samples.LEXICON.count(b"\n") + 1
        expect(code == 2 and out == b"" and lines >= set(range(first, first + 4)), code, out, err)


def check_rejects_stay_with_output(run):
    """Where the rejects cannot be written the output is not replaced."""
    with tempfile.TemporaryDirectory() as folder:
        old = Path(folder) / "out"
        old.write_text("old")
        code, _, err = run.run(
            "-o", str(old), "--rejects", "/dev/full", "--on-error=skip", stdin=run.good + b"{\n"
        )
        expect(
            code == 2 and old.read_text() == "old" and os.listdir(folder) == ["out"],
            code,
            err,
            os.listdir(folder),
        )


def check_twice_is_once(run):
    """A stage run on its own output gives the same records."""
    once = run.run()[1]
    if run.name == "tarn-ingest" or not once.startswith(b'{"schema":"tarn.post/1"'):
        return
    expect(run.run(stdin=once)[1] == once, once)


def check_unknown_fields(run):
    """Fields of others pass byte for byte."""
    line = (
        b'{"x\\u0061":[1.50, 1E+2,{"deep":null}],"doc_id":"a","text":"No.",'
        b'"zz":123456789012345678901234567890}\n'
    )
    out = run.run(stdin=line)[1]
    if b'"doc_id":"a","text":"No."' not in out:
        return
    for piece in (b'[1.50, 1E+2,{"deep":null}]', b'"zz":123456789012345678901234567890'):
        expect(piece in out, piece, out)


LINES = [
    check_line_forms,
    check_first_record,
    check_bad_records,
    check_skip_and_rejects,
    check_many_messages,
    check_long_record,
    check_rejects_stay_with_output,
]
POSTS = [check_odd_records, check_lexicon_faults, check_twice_is_once, check_unknown_fields]
