#!/usr/bin/env python3
"""Same input, same bytes out: same_bytes.py [--all] INTERPOSER TOOL...

Whatever the locale (C, German, Turkish, built here), time zone, number of jobs, size of reads, name
and folder of the file, terminal, and run: each tool, and with --all larger inputs and the whole pipe.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import samples
from tool import expect, runs_of

LOCALES = ("de_DE", "tr_TR")


def build_locales(folder):
    """Builds locales into a folder for LOCPATH. Without them the variables alone are set."""
    if shutil.which("localedef") is None or not Path("/usr/share/i18n/locales/tr_TR").exists():
        print("SKIPPED: built locales: no localedef or no /usr/share/i18n (package locales)")
        return
    for name in LOCALES:
        subprocess.run(
            ["localedef", "-i", name, "-f", "UTF-8", f"{folder}/{name}.UTF-8"], check=True
        )
        # The locale is there: a program that asks for it gets its decimal comma or its words.
        done = subprocess.run(
            ["locale", "decimal_point", "yesexpr"],
            env={"LOCPATH": folder, "LC_ALL": f"{name}.UTF-8"},
            capture_output=True,
            check=True,
        )
        expect(done.stdout.startswith(b","), name, done.stdout)


def environments(locales):
    base = {"LOCPATH": locales}
    for name in ("C", "POSIX", "C.UTF-8", *[f"{name}.UTF-8" for name in LOCALES], "xx_XX"):
        yield {**base, "LC_ALL": name, "LANG": name, "LANGUAGE": name}
    for zone in ("UTC", "Asia/Tokyo", "America/St_Johns", ":/no/such"):
        yield {**base, "TZ": zone}
    yield {
        "TERM": "xterm-256color",
        "COLUMNS": "40",
        "COLORTERM": "truecolor",
        "HOME": "/no/such",
        "USER": "x",
    }


def digest(data):
    return hashlib.sha256(data).hexdigest()[:12] + f" of {len(data)} bytes"


def check_run(run, interposer, locales, data):
    def same(what, *more, **options):
        code, out, _ = run.run(*more, stdin=options.pop("stdin", data), **options)
        expect(code in (0, 1) and out == want, run.title, what, code, digest(out), digest(want))

    code, want, _ = run.run(stdin=data)
    expect(code in (0, 1) and want, run.title, code)
    for n in range(3):
        same(f"run {n}")
    for jobs in ("1", "2", "8", "0"):
        same(f"--jobs {jobs}", "--jobs", jobs)
    for environment in environments(locales):
        same(environment, env=environment)
        same(environment, "--jobs", "2", env=environment)
    same("line-buffered", "--line-buffered")
    same(
        "reads of one byte",
        env={"LD_PRELOAD": interposer, "TARN_FAULT": "read:0:one:1+"},
        stdin=data[: len(run.good)] if data is run.good else data,
    )
    check_paths(run, data, want if run.name != "tarn-ingest" else None)


def check_paths(run, data, want):
    """The folder is not in the output; the file's name only as source.file of what is ingested."""
    with tempfile.TemporaryDirectory() as folder:
        for place in ("a", "b/deeper \u00e9"):
            path = Path(folder) / place / "in"
            path.parent.mkdir(parents=True)
            path.write_bytes(data)
            for file, cwd in ((path, None), ("./in", path.parent)):
                code, out, _ = run.run("--jobs", "3", file=file, cwd=cwd)
                want = out if want is None else want
                expect(
                    code in (0, 1) and out == want,
                    run.title,
                    "a file",
                    str(file),
                    digest(out),
                    digest(want),
                )


def pipe(bin_folder, jobs, environment, archive):
    """Ingest to report; gives the output of every tool."""
    commands = (
        ["tarn-ingest", "-r", str(archive)],
        ["tarn-tokenize"],
        ["tarn-theme", "-l", "themes-health"],
        ["tarn-stance", "--evidence"],
        ["tarn-aggregate", "--by", "month,author", "--evidence", "2"],
        ["tarn-report"],
    )
    data, outs = b"", []
    for tool, *arguments in commands:
        done = subprocess.run(
            [bin_folder / tool, "-q", "--jobs", jobs, *arguments],
            input=data,
            capture_output=True,
            env={**os.environ, **environment},
            check=True,
        )
        data = done.stdout
        outs.append(f"{tool} {digest(data)}")
    return outs


def check_pipe(bin_folder, locales):
    """The whole pipe over the example archive, in two folders, under all that may differ."""
    archive = samples.SOURCE / "examples/archive"
    want = pipe(bin_folder, "1", {}, archive)
    with tempfile.TemporaryDirectory() as folder:
        other = shutil.copytree(archive, Path(folder) / "archive")
        for jobs, environment, place in (
            ("2", {}, other),
            ("8", {}, archive),
            ("1", {"LC_ALL": "tr_TR.UTF-8", "LOCPATH": locales, "TZ": "Asia/Tokyo"}, other),
            ("8", {"LC_ALL": "de_DE.UTF-8", "LOCPATH": locales, "TZ": "America/St_Johns"}, archive),
            ("1", {}, archive),
        ):
            got = pipe(bin_folder, jobs, environment, place)
            expect(got == want, jobs, environment, got, want)
    print("whole pipe:", want[-1])


def main():
    arguments = [a for a in sys.argv[1:] if a != "--all"]
    everything = "--all" in sys.argv
    interposer, *tools = [Path(a).absolute() for a in arguments]
    bad = 0
    with tempfile.TemporaryDirectory() as locales:
        build_locales(locales)
        for tool in tools:
            for run in runs_of(tool):
                if run.kind == "own":
                    continue
                try:
                    check_run(
                        run,
                        str(interposer),
                        locales,
                        samples.big(run.kind, 2_000_000) if everything and run.name != "tarn-evaluate" else run.good,
                    )
                except AssertionError as error:
                    bad += 1
                    print(f"{run.name}: {error}")
        if everything:
            try:
                check_pipe(tools[0].parent, locales)
            except AssertionError as error:
                bad += 1
                print(f"whole pipe: {error}")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
