"""Faults of input and output."""

import os
import resource
import signal
import tempfile

import samples
from fault_tools import (
    Folder,
    failed,
    failed_unprivileged,
    failed_with_old_output,
    fault,
    interposed,
    limited,
    word,
    worked,
)
from tool import expect

# --- output


@fault("`--help` and `--version` to a full device", "no space left on device")
def _(run, message):
    with open("/dev/full", "wb") as full:
        for option in ("--help", "--version"):
            code, _, err = run.run(command=[*run.base, option], stdout=full)
            expect(code == 2 and message in err, option, code, err)
    return word(code)


@fault("standard output is a full device", "no space left on device")
def _(run, message):
    with open("/dev/full", "wb") as full:
        return failed(run, message, stdout=full)


@fault("`-o /dev/full`", "no space left on device")
def _(run, message):
    return failed(run, message, "-o", "/dev/full")


@fault("standard output is closed", "bad file descriptor")
def _(run, message):
    return failed(
        run, message, command=["bash", "-c", 'exec "$@" >&-', "-", *run.command("--quiet")]
    )


@fault("the reader of a pipe has gone")
def _(run, _):
    return gone_reader(run, signal.SIG_DFL)


@fault("the same, SIGPIPE being ignored")
def _(run, _):
    return gone_reader(run, signal.SIG_IGN)


def gone_reader(run, action):
    reader, writer = os.pipe()
    os.close(reader)
    code, _, err = run.run(
        "--quiet",
        stdout=writer,
        restore_signals=False,
        preexec_fn=lambda: signal.signal(signal.SIGPIPE, action),
    )
    os.close(writer)
    expect(
        code == (2 if action == signal.SIG_IGN else -signal.SIGPIPE) and err == "",
        "a quiet end",
        code,
        err,
    )
    return word(code)


@fault("a limit on the size of files, standard output", "file too large")
def _(run, message):
    with tempfile.TemporaryFile() as out:
        return failed(
            run, message, stdout=out, preexec_fn=limited(resource.RLIMIT_FSIZE, 10, signal.SIGXFSZ)
        )


@fault("the same, `-o`", "file too large")
def _(run, message):
    return failed_with_old_output(
        run, message, preexec_fn=limited(resource.RLIMIT_FSIZE, 10, signal.SIGXFSZ)
    )


@fault("the same, SIGXFSZ not being ignored")
def _(run, _):
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    with Folder() as folder:
        code, _, err = run.run(
            "--quiet", "-o", str(folder.old), restore_signals=False, preexec_fn=limit
        )
        expect(
            code == -signal.SIGXFSZ and err == "" and folder.is_untouched(),
            code,
            err,
            os.listdir(folder.path),
        )
        return word(code)


@fault("a write fails (EIO)", "input/output error")
def _(run, message):
    return failed_with_old_output(run, message, env=interposed("write:*:EIO:1"))


@fault("the quota ends half-way (EDQUOT)", "disk quota exceeded")
def _(run, message):
    return failed_with_old_output(run, message, env=interposed("write:*:one:1,write:*:EDQUOT:2"))


@fault("`fsync` fails", "input/output error")
def _(run, message):
    return failed_with_old_output(run, message, env=interposed("fsync:*:EIO:1"))


@fault("`rename` fails", "invalid cross-device link")
def _(run, message):
    return failed_with_old_output(run, message, env=interposed("rename:*:EXDEV:1"))


@fault("the folder of `-o` may not be written", "permission denied")
def _(run, message):
    with Folder() as folder:
        folder.path.chmod(0o555)
        got = failed_unprivileged(run, message, "-o", str(folder.old))
        folder.path.chmod(0o755)
        expect(folder.is_untouched(), "the old output stays")
        return got


@fault("`-o` is a folder", "is a directory")
def _(run, message):
    with Folder() as folder:
        got = failed(run, message, "-o", str(folder.path))
        expect(folder.is_untouched(), "the folder stays")
        return got


@fault("the folder of `-o` is not there", "no such file or directory")
def _(run, message):
    return failed(run, message, "-o", "/no/such/folder/out")


@fault("standard error is closed, or full")
def _(run, _):
    plain = run.run()
    for target in ("2>&-", "2>/dev/full"):
        got = worked(
            run, want=plain, command=["bash", "-c", f'exec "$@" {target}', "-", *run.command()]
        )
    return got


# --- input


@fault("standard input is closed", "bad file descriptor")
def _(run, message):
    return failed(
        run, message, command=["bash", "-c", 'exec "$@" <&-', "-", *run.command("--quiet")]
    )


@fault("a file is a folder", "is a directory")
def _(run, message):
    return failed(run, message, file="/tmp")


@fault("a file is not there", "no such file or directory")
def _(run, message):
    return failed(run, message, file="/no/such/file")


@fault("a file may not be read", "permission denied")
def _(run, message):
    with tempfile.NamedTemporaryFile() as file:
        os.chmod(file.name, 0)
        return failed_unprivileged(run, message, file=file.name)


@fault("the first read fails (EIO)", "input/output error")
def _(run, message):
    return failed(run, message, env=interposed("read:*:EIO:1"))


@fault("a read half-way fails (EIO), with `--jobs` 1 and 8", "input/output error")
def _(run, message):
    outs = []
    with tempfile.NamedTemporaryFile() as file:
        file.write(samples.big(run.kind, 3_000_000))
        file.flush()
        for jobs in ("1", "8"):
            with open(file.name, "rb") as stdin:
                code, out, err = run.run(
                    "--jobs", jobs, stdin_file=stdin, env=interposed("read:0:EIO:6")
                )
            expect(code == 2 and message in err, code, err)
            outs.append(out)
    expect(
        outs[0] == outs[1],
        "what came before is written, whatever the jobs",
        len(outs[0]),
        len(outs[1]),
    )
    return word(code)


@fault("no more files may be open", "too many open files")
def _(run, message):
    with tempfile.NamedTemporaryFile() as file:
        file.write(run.good)
        file.flush()
        return failed_with_old_output(
            run, message, file=file.name, preexec_fn=limited(resource.RLIMIT_NOFILE, 4)
        )


# --- calls that do less than asked


@fault("reads and writes of one byte")
def _(run, _):
    return worked(run, env=interposed("read:*:one:1+,write:*:one:1+"))


@fault("every second call is interrupted (EINTR)")
def _(run, _):
    return worked(run, env=interposed("read:*:EINTR:odd,write:*:EINTR:odd,close:*:EINTR:odd"))
