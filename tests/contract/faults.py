#!/usr/bin/env python3
"""What becomes of a tool when the machine fails it: faults.py [--all | --update] INTERPOSER TOOL...

The faults are in io_faults.py and ending_faults.py. The table of tests/README.md is what comes out:
the columns of the tools are compared with it; --update writes it anew. --all takes every moment
where else a few are taken.
"""

import re
import subprocess
import sys
from pathlib import Path

import samples
import io_faults  # noqa: F401  (the order of the table)
import ending_faults  # noqa: F401
from fault_tools import FAULTS, SKIPPED, Settings
from tool import expect, runs_of

README = samples.SOURCE / "tests/README.md"
BEGIN, END = "<!-- faults: begin -->\n", "<!-- faults: end -->\n"


def column(path):
    """What came of each fault, in order, over all the ways to use a tool; and how many failed."""
    cells, bad = [], 0
    for what, message, function in FAULTS:
        words = []
        for run in runs_of(path):
            if run.kind == "own":
                continue
            try:
                word_ = function(run, message)
                if word_ not in words:
                    words.append(word_)
            except (AssertionError, subprocess.TimeoutExpired) as error:
                bad += 1
                print(f"{run.name} ({run.title}): {what}\n    {str(error)[:900]}")
        cells.append("/".join(words))
    return cells, bad


def table(columns):
    names = list(columns)
    lines = [
        "| fault | said | " + " | ".join(name.removeprefix("tarn-") for name in names) + " |",
        "|---|---|" + "---|" * len(names),
    ]
    for n, (what, message, _) in enumerate(FAULTS):
        lines.append(
            f"| {what} | {message} | " + " | ".join(columns[name][n] for name in names) + " |"
        )
    return "\n".join(lines) + "\n"


def committed_columns():
    """The columns of the table in the README, by tool."""
    text = README.read_text()
    rows = [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for line in text.split(BEGIN)[1].split(END)[0].splitlines()
    ]
    names = [name if name == "tarn" else f"tarn-{name}" for name in rows[0][2:]]
    return {name: [row[2 + n] for row in rows[2:]] for n, name in enumerate(names)}, [
        row[:2] for row in rows[2:]
    ]


def main():
    arguments = sys.argv[1:]
    update = "--update" in arguments
    Settings.all = "--all" in arguments
    interposer, *tools = [a for a in arguments if not a.startswith("--")]
    Settings.interposer = str(Path(interposer).absolute())
    columns, bad = {}, 0
    for tool in sorted(tools):
        columns[Path(tool).name], failures = column(tool)
        bad += failures
    for reason in sorted(set(SKIPPED)):
        print("SKIPPED", reason)
    if update:
        before, rest = README.read_text().split(BEGIN)
        README.write_text(before + BEGIN + table(columns) + END + rest.split(END)[1])
    else:
        committed, faults = committed_columns()
        expect(
            faults == [[what, message] for what, message, _ in FAULTS],
            "the table of tests/README.md has other faults: faults.py --update",
        )
        for name, cells in columns.items():
            for (what, _, _), have, want in zip(
                FAULTS, cells, committed.get(name, [""] * len(FAULTS))
            ):
                if have != want and have != "skipped":
                    bad += 1
                    print(
                        f"{name}: {what}: {have or 'failed'}; in tests/README.md: {want or 'nothing'}"
                    )
    sys.exit(1 if bad else 77 if SKIPPED else 0)


if __name__ == "__main__":
    main()
