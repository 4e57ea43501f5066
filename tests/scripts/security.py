#!/usr/bin/env python3
"""What SECURITY.md promises, and each limit of its table, at it and one beyond: security.py BIN."""

import gzip
import io
import json
import lzma
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

BIN = Path(sys.argv[1]).absolute()
PAGE = Path(__file__).parent.parent.parent / "SECURITY.md"
MIB = 1 << 20
RECORD = b'{"doc_id":"a","text":"We hope."}\n'
faults = []


def run(tool, *args, stdin=b"", **options):
    done = subprocess.run([BIN / tool, *args], input=stdin, capture_output=True, timeout=300, **options)
    return done.returncode, done.stdout, done.stderr.decode()


def expect(holds, *found):
    if not holds:
        faults.append(" ".join(str(f)[:300] for f in found))


def good(what, tool, *args, stdin=b"", says=b""):
    code, out, err = run(tool, *args, stdin=stdin)
    expect(code == 0 and says in out and "warning" not in err, what, "at the limit:", code, err, out[-200:])


def refused(what, message, tool, *args, stdin=b""):
    code, out, err = run(tool, *args, stdin=stdin)
    expect(code == 2 and message in err, what, "beyond the limit:", code, err, out[-200:])


def told(what, message, tool, *args, stdin=b""):
    """The run goes on, and says what was left."""
    code, out, err = run(tool, *args, stdin=stdin)
    expect(code == 0 and message in err + out.decode(), what, "beyond the limit:", code, err, out[-200:])


# --- limits


def record_of(size, head=b'{"doc_id":"a","text":"b","pad":"', tail=b'"}'):
    return head + b"x" * (size - len(head) - len(tail)) + tail + b"\n"


def bytes_of_a_record(what):
    kwic = ["tarn-kwic", "--pattern", "hope"]
    good(what, *kwic, stdin=record_of(64 * MIB))
    refused(what, "a record longer than 67108864 bytes", *kwic, stdin=record_of(64 * MIB + 1))
    table = ["tarn-ingest", "--quiet", "--from", "csv"]
    row = b"doc_id,text\n" + record_of(10_000, b"a,", b"")
    good(what, *table, "--max-record-bytes", "10001", stdin=row)
    refused(what, "a record of more than 10000 bytes", *table, "--max-record-bytes", "10000", stdin=row)
    good(what, *kwic, "--max-record-bytes", str(1 << 32), stdin=RECORD)
    refused(what, "no whole number", *kwic, "--max-record-bytes", str((1 << 32) + 1), stdin=RECORD)


def nesting_of_data(what):
    markdown = ["tarn-ingest", "--quiet", "--from", "markdown"]
    for n, check, message in ((64, good, ()), (65, refused, ("nested more than 64 deep",))):
        nested = b"[" * (n - 1) + b"]" * (n - 1)
        check(what, *message, "tarn-tokenize", stdin=b'{"doc_id":"a","text":"b","n":' + nested + b"}")
    for n, check, message in ((64, good, ()), (65, told, ("front matter: nested deeper than 64",))):
        post = b"---\ntitle: a\nn:\n" + b"".join(b" " * i + b"a:\n" for i in range(1, n)) + b"---\nWords.\n"
        check(what, *message, *[a for a in markdown if a != "--quiet" or check is good], stdin=post)
    refused(what, "nested deeper than 64", "tarn-lexicon", "import", "--from", "quanteda", "-", stdin=b"[" * 1000)


def feed_of(content):
    return b"<rss><channel><item><title>x</title><description>" + content + b"</description></item></channel></rss>"


RSS = ["tarn-ingest", "--quiet", "--from", "rss"]


def nesting_of_xml(what):
    within = 200 - 4  # rss, channel, item, description
    good(what, *RSS, stdin=feed_of(b"<a>" * within + b"</a>" * within))
    within += 1
    refused(what, "elements nested deeper than 200", *RSS, stdin=feed_of(b"<a>" * within + b"</a>" * within))


def text_as_a_whole(what):
    refused(what, "more than 268435456 bytes in one <item>", *RSS, stdin=feed_of(b"x" * (256 * MIB)))
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/large.tsv"
        with open(path, "wb") as file:
            file.truncate(256 * MIB + 1)
        for command in (["tarn-ingest", "--from", "html"], ["tarn-ingest", "--from", "markdown"], ["tarn-lexicon", "check"]):
            refused(what, f"{path}: error: more than 268435456 bytes", *command, path)


def human_codes(what):
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/large.csv"
        with open(path, "wb") as file:
            file.truncate(512 * MIB + 1)
        refused(what, f"{path}: error: more than 536870912 bytes", "tarn-export", "--codes", path, stdin=RECORD)


def html(what):
    def described(content):
        return feed_of(b"<![CDATA[" + content + b"]]>")

    stripped = '"html-stripped"'
    good(what, *RSS, stdin=described(b"<div>" * 256 + b"Words."), says=b'"text":"Words.","warnings":[]')
    told(what, stripped, *RSS, stdin=described(b"<div>" * 257 + b"Words."))
    for count, check, message in ((256, good, ()), (257, told, (stripped,))):
        check(what, *message, *RSS, stdin=described(b"<p " + b" ".join(b"a%d=1" % i for i in range(count)) + b">Words.</p><table>"))
    for size, check, message in ((32 * MIB, good, ()), (32 * MIB + 1, told, (stripped,))):
        check(what, *message, *RSS, stdin=described(b"<p>" + b"x" * (size - 3)), **({"says": b'x","warnings":[]'} if check is good else {}))


def parts_of_a_mail(what):
    def mail(depth):
        head = b"Content-Type: multipart/mixed; boundary=b%03d\n\n"
        out = b"From a Thu Mar 13 08:46:16 2014\nSubject: s\n" + head % 0
        for i in range(1, depth):
            out += b"--b%03d\n" % (i - 1) + head % i
        return out + b"--b%03d\n\nWords.\n" % (depth - 1)

    mbox = ["tarn-ingest", "--quiet", "--from", "mbox"]
    good(what, *mbox, stdin=mail(16), says=b'"text":"Words.","warnings":[]')
    told(what, '"text":"","warnings":["empty-text"]', *mbox, stdin=mail(17))


def nodes_of_yaml(what):
    for n, check, message in ((100_000, good, ()), (100_001, told, ("front matter: more than 100000 values",))):
        # The map, the title and the list are three.
        post = b"---\ntitle: a\nn: [" + b",".join([b"x"] * (n - 3)) + b"]\n---\nWords.\n"
        quiet = ["--quiet"] if check is good else []
        check(what, *message, "tarn-ingest", "--from", "markdown", *quiet, stdin=post)


def zip_of(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


AUTO = ["tarn-ingest", "--quiet"]


def depth_of_containers(what):
    for pack in (gzip.compress, lambda content: zip_of({"a": content})):
        packed = RECORD
        for _ in range(4):
            packed = pack(packed)
        good(what, *AUTO, stdin=packed, says=b'"text":"We hope."')
        refused(what, "packed more than 4 times", *AUTO, stdin=pack(packed))


def size_of_containers(what):
    jsonl = ["tarn-ingest", "--quiet", "--from", "jsonl"]
    blank = b"\n" * (100 * MIB)
    good(what, *jsonl, stdin=gzip.compress(blank + RECORD, 1), says=b'"text":"We hope."')
    refused(what, "unpacks to more than 2000 times its size", *jsonl, stdin=lzma.compress(blank * 2, preset=1))


def messages(what):
    for count in (20, 21):
        _, _, err = run("tarn-tokenize", "--on-error=skip", stdin=RECORD + b"{\n" * count)
        lines = [line for line in err.splitlines() if "<stdin>:" in line]
        expect(len(lines) == 20 and ("1 more" in err) == (count > 20), what, count, err)


def threads(what):
    good(what, "tarn-tokenize", "--jobs", "1024", stdin=RECORD)
    refused(what, "no whole number from 0 to 1024", "tarn-tokenize", "--jobs", "1025", stdin=RECORD)


def in_unit_test(_):
    """Too large for a run here: tests/unit/format/container_test.cpp."""


LIMITS = {
    "a record, a line, a row of a table": bytes_of_a_record,
    "nesting of JSON, of YAML": nesting_of_data,
    "nesting of XML": nesting_of_xml,
    "text of one XML item; a file read whole (page, Markdown, lexicon)": text_as_a_whole,
    "texts of a file, folder or container of human codes": human_codes,
    "nesting, attributes of a tag, size of HTML given to the parser": html,
    "parts of a mail within each other": parts_of_a_mail,
    "nodes of YAML": nodes_of_yaml,
    "containers within each other, compressions of one stream": depth_of_containers,
    "members of a container": in_unit_test,
    "what a container unpacks to": size_of_containers,
    "messages of one kind": messages,
    "threads": threads,
}


def check_limits():
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \|[^|]*\|$", PAGE.read_text(), re.M)
    rows = [row for row in rows if row not in ("what", "---")]
    expect(rows == list(LIMITS), "the table's rows are", rows, "and those checked", list(LIMITS))
    for what, check in LIMITS.items():
        check(what)


# --- promises


def check_calls():
    """Nothing is run, no connection is made: the tools hold no way to."""
    if not shutil.which("nm"):
        return print("SKIPPED: there is no nm")
    forbidden = r"\b(socket|connect|getaddrinfo|gethostbyname|system|popen|fork|vfork|posix_spawnp?|exec[vl]p?e?|fexecve|dlopen)\b"
    for tool in sorted(BIN.glob("tarn*")):
        if not os.access(tool, os.X_OK) or tool.is_dir():
            continue
        called = subprocess.run(["nm", "-D", "--undefined-only", tool], capture_output=True, text=True, check=True).stdout
        if "__asan" in called:
            return print("SKIPPED: the sanitizers' own calls are among those of the tools")
        found = re.findall(forbidden, re.sub(r"@\S*", "", called))
        # The dispatcher becomes the tool that its first word names.
        expect(found == (["execv"] if tool.name == "tarn" else []), tool.name, "calls", found)


def check_members():
    """Members are read and never written, wherever their names lead."""
    names = ["../up.jsonl", "/tmp/tarn-security-root.jsonl", "a/../../b.jsonl", "c.jsonl", "..\\d.jsonl"]
    packed = zip_of({name: RECORD.replace(b'"a"', b'"%d"' % n) for n, name in enumerate(names)})
    with tempfile.TemporaryDirectory() as folder:
        inner = Path(folder) / "in"
        inner.mkdir()
        (inner / "x.zip").write_bytes(packed)
        code, out, err = run("tarn-ingest", "x.zip", cwd=inner)
        expect(code == 0 and out.count(b"\n") == len(names), "members", code, err)
        left = sorted(str(p.relative_to(folder)) for p in Path(folder).rglob("*"))
        expect(left == ["in", "in/x.zip"] and not os.path.exists(names[1]), "members were written", left)


def check_entities():
    """A DOCTYPE that declares entities is refused by every reader of XML."""
    secret = b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
    for command, root in (
        (["tarn-ingest", "--from", "rss"], b"<rss>&a;</rss>"),
        (["tarn-ingest", "--from", "wordpress", "--repair"], b"<rss><channel><item>&a;</item></channel></rss>"),
        (["tarn-ingest", "--from", "blogger"], b"<feed>&a;</feed>"),
        (["tarn-ingest", "--from", "livejournal"], b"<livejournal>&a;</livejournal>"),
        (["tarn-ingest", "--from", "tumblr"], b"<tumblr>&a;</tumblr>"),
        (["tarn-lexicon", "import", "--from", "yoshikoder", "-"], b"<dictionary>&a;</dictionary>"),
        (["tarn-lexicon", "import", "--from", "qdc", "-"], b"<CodeBook>&a;</CodeBook>"),
    ):
        code, out, err = run(*command, stdin=secret + root)
        expect(code == 2 and b"root:" not in out and "entit" in err, command, code, out[:100], err)
    with tempfile.TemporaryDirectory() as folder:
        project = f"{folder}/x.qdpx"
        Path(project).write_bytes(zip_of({"project.qde": secret + b"<Project>&a;</Project>"}))
        code, _, err = run("tarn-export", "--codes", project, stdin=RECORD)
        expect(code == 2 and "entit" in err, "a project", code, err)


def check_links():
    """Links that leave a folder are not followed, of posts and of codes."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in (("in/a.jsonl", RECORD), ("in/a.ann", b"T1\tX 3 7\thope\n"), ("out/b.jsonl", RECORD.replace(b"hope", b"SECRET")),
                              ("out/b.ann", b"T1\tSECRET 3 7\thope\n"), ("posts.jsonl", RECORD)):
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        for name in ("b.jsonl", "b.ann"):
            os.symlink(f"../out/{name}", f"{folder}/in/{name}")
        os.symlink("../out", f"{folder}/in/out")
        code, out, err = run("tarn-ingest", "-r", f"{folder}/in")
        expect(code == 0 and b"hope" in out and "SECRET" not in out.decode() + err, "links in an archive", code, out, err)
        code, out, err = run("tarn-export", "--codes", f"{folder}/in", f"{folder}/posts.jsonl")
        expect(code in (0, 1) and b'"label":"X"' in out and "SECRET" not in out.decode() + err, "links among codes", code, out, err)


def check_rest():
    """No file is written but the output: none beside the input, none at home."""
    with tempfile.TemporaryDirectory() as folder:
        for inner in ("home", "work", "tmp"):
            (Path(folder) / inner).mkdir()
        env = {**os.environ, "HOME": f"{folder}/home", "TMPDIR": f"{folder}/tmp", "XDG_CACHE_HOME": f"{folder}/home/c"}
        (Path(folder) / "work/a.jsonl").write_bytes(RECORD)
        for tool, *args in (("tarn-tokenize",), ("tarn-theme", "-l", "themes-health"), ("tarn-stance",), ("tarn-aggregate",), ("tarn-report",),
                            ("tarn-kwic", "--pattern", "hope"), ("tarn-ingest", "--from", "jsonl"), ("tarn-export", "--to", "csv")):
            code, _, err = run(tool, *args, "a.jsonl", cwd=f"{folder}/work", env=env)
            expect(code == 0, tool, code, err)
        left = sorted(str(p.relative_to(folder)) for p in Path(folder).rglob("*") if p.is_file())
        expect(left == ["work/a.jsonl"], "written besides the output", left)


def main():
    check_limits()
    promises = [check_calls, check_members, check_entities, check_links, check_rest]
    for check in promises:
        check()
    print("\n".join(faults))
    print(f"{len(LIMITS)} limits, {len(promises)} promises, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
