#!/usr/bin/env python3
"""The links of all Markdown pages and the versions that stand in several places: links.py BIN [FOLDER]; with FOLDER only the links
of the pages there. A link inside of the
repository leads to a file that is there, an anchor to a heading that is there; one to the outside is well-formed (no network is asked). A
command that a page names as code, such as tarn-theme --overlap, exists."""

import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

SOURCE = Path(__file__).parent.parent.parent
BIN = Path(sys.argv[1]).absolute()
faults = []


def prose(text):
    """A page without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S)


def anchors(page):
    """The anchors that GitHub makes of the headings."""
    out = set()
    for heading in re.findall(r"^#+ (.*)$", prose(page.read_text()), re.M):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        anchor = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        number = 0
        while (anchor if number == 0 else f"{anchor}-{number}") in out:
            number += 1
        out.add(anchor if number == 0 else f"{anchor}-{number}")
    return out


def links(page):
    text = re.sub(r"`[^`\n]*`", "", prose(page.read_text()))
    yield from re.findall(r"\]\(([^)\s]+)(?: \"[^\"]*\")?\)", text)
    yield from re.findall(r"<(https?://[^>]+)>", text)


def check_link(page, link, folder=SOURCE):
    where = f"{page.relative_to(folder)}: {link}"
    parts = urlsplit(link)
    if parts.scheme:
        if parts.scheme not in ("https", "http", "mailto") or not re.fullmatch(r"[a-z0-9.-]+\.[a-z]+", parts.netloc):
            faults.append(f"{where}: not well-formed")
        return
    target = page.parent / unquote(parts.path) if parts.path else page
    if not target.exists():
        faults.append(f"{where}: there is no such file")
    elif parts.fragment and parts.fragment not in anchors(target):
        faults.append(f"{where}: there is no such heading")


def check_options(pages):
    """Code in prose, such as `tarn-ingest --repair`, names options that the tool has."""
    known = {}
    count = 0
    for page in pages:
        for tool, rest in re.findall(r"`(tarn-[a-z]+)((?: [^`]*)?)`", prose(page.read_text())):
            if tool not in known:
                if not (BIN / tool).exists():
                    faults.append(f"{page.name}: there is no {tool}")
                    known[tool] = None
                else:
                    told = subprocess.run([BIN / tool, "--describe"], capture_output=True, text=True, check=True).stdout
                    facts = json.loads(told)
                    commands = [facts, *facts["subcommands"]]
                    known[tool] = {name for command in commands for option in command["options"] for name in option["names"]}
            for option in re.findall(r"(?<=\s)--[a-z][a-z-]*", rest.split("|")[0]):
                count += 1
                if known[tool] is not None and option not in known[tool]:
                    faults.append(f"{page.relative_to(SOURCE)}: {tool} has no {option}")
    return count


def check_versions():
    version = re.search(r"^project\(tarn VERSION ([0-9.]+)", (SOURCE / "CMakeLists.txt").read_text(), re.M)[1]
    cited = re.search(r"^version: (.*)$", (SOURCE / "CITATION.cff").read_text(), re.M)[1]
    day = re.search(r"^date-released: (.*)$", (SOURCE / "CITATION.cff").read_text(), re.M)[1]
    if cited != version:
        faults.append(f"CITATION.cff has version {cited}, CMakeLists.txt {version}")
    if f"\n## {version}, {day}\n" not in (SOURCE / "CHANGELOG.md").read_text():
        faults.append(f"CHANGELOG.md has no heading '## {version}, {day}'")
    told = subprocess.run([BIN / "tarn", "--version"], capture_output=True, text=True, check=True).stdout
    if told.split("\n")[0] != f"tarn {version}":
        faults.append(f"tarn --version says {told!r}")


def check_folder(folder):
    pages = sorted(folder.rglob("*.md"))
    for page in pages:
        for link in links(page):
            check_link(page, link, folder)
    print("\n".join(faults))
    print(f"{len(pages)} pages, {len(faults)} faults")
    sys.exit(1 if faults or not pages else 0)


def main():
    if len(sys.argv) > 2:
        return check_folder(Path(sys.argv[2]).absolute())
    pages = [SOURCE / name for name in subprocess.run(["git", "ls-files", "*.md"], cwd=SOURCE, capture_output=True, text=True,
                                                      check=True).stdout.split()
             if not name.startswith("tests/data") and not name.startswith("tests/golden")]
    count = 0
    for page in pages:
        for link in links(page):
            count += 1
            check_link(page, link)
    options = check_options(pages)
    check_versions()
    if count < 30 or options < 10:
        faults.append(f"only {count} links and {options} options were found")
    print("\n".join(faults))
    print(f"{len(pages)} pages, {count} links, {options} options, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
