"""One way to run a tool, as a row of tools.tsv says it, and what holds for everything it prints."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import samples

FOLDER = Path(__file__).resolve().parent
# Small lexicons: the contract is about streams, not about words.
os.environ["TARN_LEXICONS"] = str(samples.SOURCE / "tests/data/stance/small")
SCRATCH = tempfile.TemporaryDirectory(prefix="tarn-contract-")
for name, content in samples.GOOD.items():
    (Path(SCRATCH.name) / f"{name}.tsv").write_bytes(content)
BEGINS_UPPER = re.compile(r"[A-Z][a-z]")


def expect(condition, *found):
    if not condition:
        raise AssertionError(" ".join(repr(f)[:1500] for f in found))


class Run:
    """A row. Its arguments may name samples ("@rows") and the place of the input ("-"); with no such place the input
    is standard input, and a file is put at the end. `output` is "each" where the output of a
    record follows the record; "late": at first it waits for more of the input."""

    def __init__(self, path, kind, arguments, output=""):
        self.path = Path(path).absolute()
        self.name = self.path.name
        self.base = [str(self.path)]
        if self.name == "tarn":  # it becomes the tool that is named first
            self.name = f"tarn-{arguments[0]}"
            self.base.append(arguments[0])
            arguments = arguments[1:]
        self.kind = kind
        self.each = output != ""
        self.late = output == "late"
        self.title = " ".join(
            [*self.base[1:], self.path.name.removeprefix("tarn-"), *arguments[:1]]
        )
        self.arguments = [
            f"{SCRATCH.name}/{a[1:]}.tsv" if a.startswith("@") else a for a in arguments
        ]

    @property
    def good(self):
        # A tool of kind "own" is run without a sample.
        return samples.GOOD.get(self.kind, b"")

    def command(self, *more, file=None):
        """The command line; `file` takes the place of standard input."""
        arguments = list(self.arguments)
        if file is not None:
            if "-" in arguments:
                arguments[arguments.index("-")] = str(file)
            else:
                arguments.append(str(file))
        return [*self.base, *arguments, *more]

    def run(self, *more, stdin=None, file=None, command=None, env=None, **options):
        """Exit status, standard output, standard error. What is said on standard error must have the form of
        messages."""
        done = subprocess.run(
            command or self.command(*more, file=file),
            timeout=options.pop("timeout", 120),
            input=None if "stdin_file" in options else self.good if stdin is None else stdin,
            stdin=options.pop("stdin_file", None),
            stdout=options.pop("stdout", subprocess.PIPE),
            stderr=subprocess.PIPE,
            env={**os.environ, **(env or {})},
            **options,
        )
        err = done.stderr.decode("utf-8", "replace")
        self.check_messages(err)
        return done.returncode, done.stdout, err

    def check_messages(self, err):
        for line in err.splitlines():
            expect(line.startswith(f"{self.name}: "), "a message begins with the tool", line)
            expect(
                not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line),
                "no control characters",
                line,
            )
            text = re.split(r"(?:^|: )(?:error|warning|hint): ", line, maxsplit=1)
            if len(text) == 2:
                expect(not BEGINS_UPPER.match(text[1]), "lower case", line)


def runs_of(path):
    """All rows of a tool. A tool that has none ends the run."""
    name = Path(path).name
    rows = [line.split("\t") for line in (FOLDER / "tools.tsv").read_text().splitlines()[1:]]
    found = [
        Run(path, row[1], row[2].split(), row[3] if len(row) > 3 else "")
        for row in rows
        if row[0] == name
    ]
    if not found:
        sys.exit(f"{name} is not in {FOLDER.name}/tools.tsv: add a row")
    return found
