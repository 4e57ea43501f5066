#!/usr/bin/env python3
"""pipe.py BIN [FILE [MEGABYTES]]: start-up and rate of the tools that work on text, each alone and
theme into stance, on the records of FILE (the example archive), repeated up to MEGABYTES (20) of text.
Rates are megabytes of text per second of processor time, user and system, of one thread: best of five.
Last, what theme into stance does when every lexicon has but one word, which no text holds: what reading,
cutting and writing take, whatever is looked for.

tests/bench/pipe.py build/release/apps
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
THEMES = [part for name in ("health", "patient-experience", "learning") for part in ("-l", f"themes-{name}")]
RUNS = 5


def cpu(command, source, result=os.devnull, lexicons=SOURCE / "data/lexicons"):
    """Processor seconds of one run."""
    environment = {**os.environ, "TARN_LEXICONS": str(lexicons)}
    with open(source, "rb") as stdin, open(result, "wb") as stdout:
        process = subprocess.Popen(command, stdin=stdin, stdout=stdout, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command[0]}: status {status}")
    return usage.ru_utime + usage.ru_stime


def best(command, source, **options):
    return min(cpu(command, source, **options) for _ in range(RUNS))


def write_bare_lexicons(target):
    """The shipped lexicons, each with its first entry alone, and that of a word that no text holds."""
    target.mkdir()
    for source in (SOURCE / "data/lexicons").glob("*.tsv"):
        lines = source.read_text(encoding="utf-8").splitlines()
        if any(line.startswith("# layer:") for line in lines):
            header = next(i for i, line in enumerate(lines) if not line.startswith("#"))
            entry = next(line for line in lines[header + 1 :] if line and not line.startswith("#"))
            lines = [*lines[: header + 1], "\t".join(["zzxzzx", *entry.split("\t")[1:]])]
        (target / source.name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_corpus(records, target, megabytes):
    """Repeats records under new names; gives the megabytes of text."""
    posts = [json.loads(line) for line in records.read_text(encoding="utf-8").splitlines()]
    text = sum(len(post["text"].encode()) for post in posts) / 1e6
    copies = max(1, round(megabytes / text))
    with target.open("w", encoding="utf-8") as out:
        for copy in range(copies):
            for post in posts:
                line = {**post, "doc_id": f"{post['doc_id']}#{copy}"}
                out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
    return text * copies


def main():
    if len(sys.argv) < 2:
        sys.exit("usage: pipe.py BIN [FILE [MEGABYTES]]")
    apps = Path(sys.argv[1])
    records = Path(sys.argv[2]) if len(sys.argv) > 2 else SOURCE / "examples/archive.jsonl"
    megabytes = float(sys.argv[3]) if len(sys.argv) > 3 else 20.0
    tools = {
        "tokenize": [apps / "tarn-tokenize", "--jobs", "1"],
        "theme": [apps / "tarn-theme", "--jobs", "1", *THEMES],
        "stance": [apps / "tarn-stance", "--jobs", "1"],
    }
    with tempfile.TemporaryDirectory() as folder:
        corpus, themed, one = (Path(folder) / name for name in ("corpus", "themed", "one"))
        text = write_corpus(records, corpus, megabytes)
        one.write_text('{"doc_id":"a","text":"x"}\n')
        print(f"{text:.0f} MB of text\n{'tool':<16} {'start-up ms':>12} {'MB/s':>8}")
        for name, command in tools.items():
            print(f"{name:<16} {best(command, one) * 1000:>12.0f} {text / best(command, corpus):>8.1f}")
        cpu(tools["theme"], corpus, themed)
        both = best(tools["theme"], corpus) + best(tools["stance"], themed)
        print(f"{'theme | stance':<16} {'':>12} {text / both:>8.1f}")
        bare = Path(folder) / "lexicons"
        write_bare_lexicons(bare)
        both = sum(best(tools[name], corpus, lexicons=bare) for name in ("theme", "stance"))
        print(f"{'the same, bare':<16} {'':>12} {text / both:>8.1f}")


if __name__ == "__main__":
    main()
