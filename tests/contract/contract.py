#!/usr/bin/env python3
"""The contract of every executable: contract.py TOOL.

tools.tsv names each tool with what it reads (records, an archive, something of its own) and the
arguments it cannot do without; a tool that is not listed fails. Each check is a function below;
its first line says the rule. One line is printed for each rule that does not hold.
"""

import base64
import json
import os
import pty
import resource
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parent
SOURCE = FOLDER.parent.parent
RECORDS = [
    {"schema": "tarn.post/1", "doc_id": "a", "date_published": "2014-03-13",
     "text": "Coproduction was not very good. We hope for more – “really”, they said.", "n": 1},
    {"doc_id": "b", "date_published": "2014-04-02", "text": "Na\u00efve 🌱 patients felt ignored.\n\nI wonder why."},
    {"doc_id": "c", "text": ""},
]
GOOD = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in RECORDS).encode()
# A fault, and the column at which it is told (None: any).
BAD_RECORDS = {
    "broken JSON": (b'{"doc_id":"x","text":"y"', 25),
    "no object": (b"[1]", 1),
    "a duplicate key": (b'{"doc_id":"x","text":"y","text":"z"}', None),
    "NaN": (b'{"doc_id":"x","text":"y","n":NaN}', 30),
    "a raw NUL": (b'{"doc_id":"x","text":"\x00"}', None),
    "invalid UTF-8": (b'{"doc_id":"x","text":"\xff"}', 23),
    "a lone surrogate": (b'{"doc_id":"x","text":"\\ud800"}', 23),
    "no doc_id": (b'{"text":"y"}', 1),
    "no text": (b'{"doc_id":"x"}', 1),
    "a negative offset": (b'{"doc_id":"x","text":"y","spans":[{"start":-1,"end":1,"layer":"a","label":"b"}]}', 44),
    "a fractional offset": (b'{"doc_id":"x","text":"y","spans":[{"start":0.5,"end":1,"layer":"a","label":"b"}]}', 44),
    "an offset out of the text": (b'{"doc_id":"x","text":"y","spans":[{"start":0,"end":2,"layer":"a","label":"b"}]}', 52),
    "unsorted sentences": (b'{"doc_id":"x","text":"y z","sentences":[[2,3],[0,1]],"tokens":[]}', 47),
    "nesting over 64": (b'{"doc_id":"x","text":"y","n":' + b"[" * 70 + b"]" * 70 + b"}", None),
    "text behind the record": (b'{"doc_id":"x","text":"y"} {}', 27),
}


class Tool:
    def __init__(self, path):
        self.path = Path(path).absolute()
        self.name = self.path.name
        rows = [line.split("\t") for line in (FOLDER / "tools.tsv").read_text().splitlines()[1:]]
        found = [row for row in rows if row[0] == self.name]
        if not found:
            sys.exit(f"{self.name} is not in {FOLDER.name}/tools.tsv: add a row")
        self.input, self.arguments = found[0][1], found[0][2].split()

    def run(self, *args, stdin=b"", base=True, env=None, **more):
        """Exit status, standard output, standard error."""
        done = subprocess.run([self.path, *(self.arguments if base else []), *args],
                              input=stdin, capture_output=True, timeout=60,
                              env={**os.environ, **(env or {})}, **more)
        return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


def expect(condition, *found):
    if not condition:
        raise AssertionError(" ".join(repr(f) for f in found))


# --- every tool


def check_help(tool):
    """--help: 0, a line of purpose, an example, the exit codes."""
    code, out, err = tool.run("--help", base=False)
    text = out.decode()
    expect(code == 0 and err == "" and "Example" in text and tool.name in text
           and "Exit status" in text, code, err, text)


def check_version(tool):
    """--version: 0, the versions of the tool, ICU, Unicode, the schema."""
    code, out, err = tool.run("--version", base=False)
    expect(code == 0 and err == "" and out.decode().startswith(tool.name + " ")
           and b"ICU" in out and b"Unicode" in out and b"tarn.post/1" in out, code, out, err)


def check_full_device(tool):
    """--help and --version to a full device: 2 and the reason."""
    for option in ("--help", "--version"):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([tool.path, option], stdout=full, stderr=subprocess.PIPE)
        expect(done.returncode == 2 and b"no space left" in done.stderr, done)


def check_unknown_option(tool):
    """An unknown option: 2, no output, the nearest name."""
    code, out, err = tool.run("--outptu", base=False)
    expect(code == 2 and out == b"" and "--output" in err and "--help" in err, code, out, err)


def check_terminal_input(tool):
    """A terminal on standard input and no operand: 2 and the way to help, at once."""
    try:
        leader, follower = pty.openpty()
    except OSError as error:
        print(f"{tool.name}: SKIPPED: no terminal can be had here ({error})")
        return
    done = subprocess.run([tool.path, *tool.arguments], stdin=follower, capture_output=True,
                          timeout=20)
    os.close(leader)
    os.close(follower)
    expect(done.returncode == 2 and done.stdout == b"" and b"--help" in done.stderr, done)


# --- tools that read lines of records


def check_missing_file(tool):
    """A missing file: 2, its name, the reason."""
    code, out, err = tool.run("no/such/file")
    expect(code == 2 and out == b"" and "no/such/file: error: " in err
           and "no such file" in err, code, out, err)


def check_directory(tool):
    """A directory in place of a file: 2."""
    code, out, err = tool.run("/tmp")
    expect(code == 2 and out == b"" and "directory" in err, code, out, err)


def check_empty_input(tool):
    """Empty input: 0."""
    code, out, err = tool.run(stdin=b"")
    expect(code == 0 and err == "", code, out, err)


def check_output_full(tool):
    """Output to a full device, and to a closed stream: 2 and the reason."""
    with open("/dev/full", "wb") as full:
        done = subprocess.run([tool.path, *tool.arguments], input=GOOD, stdout=full,
                              stderr=subprocess.PIPE)
    expect(done.returncode == 2 and b"no space left" in done.stderr, done)
    done = subprocess.run(["bash", "-c", 'exec "$@" >&-', "-", tool.path, *tool.arguments],
                          input=GOOD, stderr=subprocess.PIPE)
    expect(done.returncode == 2 and b"cannot write" in done.stderr, done)


def check_closed_pipe(tool):
    """A reader that has gone: a quiet end, with SIGPIPE at its default and ignored."""
    for action, codes in ((signal.SIG_DFL, (-signal.SIGPIPE,)), (signal.SIG_IGN, (2,))):
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run([tool.path, *tool.arguments], input=GOOD, stdout=writer,
                              stderr=subprocess.PIPE, restore_signals=False,
                              preexec_fn=lambda action=action: signal.signal(signal.SIGPIPE, action))
        os.close(writer)
        expect(done.returncode in codes and done.stderr == b"", done)


def check_line_forms(tool):
    """CRLF, a BOM, blank lines, no last newline: the same output."""
    _, want, _ = tool.run(stdin=GOOD)
    expect(want != b"", "no output")
    for form in (GOOD.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + GOOD,
                 b"\n" + GOOD.replace(b"\n", b"\n\n \n"), GOOD[:-1]):
        code, out, err = tool.run(stdin=form)
        expect(code == 0 and out == want, form[:20], code, out, err)


def check_same_bytes(tool):
    """The same bytes for any jobs, locale, zone, path, and for one-byte reads."""
    _, want, _ = tool.run(stdin=GOOD * 1)
    for jobs in ("1", "2", "8", "0"):
        expect(tool.run("--jobs", jobs, stdin=GOOD)[1] == want, "jobs", jobs)
    for env in ({"LC_ALL": "de_DE.UTF-8"}, {"LC_ALL": "C"}, {"TZ": "Asia/Tokyo"}):
        expect(tool.run(stdin=GOOD, env=env)[1] == want, env)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "in.jsonl"
        path.write_bytes(GOOD)
        expect(tool.run(str(path))[1] == want, "file")
        expect(tool.run("--output", f"{folder}/out", str(path))[0] == 0, "-o")
        expect((Path(folder) / "out").read_bytes() == want, "-o")
        expect(sorted(os.listdir(folder)) == ["in.jsonl", "out"], os.listdir(folder))
    process = subprocess.Popen([tool.path, *tool.arguments], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE)
    for k in range(len(GOOD)):
        process.stdin.write(GOOD[k:k + 1])
        process.stdin.flush()
    expect(process.communicate()[0] == want, "one byte at a time")


def check_bad_records(tool):
    """A bad record: 2 with file, line, column; what came before is written."""
    first = GOOD.splitlines(keepends=True)[0]
    for name, (bad, column) in BAD_RECORDS.items():
        code, out, err = tool.run(stdin=first + bad + b"\n" + first)
        where = f"{tool.name}: <stdin>:2:" + (f"{column}: error: " if column else "")
        expect(code == 2 and err.startswith(where), name, code, out, err)


def check_skip_and_rejects(tool):
    """--on-error=skip: the good records, a count, 1; --rejects keeps the bad ones."""
    lines = GOOD.splitlines(keepends=True)
    _, want, _ = tool.run(stdin=GOOD)
    for name, (bad, _) in BAD_RECORDS.items():
        with tempfile.TemporaryDirectory() as folder:
            code, out, err = tool.run("--on-error=skip", "--rejects", f"{folder}/r",
                                      stdin=lines[0] + bad + b"\n" + b"".join(lines[1:]))
            kept = json.loads((Path(folder) / "r").read_text())
        expect(code == 1 and out == want and "1 of 4 records rejected" in err, name, code, out, err)
        expect(kept["line"] == 2 and base64.b64decode(kept["raw_b64"]) == bad, name, kept)


def check_long_record(tool):
    """A record over --max-record-bytes is bad, not fatal under skip."""
    long = json.dumps({"doc_id": "long", "text": "x" * 5000}).encode() + b"\n"
    code, _, err = tool.run("--max-record-bytes", "1000", stdin=long)
    expect(code == 2 and "max-record-bytes" in err, code, err)
    _, want, _ = tool.run(stdin=GOOD)
    code, out, err = tool.run("--max-record-bytes", "1000", "--on-error=skip", stdin=long + GOOD)
    expect(code == 1 and out == want, code, out, err)


def check_old_output_stays(tool):
    """A run that fails leaves an old output as it was, and no temporary."""
    with tempfile.TemporaryDirectory() as folder:
        old = Path(folder) / "out"
        old.write_text("old")
        code, _, err = tool.run("-o", str(old), stdin=GOOD + b"{\n")
        expect(code == 2 and old.read_text() == "old" and os.listdir(folder) == ["out"], code, err)
        code, _, err = tool.run("-o", f"{folder}/no/such/out", stdin=GOOD)
        expect(code == 2 and "no/such/out" in err, code, err)


def check_file_size_limit(tool):
    """A file-size limit: 2 or the signal, the old output stays."""
    with tempfile.TemporaryDirectory() as folder:
        old = Path(folder) / "out"
        old.write_text("old")

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))
        done = subprocess.run([tool.path, *tool.arguments, "-o", str(old)], input=GOOD,
                              capture_output=True, preexec_fn=limit)
        expect(done.returncode == 2 and old.read_text() == "old"
               and os.listdir(folder) == ["out"], done)


def check_twice_is_once(tool):
    """A stage run on its own output gives the same records."""
    _, once, _ = tool.run(stdin=GOOD)
    if not once.startswith(b'{"schema":"tarn.post/1"'):
        return
    expect(tool.run(stdin=once)[1] == once, once)


def check_unknown_fields(tool):
    """Fields of others pass byte for byte."""
    line = b'{"x\\u0061":[1.50, 1E+2,{"deep":null}],"doc_id":"a","text":"No.","zz":123456789012345678901234567890}\n'
    code, out, err = tool.run(stdin=line)
    if not out.startswith(b'{"x'):
        return
    for piece in (b'"x\\u0061":[1.50, 1E+2,{"deep":null}]', b'"zz":123456789012345678901234567890'):
        expect(piece in out, out)


COMMON = [check_help, check_version, check_full_device, check_unknown_option]
ARCHIVE = COMMON + [check_terminal_input, check_missing_file, check_directory]
LINES = ARCHIVE + [check_empty_input, check_output_full, check_closed_pipe, check_line_forms,
                   check_same_bytes, check_bad_records, check_skip_and_rejects, check_long_record,
                   check_old_output_stays, check_file_size_limit, check_twice_is_once,
                   check_unknown_fields]
CHECKS = {"dispatcher": [check_help, check_version, check_full_device], "own": COMMON, "archive": ARCHIVE, "records": LINES}


def main():
    tool = Tool(sys.argv[1])
    failed = 0
    for check in CHECKS[tool.input]:
        try:
            check(tool)
        except (AssertionError, subprocess.TimeoutExpired) as error:
            failed += 1
            print(f"{tool.name}: {check.__doc__.splitlines()[0]}\n    {str(error)[:600]}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
