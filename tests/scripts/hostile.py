#!/usr/bin/env python3
"""Hostile titles, URLs, labels and texts stay inert in every output that people open: hostile.py BIN."""

import csv
import io
import json
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

BIN = Path(sys.argv[1]).absolute()
ATTACKS = ["<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "</style><script>x</script>",
           "=cmd|'/c calc'!A1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\x1b]0;title\x07", "\u202egnp.exe", "]]><!--", "{{7*7}}", "[x](javascript:alert(1))",
           "a|b|c", "`rm -rf`", "\u2028line", "::error::x"]
URLS = ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,<script>x</script>", "https://example.org/\" onclick=\"x", "vbscript:x", "https://example.org/ok"]


def run(tool, *args, stdin):
    done = subprocess.run([BIN / tool, *args], input=stdin.encode(), capture_output=True, timeout=60)
    assert done.returncode == 0, (tool, args, done.stderr)
    return done.stdout.decode()


class Check(HTMLParser):
    """Refuses whatever could act."""
    allowed = {"html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "p", "nav", "ul", "li", "a", "main", "section", "div", "table", "caption",
               "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "details", "summary", "blockquote", "footer", "bdi", "b", "mark", "span",
               "svg", "desc", "text", "line", "rect", "path", "circle", "defs", "pattern"}

    def handle_starttag(self, tag, attrs):
        assert tag in self.allowed, tag
        for name, value in attrs:
            assert not name.startswith("on") and name not in ("style", "src", "srcdoc", "action"), (tag, name)
            if name == "href":
                assert value.startswith(("#", "https://example.org/ok")), value

    handle_startendtag = handle_starttag


def main():
    posts = ""
    for k, attack in enumerate(ATTACKS * 2):
        text = f"We hope that {attack} helps. The patients fear {attack} and coproduction is wonderful, they said."
        label = f"x{attack}"
        words = len(text)
        posts += json.dumps({"doc_id": f"{attack}{k}", "title": attack, "url": URLS[k % len(URLS)], "authors": [{"name": attack}], "tags": [attack],
                             "date_published": f"2014-{k % 12 + 1:02}-03", "text": text,
                             "spans": [{"start": 0, "end": 2, "layer": "theme", "label": label, "sentence": 0}] if words else []}) + "\n"
    tagged = run("tarn-stance", stdin=posts)
    rows = run("tarn-aggregate", "--by", "tags[]", "--evidence", "3", stdin=tagged)

    for name, page in (("report", run("tarn-report", "--title", ATTACKS[0], stdin=rows)),
                       ("kwic", run("tarn-kwic", "--stance", "affect,valence", "--format", "html", stdin=tagged))):
        check = Check()
        check.feed(page)
        check.close()
        assert "Content-Security-Policy" in page and "\x1b" not in page and "\u202e" not in page, name
    for table in ("theme", "evidence"):
        for row in csv.reader(io.StringIO(run("tarn-report", "--format", "csv", "--table", table, stdin=rows))):
            for cell in row:
                numeric = cell.replace(".", "").lstrip("-").isdigit()
                assert numeric or not cell.startswith(("=", "+", "-", "@", "\t", "\r")), cell
    for row in csv.reader(io.StringIO(run("tarn-kwic", "--stance", "affect,valence", "--format", "csv", stdin=tagged))):
        for cell in row:
            numeric = cell.replace(".", "").lstrip("-").isdigit()
            assert numeric or not cell.startswith(("=", "+", "-", "@", "\t", "\r")), cell
    for args in (("tarn-aggregate", "--format", "csv", "--tables", "theme", "--by", "tags[]"), ("tarn-export", "--to", "csv", "--layers", "theme")):
        for row in csv.reader(io.StringIO(run(*args, stdin=tagged))):
            for cell in row:
                numeric = cell.replace(".", "").lstrip("-").isdigit()
                assert numeric or not cell.startswith(("=", "+", "-", "@", "\t", "\r")), (args, cell)
    for args in (("tarn-kwic", "--stance", "affect,valence"), ("tarn-report", "--format", "text"), ("tarn-report", "--format", "markdown")):
        out = run(*args, stdin=tagged if args[0] == "tarn-kwic" else rows)
        bad = [c for c in out if (ord(c) < 32 and c != "\n") or ord(c) == 127 or 0x80 <= ord(c) < 0xa0 or c in "\u202e\u2028"]
        assert not bad, (args, bad)
        if "markdown" in args:
            assert "<script" not in out and "](javascript" not in out.replace("\\]", "]\\"), args
    print(f"{len(ATTACKS)} attacks stay inert")


if __name__ == "__main__":
    main()
