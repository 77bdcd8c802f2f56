"""Puts a finished site in the place of the old one, so that one of the two is always there.

All happens in a folder beside the output. There the build writes into ``building``, which becomes
``ready`` when it is whole. Linux exchanges ``ready`` and the output in one step; elsewhere the
output becomes ``old`` first. Whatever a killed build left in this order of steps, ``recover``
brings to its end or back to its start.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.build import BuildError
from tools.build.marker import clear, foreign, is_marked

__all__ = ["BUILDING", "put_in_place", "recover"]

BUILDING, READY, OLD = "building", "ready", "old"

# From Linux's <fcntl.h> and <linux/fs.h>.
AT_FDCWD, RENAME_EXCHANGE = -100, 2


def put_in_place(work: Path, output: Path) -> None:
    """Makes ``work/building`` the new ``output``; an interrupt waits until that is done."""
    _check_room(work / BUILDING, output)
    ready = work / READY
    with _uninterrupted():
        (work / BUILDING).rename(ready)
        if output.exists() and not _exchange(ready, output):
            output.rename(work / OLD)
        if ready.exists() and not output.exists():
            ready.rename(output)
        recover(work, output)


def recover(work: Path, output: Path) -> None:
    """Puts a lost output back, moves into it what the build did not write, removes the rest."""
    if (work / OLD).exists():
        _put_back(work / OLD, output)
    shutil.rmtree(work / BUILDING, ignore_errors=True)
    if is_marked(output):
        _settle(work / OLD, output)
    _settle(work / READY, output)


def _exchange(one: Path, other: Path) -> bool:
    """Exchanges two folders in one step; False where that cannot be done."""
    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None)
    if renameat2 is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    return bool(renameat2(AT_FDCWD, paths[0], AT_FDCWD, paths[1], RENAME_EXCHANGE) == 0)


def _put_back(old: Path, output: Path) -> None:
    """Does nothing if a new output is there already, which an empty folder is not."""
    try:
        old.rename(output)
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise


def _settle(old: Path, output: Path) -> None:
    if not old.exists():
        return
    for path in foreign(old):
        if os.path.lexists(output / path):
            raise BuildError(
                f"{old / path}: kept, since {output / path} is another; move it where it belongs"
            )
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (old / path).rename(output / path)
    clear(old)


def _check_room(new: Path, output: Path) -> None:
    """What the author put into the output must not be in the way of the new site."""
    if not output.exists():
        return
    for path in foreign(output):
        taken = [p for p in (path, *path.parents) if (new / p).exists()]
        if taken[0] == path or not (new / taken[0]).is_dir():
            raise BuildError(
                f"{output / path}: in the way of the site's own {taken[0]}; move it away"
            )


@contextmanager
def _uninterrupted() -> Iterator[None]:
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
