"""How faults are made and what is expected of a run that meets one; the list that they form."""

import os
import resource
import signal
import subprocess
import tempfile
from pathlib import Path

from tool import expect

FAULTS = []  # what, message, function
SKIPPED = []


class Settings:
    """Set by faults.py."""

    interposer = ""
    all = False


def fault(what, message=""):
    """Adds a fault. `message` is what the tool says."""

    def add(function):
        FAULTS.append((what, message, function))
        return function

    return add


def word(code):
    """An exit status as the table has it; what is 0 or 1 is a run that did its work."""
    return signal.Signals(-code).name if code < 0 else "0" if code == 1 else str(code)


def interposed(spec):
    return {"LD_PRELOAD": Settings.interposer, "TARN_FAULT": spec}


def limited(which, value, ignore=None):
    def limit():
        if ignore:
            signal.signal(ignore, signal.SIG_IGN)
        resource.setrlimit(which, (value, value))

    return limit


class Folder:
    """A folder with an old output in it."""

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name)
        self.old = self.path / "out"
        self.old.write_text("old")
        return self

    def __exit__(self, *_):
        self.folder.cleanup()

    def is_untouched(self):
        return self.old.read_text() == "old" and os.listdir(self.path) == ["out"]


def failed(run, message, *more, **options):
    """A run that must end with 2, one message that has these words, and no data after it."""
    if "command" not in options:
        more = ("--quiet", *more)  # errors are told all the same
    code, out, err = run.run(*more, **options)
    expect(code == 2 and message in err and len(err.splitlines()) == 1, code, out, err)
    return word(code)


def failed_with_old_output(run, message, **options):
    with Folder() as folder:
        got = failed(run, message, "-o", str(folder.old), **options)
        expect(folder.is_untouched(), "the old output stays, nothing else", os.listdir(folder.path))
        return got


def worked(run, *more, want=None, **options):
    """A run that must do all its work."""
    plain = run.run() if want is None else want
    code, out, err = run.run(*more, **options)
    expect((code, out) == plain[:2], code, out, err, plain)
    return word(code)


def failed_unprivileged(run, message, *more, file=None):
    """As failed, without root's right to read and write everything."""
    command = run.command("--quiet", *more, file=file)
    if os.geteuid() == 0:
        drop = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
        if subprocess.run([*drop, "true"], capture_output=True).returncode != 0:
            SKIPPED.append(f"{run.name}: {message}: root's rights cannot be dropped here (setpriv)")
            return "skipped"
        command = drop + command
    return failed(run, message, command=command)
