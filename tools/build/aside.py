"""The folder beside an output that one build at a time works in: ``.output.building``."""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from tools.build import BuildError
from tools.build.swap import recover

__all__ = ["aside", "is_workplace"]

LOCK = ".lock-of-pelican-explorable"


@contextmanager
def aside(output: Path) -> Iterator[Path]:
    """Waits for other builds of ``output`` and mends what a killed one left, before and after."""
    work = output.with_name(f".{output.name}.building")
    _make_folder(output.parent)
    lock = _lock(work, output)
    try:
        recover(work, output)
        yield work
    finally:
        try:
            recover(work, output)
        finally:
            _leave(work)
            lock.close()


def is_workplace(folder: Path) -> bool:
    return (folder / LOCK).is_file()


def _make_folder(folder: Path) -> None:
    """With its parents, which a web server must be able to enter."""
    if not folder.exists():
        _make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)


def _lock(work: Path, output: Path) -> TextIO:
    """A file that is locked until it is closed; whoever is killed lets go of it too."""
    while True:
        work.mkdir(exist_ok=True)
        try:
            file = _open(work)
        except FileNotFoundError:
            continue  # the build before has just removed the folder
        _wait(file, output)
        if _is_there(file, work / LOCK):
            return file
        file.close()


def _open(work: Path) -> TextIO:
    if any(work.iterdir()) and not is_workplace(work):
        raise BuildError(f"{work}: the build needs this name; move it away")
    return (work / LOCK).open("a", encoding="utf-8")


def _wait(file: TextIO, output: Path) -> None:
    # Not flock: the processes that draw figures would inherit it, and may outlive a killed build.
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        print(f"{output}: another build is at work; waiting for it", file=sys.stderr, flush=True)
        fcntl.lockf(file, fcntl.LOCK_EX)


def _is_there(file: TextIO, path: Path) -> bool:
    """Whether ``path`` is still the locked file, and not a younger one of the same name."""
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    return False


def _leave(work: Path) -> None:
    if {path.name for path in work.iterdir()} == {LOCK}:
        (work / LOCK).unlink()
        with suppress(OSError):  # the next build may be there already
            work.rmdir()
