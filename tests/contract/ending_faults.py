"""Runs that are ended from outside at any moment, and runs without memory."""

import os
import random
import resource
import signal
import subprocess
import tempfile
import time

import samples
from fault_tools import Folder, Settings, fault, interposed, limited
from tool import expect

# --- the end at any moment


def moments(run, count):
    """The calls at which to end a run, 1 and the last included."""
    if Settings.all or count <= 12:
        return range(1, count + 1)
    return sorted(
        {
            1,
            2,
            count - 4,
            count - 3,
            count - 2,
            count - 1,
            count,
            *random.Random(count).sample(range(3, count - 4), 5),
        }
    )


def calls_of(run, folder):
    count = folder.path.parent / (folder.path.name + ".count")
    run.run(
        "-o",
        str(folder.old),
        env={"LD_PRELOAD": Settings.interposer, "TARN_FAULT_COUNT": str(count)},
    )
    made = int(count.read_text())
    count.unlink()
    return made


def end_at_any_call(run, name):
    want = run.run()[1]
    with Folder() as folder:
        count = calls_of(run, folder)
        expect(folder.old.read_bytes() == want, "the calls are counted on a good run")
    ended = 0
    for n in moments(run, count):
        with Folder() as folder:
            code, _, _ = run.run(
                "--quiet", "-o", str(folder.old), env=interposed(f"any:*:{name}:{n}")
            )
            ended += code == -signal.Signals[f"SIG{name}"]
            expect(
                folder.old.read_bytes() in (b"old", want),
                "the old output or the whole new one",
                n,
                code,
            )
            left = sorted(os.listdir(folder.path))
            expect(
                left == ["out"] or name == "KILL" and len(left) == 2,
                "nothing else is left",
                n,
                code,
                left,
            )
    expect(ended > 0, "the signal came")
    return f"SIG{name}"


@fault("TERM at any system call, `-o`")
def _(run, _):
    end_at_any_call(run, "INT")
    end_at_any_call(run, "HUP")
    return end_at_any_call(run, "TERM")


@fault("KILL at any system call, `-o` (`.NAME.XXXXXX` may be left)")
def _(run, _):
    return end_at_any_call(run, "KILL")


def end_at_any_time(run, number):
    """Ends runs of some tenths of a second after a time that nobody chose."""
    size = 4_000_000
    data = samples.big(run.kind, size)
    start = time.monotonic()
    want = run.run(stdin=data)[1]
    whole = time.monotonic() - start
    chance = random.Random(7)
    for _ in range(40 if Settings.all else 3):
        with Folder() as folder, tempfile.TemporaryFile() as file:
            file.write(data)
            file.seek(0)
            process = subprocess.Popen(
                run.command("-q", "-o", str(folder.old)), stdin=file, stderr=subprocess.PIPE
            )
            time.sleep(chance.uniform(0, 1.1 * whole))
            process.send_signal(number)
            process.communicate()
            expect(
                folder.old.read_bytes() in (b"old", want),
                "the old output or the whole new one",
                process.returncode,
            )
            left = os.listdir(folder.path)
            expect(
                left == ["out"] or number == signal.SIGKILL and len(left) == 2,
                "nothing else is left",
                left,
            )
    return number.name


@fault("TERM at any time, `-o`")
def _(run, _):
    return end_at_any_time(run, signal.SIGTERM)


@fault("KILL at any time, `-o` (`.NAME.XXXXXX` may be left)")
def _(run, _):
    return end_at_any_time(run, signal.SIGKILL)


# --- memory


@fault("a limit on memory, one long record, with `--jobs` 1 and 2", "out of memory")
def _(run, message):
    long = {
        "records": samples.line({"doc_id": "long", "text": samples.SENTENCES * 150_000}),
        "rows": b'{"schema":"tarn.row/1","table":"theme","group":{},"theme":"'
        + b"long " * 4_000_000
        + b'"}\n',
        "lexicon": samples.LEXICON_HEAD + b"".join(b"word%d of\tx\n" % n for n in range(300_000)),
        "jsonl": samples.line({"doc_id": "long", "text": samples.SENTENCES * 150_000}),
        "archive": samples.FEED_HEAD
        + samples.item(1, samples.SENTENCES * 150_000)
        + samples.FEED_TAIL,
    }[run.kind]
    ended = set()
    for jobs in ("1", "2"):
        for mebibytes in (90, 120, 150, 180, 220, 260, 300) if Settings.all else (120, 180):
            code, _, err = run.run(
                "--jobs", jobs, stdin=long, preexec_fn=limited(resource.RLIMIT_AS, mebibytes << 20)
            )
            ended.add(code)
            # Where memory is enough for the record, it is one that no gold codes are for.
            told = message in err or "no doc_id is both" in err
            expect(code in (0, 1) or code == 2 and told, f"{mebibytes} MiB", code, err)
    expect(2 in ended, "the limit is met", ended)
    return "2"
