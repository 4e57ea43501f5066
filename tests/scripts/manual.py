#!/usr/bin/env python3
"""The manual: manual.py BIN. Every tool has a page; the page and --help tell of the same options; every page can be shown
without a warning, has its sections, and refers to pages that are there. 77: the manual was not built."""

import os
import re
import subprocess
import sys
from pathlib import Path

BIN = Path(sys.argv[1]).absolute()
PAGES = BIN.parent / "docs"
SECTIONS = ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES", "EXIT STATUS", "DIAGNOSTICS", "MEMORY", "SEE ALSO"]
ELSEWHERE = {"cat(1)", "jq(1)"}
faults = []


def run(*command):
    environment = {**os.environ, "MANWIDTH": "1000", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, stdin=subprocess.DEVNULL)
    if done.returncode != 0 or done.stderr:
        faults.append(f"{' '.join(map(str, command))}: {done.returncode} {done.stderr}")
    return done.stdout


def shown(page):
    return run("man", "--warnings", "--no-hyphenation", "--no-justification", "-l", page)


def names(text, indent):
    """Names of options at the start of lines that are indented so."""
    found = set()
    for line in re.findall(rf"^ {{{indent}}}(-[^ ].*)$", text, re.M):
        found.update(re.findall(r"(?:^|[ ,])(--?[a-zA-Z][a-z-]*)(?=[ ,]|$)", re.split(r"  ", line)[0]))
    return found


def parts(page):
    """The options of a tool and of each of its subcommands, as its page has them."""
    section, heading, out = "", "", {"": set()}
    for line in page.splitlines():
        if re.match(r"[A-Z]", line):
            section, heading = line, ""
        elif re.match(r"   \S", line) and section == "COMMANDS":
            heading = line.split()[-1]
            out[heading] = set()
        if section in ("OPTIONS", "COMMANDS"):
            out[heading] |= names(line + "\n", 7)
    return out


def compare(what, helped, paged):
    for name in sorted(helped - paged):
        faults.append(f"{what}: {name} is in --help and not in the manual")
    for name in sorted(paged - helped):
        faults.append(f"{what}: {name} is in the manual and not in --help")


def main():
    if not (PAGES / "tarn.1").exists():
        print("the manual was not built")
        sys.exit(77)
    pages = {page.name: shown(page) for page in sorted(PAGES.glob("*.[0-9]"))}
    count = 0
    for tool in sorted(BIN.glob("tarn*")):
        if not os.access(tool, os.X_OK) or tool.is_dir():
            continue
        page = pages.get(f"{tool.name}.1")
        if page is None:
            faults.append(f"{tool.name}: there is no docs/man/{tool.name}.1.scd")
            continue
        if tool.name == "tarn":
            continue
        told = parts(page)
        for sub, options in told.items():
            words = [sub] if sub else []
            found = names(run(tool, *words, "--help"), 2)
            count += len(found)
            compare(f"{tool.name} {sub}".strip(), found - ({"-h", "--help"} if sub else set()), options)
        subs = set(re.findall(r"^  ([a-z]+) ", run(tool, "--help").partition("Subcommands:")[2], re.M))
        compare(f"{tool.name}, subcommands", subs, set(told) - {""})
        for section in SECTIONS:
            if not re.search(rf"^{section}$", page, re.M):
                faults.append(f"{tool.name}.1: no {section}")
    for name, page in pages.items():
        for title, section in re.findall(r"\b([a-z][a-z-]*)\(([1-8])\)", page):
            if f"{title}.{section}" not in pages and f"{title}({section})" not in ELSEWHERE:
                faults.append(f"{name}: there is no {title}({section})")
    if count < 100:
        faults.append(f"only {count} options were found")
    print("\n".join(faults))
    print(f"{len(pages)} pages, {count} options, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
