"""Hostile inputs of 4 times the size take about 4 times the processor time: linear.py BIN.

What would be quadratic takes 16 times as long. Short times say nothing: they pass.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

BIN = Path(sys.argv[1]).absolute()
MOST = 9  # times as long
LEAST = 0.5  # seconds
LIMIT = 60  # seconds, of processor time


def post(text, **more):
    return json.dumps({"doc_id": "a", "text": text, **more}).encode() + b"\n"


def item(content):
    return b"<rss><channel><item><title>x</title><description><![CDATA[" + content + b"]]></description></item></channel></rss>"


def entry(content):
    return (b"<rss><channel><item><title>x</title><wp:post_type>post</wp:post_type><wp:status>publish</wp:status><content:encoded><![CDATA["
            + content + b"]]></content:encoded></item></channel></rss>")


def page(content):
    return b"<html><body><article><h1>x</h1><p>We hope.</p>" + content + b"</article></body></html>"


def ingest(form):
    return ["tarn-ingest", "--quiet", "--from", form]


def numbered(row, size):
    return b"".join(row % i for i in range(size // len(row)))


# Name, command, what is made of many units, size, units.
REPEATED = [
    ("HTML", ingest("rss"), item, 300_000,
     [b"<!--", b"<script>", b"<![CDATA[x", b"</", b"</ ", b"&", b"&#", b"<a ", b'<a href="', b"<p><b>", b"<table><tr><td>", b"<svg><a>", b"<o:p>", b"<div></span>",
      b"<b></p>", b"<i><b></i>", b"<option>", b"<li><dd>", b"<p a==\"><div>", b"<font size=1><p>", b"<div><b></div>x", b"<textarea>", b"<nobr>", b"<template>"]),
    ("a page", ingest("html"), page, 200_000, [b"<div>", b"<p>a</p>", b"<a href=x>", b"<time>", b"<meta>", b"<h1>", b"<article>"]),
    ("WordPress", ingest("wordpress"), entry, 200_000, [b"[caption]", b"[gallery", b"[/caption]", b"[[", b'[caption id="', b"[code]", b"\n\n", b"https://a.b/ "]),
    ("Markdown", ingest("markdown"), lambda c: b"---\ntitle: a\n---\n" + c, 100_000,
     [b"{{<", b"{%", b"{{", b"{:", b"{% raw %}", b"{{< highlight >}}", b"[^", b"[", b"[a](", b"![", b"`", b"**a", b"*a_", b"<", b"[a]:", b"| a ", b"> ", b"- ", b"```\n", b"~~~", b"<?"]),
    ("YAML", ingest("markdown"), lambda c: b"---\ntitle: a\nn: " + c + b"\n---\nWords.\n", 60_000,
     [b"[", b"- ", b"{a: ", b"? ", b'"', b"&a ", b"*a ", b"a: [x]\n", b", ", b": ", b"a: &x b\nc: *x\n", b"x"]),
    ("TOML", ingest("markdown"), lambda c: b'+++\ntitle = "a"\n' + c + b"\n+++\nWords.\n", 60_000, [b"[a]\n", b"[[a]]\n", b"a.", b"[", b"a = [1,", b"'''"]),
    ("a mail's subject", ingest("mbox"), lambda c: b"From a\nSubject: " + c + b"\n\nWords.\n", 200_000, [b"=?", b"=?utf-8?q?", b"=?utf-8?q?a?= ", b"(", b"a\n "]),
    ("a mail's parts", ingest("mbox"), lambda c: b"From a\nContent-Type: multipart/mixed; boundary=b\n\n" + c, 200_000, [b"--b\n", b"--b\n--c\n", b"=\n", b"> "]),
    ("pasted text", ingest("text"), lambda c: c, 200_000, [b"13 March 2014\nT\nW\n", b"\n", b"1 2 3\n"]),
    ("repair", [*ingest("rss"), "--repair"], item, 200_000, [b"<", b"&a", b"<a b=\"", b"</a>", b"<a>", b"\x01", b"\xe9", b"]]>", b"<!DOCTYPE "]),
    ("a table", ingest("csv"), lambda c: b"doc_id,text\na," + c + b"\n", 200_000, [b'"', b",", b'""', b'"a\n']),
    ("tokens", ["tarn-tokenize"], lambda c: post(c.decode()), 200_000,
     [u.encode() for u in ("a-", ".", '"', "\u201c", "'", "a.", "a@", "http://", "1,", "e\u0301", "\U0001f468\u200d", "\U0001f1e9", ":-", "Dr. ", "a. A", "\n\n",
                           "\u3042", "\u0e01", "a/b", "--", "n't", "A. B. ", "e.g. ")]),
    ("stance", ["tarn-stance"], lambda c: post(c.decode()), 100_000,
     [u.encode() for u in ("good ", "not ", "not good ", "I think ", "he said ", '"good" ', "but ", "if ", "they feel that ", "and good ", "hope that ", "(", "\u201c")]),
    ("stance, of whom", ["tarn-stance"], lambda c: post("Fears among staff I " + c.decode() + "hope."), 400_000, [b"hope ", b"really ", b"according to ", b"among "]),
    ("a concordance", ["tarn-kwic", "--pattern", "hope"], lambda c: post(c.decode()), 40_000, [b"We hope "]),
]
MADE = [
    ("attributes of XML", ingest("rss"), 200_000, lambda n: b"<rss><channel><item><title>x</title><a " + numbered(b"a%d='1' ", n) + b"/><description>x</description></item></channel></rss>"),
    ("attributes of HTML", ingest("rss"), 200_000, lambda n: item(b"<p " + numbered(b"a%d=1 ", n) + b">x</p>")),
    ("tags of a post", ingest("atom"), 200_000, lambda n: b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>a</id><title>t</title><content>w</content>"
     + numbered(b"<category term='c%d'/>", n) + b"</entry></feed>"),
    ("columns", ingest("csv"), 200_000, lambda n: b"doc_id,text" + numbered(b",c%d", n) + b"\na,b\n"),
    ("members of a record", ["tarn-tokenize"], 300_000, lambda n: b'{"doc_id":"a","text":"b"' + numbered(b',"k%d":1', n) + b"}\n"),
    ("posts", ["tarn-aggregate", "--quiet", "--by", "tags[]"], 300_000, lambda n: b"".join(b'{"doc_id":"a%d","text":"w","tags":["t%d"]}\n' % (i, i) for i in range(n // 40))),
    ("categories of LIWC", ["tarn-lexicon", "import", "--quiet", "--from", "liwc", "-"], 100_000, lambda n: b"%\n" + b"".join(b"%d\tc%d\n" % (i, i) for i in range(n // 12)) + b"%\nw\t1\n"),
    ("words of a lexicon", ["tarn-lexicon", "check", "--quiet", "-"], 100_000, lambda n: b"# name: x\n# layer: theme\npattern\tcategory\n" + numbered(b"w%d\tc\n", n)),
    ("globs of a lexicon", ["tarn-lexicon", "check", "--quiet", "-"], 100_000, lambda n: b"# name: x\n# layer: theme\npattern\tcategory\n" + numbered(b"*w%d*\tc\n", n)),
    ("one group of a lexicon", ["tarn-lexicon", "check", "--quiet", "-"], 100_000, lambda n: b"# name: x\n# layer: theme\npattern\tcategory\n{" + numbered(b"w%d|", n) + b"w}\tc\n"),
]


def seconds(command, data, folder):
    """Processor time, and whether the run ended as it may."""
    path = f"{folder}/in"
    Path(path).write_bytes(data)
    with open(path, "rb") as stdin:
        process = subprocess.Popen([BIN / command[0], *command[1:]], stdin=stdin, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT)))
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, process.returncode in (0, 1, 2)


def main():
    cases = [(f"{name} {unit!r}", command, size, lambda n, wrap=wrap, unit=unit: wrap(unit * (n // len(unit))))
             for name, command, wrap, size, units in REPEATED for unit in units] + MADE
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, command, size, make in cases:
            once, _ = seconds(command, make(size), folder)
            often, ends = seconds(command, make(4 * size), folder)
            if not ends or often > LEAST and often > MOST * once:
                bad += 1
                print(f"{name}: {size} bytes take {once:.2f} s, 4 times as many {often:.2f} s")
    print(f"{len(cases)} inputs, {bad} of them not in linear time")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
