#!/usr/bin/env python3
"""Runs the commands of README.md, docs/*.md and the manual (docs/man/*.scd): readme.py BIN [--update].

In a block ```console, each line that begins with "$ " is a command, lines that begin with "> " go on with it, and what
follows up to the next command is its output, compared to the byte; with --update the outputs are written anew. A block ```sh is a script that must end
with 0; behind "needs:NAME" it is skipped where that is not installed. All blocks of a page run one after the other in one empty folder with links to examples/ and data/.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(__file__).parent.parent.parent
BLOCK = re.compile(r"^```(console|sh)(?: needs:(\w+))?\n(.*?)^```$", re.M | re.S)
# A block that needs one of these is skipped, and said so, where this command fails.
NEEDS = {"R": "command -v Rscript", "pandas": "python3 -c 'import pandas'", "parallel": "parallel --version",
         "DuckDB": 'test -d "$DUCKDB_MODULES/node_modules/@duckdb/node-api"'}


def run(command, folder, environment):
    """Whether it went well, and what a terminal would show."""
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=folder, env=environment, text=True, timeout=300,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    # A reader such as head may close the pipe.
    return done.returncode in (0, 141), done.stdout


def console(block, folder, environment, faults, where):
    out = []
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        lines = part.splitlines(keepends=True)
        size = 1
        while size < len(lines) and (lines[size - 1].endswith("\\\n") or lines[size].startswith("> ")):
            size += 1
        command, want = "".join(lines[:size]), "".join(lines[size:])
        good, got = run(re.sub(r"^> ", "", command, flags=re.M), folder, environment)
        if not good:
            faults.append(f"{where}: {command.strip()}\n{got}")
        elif got != want:
            faults.append(f"{where}: {command.strip()}\n--- wanted\n{want}--- got\n{got}")
        out.append("$ " + command + got)
    return "".join(out)


def main():
    bin_folder, update = Path(sys.argv[1]).absolute(), "--update" in sys.argv
    environment = {"PATH": f"{bin_folder}:/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent",
                   "DUCKDB_MODULES": os.environ.get("DUCKDB_MODULES", "/nonexistent")}
    count, faults = 0, []
    for page in [SOURCE / "README.md", *sorted((SOURCE / "docs").glob("*.md")), *sorted((SOURCE / "docs/man").glob("*.scd"))]:
        text = page.read_text()
        with tempfile.TemporaryDirectory() as folder:
            for name in ("examples", "data"):
                os.symlink(SOURCE / name, f"{folder}/{name}")

            def replace(match):
                nonlocal count
                count += 1
                where = f"{page.name}, block {count}"
                if match[2] and not run(NEEDS[match[2]], folder, environment)[0]:
                    print(f"SKIPPED: {where}: no {match[2]}")
                    return match[0]
                if match[1] == "console":
                    return f"```console\n{console(match[3], folder, environment, faults, where)}```"
                good, got = run("set -e\n" + match[3], folder, environment)
                if not good:
                    faults.append(f"{where}:\n{match[3]}\n{got}")
                return match[0]

            new = BLOCK.sub(replace, text)
        if update:
            page.write_text(new)
    if update:
        return
    assert count > 0, "no commands found"
    for fault in faults:
        print(fault)
    print(f"{count} blocks, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
