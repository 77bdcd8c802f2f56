"""One set-up at a time in a checkout, and no child that outlives it."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from tools.bootstrap.places import CACHE, ROOT, say

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 5  # seconds from the request to end to the end

_lock: list[int] = []


class Interrupted(BaseException):
    """Ctrl-C, or another signal that asks to end."""

    def __init__(self, signum: int) -> None:
        super().__init__(signum)
        self.status = 128 + signum


def _interrupt(signum: int, _frame: FrameType | None) -> None:
    raise Interrupted(signum)


def heed_signals() -> None:
    """Lets each of SIGNALS raise Interrupted."""
    for signum in SIGNALS:
        signal.signal(signum, _interrupt)


@contextmanager
def alone() -> Iterator[None]:
    """Holds the checkout's lock, which the kernel frees when the last holder has ended.

    Children hold it too: where this process alone is killed, the next waits for what it began.
    """
    CACHE.mkdir(exist_ok=True)
    descriptor = os.open(CACHE / "setup.lock", os.O_RDWR | os.O_CREAT, 0o666)
    _lock.append(descriptor)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another set-up is at work in this folder; waiting until it has ended")
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        _lock.remove(descriptor)
        os.close(descriptor)


def run(
    command: Sequence[str | Path],
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
    heard: Callable[[str], None] | None = None,
) -> tuple[int, str]:
    """Exit status and output of ``command``; each line goes to ``heard`` as it comes.

    Whatever raises meanwhile, a signal too, ends the command with all that it started.
    """
    lines: list[str] = []
    _block()  # a signal between the start and the try below would leave a child alone
    try:
        process = _start(command, cwd, env)
        try:
            _unblock()
            assert process.stdout is not None
            for line in process.stdout:
                lines.append(line)
                if heard:
                    heard(line)
            return process.wait(), "".join(lines)
        except BaseException:
            _end(process)
            raise
    finally:
        _unblock()


def _start(
    command: Sequence[str | Path], cwd: Path, env: Mapping[str, str] | None
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [str(word) for word in command],
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,  # a group of its own, which can be ended as a whole
        preexec_fn=_unblock,  # noqa: PLW1509 (there are no threads)
        pass_fds=_lock,
    )


def _end(process: subprocess.Popen[str]) -> None:
    _block()
    for signum in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, signum)
            process.wait(PATIENCE)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue


def _block() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)


def _unblock() -> None:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
