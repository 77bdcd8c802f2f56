"""Stamps say that a thing was made whole, and from what."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from tools.bootstrap.places import CACHE

DISCARDED = CACHE / "discarded"


def digest(parts: Iterable[bytes]) -> str:
    return hashlib.sha256(b"".join(parts)).hexdigest()


def is_fresh(stamp: Path, wanted: str) -> bool:
    try:
        return stamp.read_text("utf-8") == wanted
    except (FileNotFoundError, NotADirectoryError):
        return False


def write(path: Path, text: str) -> None:
    """The whole text or none of it; other names of the same file keep theirs."""
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    aside.write_text(text, "utf-8")
    aside.replace(path)


def discard(folder: Path) -> None:
    """Takes ``folder`` away in one step; its files go afterwards, perhaps in a later run."""
    if not os.path.lexists(str(folder)):
        return
    DISCARDED.mkdir(parents=True, exist_ok=True)
    folder.rename(DISCARDED / f"{folder.name}-{os.getpid()}")
    sweep()


def sweep() -> None:
    """Removes what was discarded."""
    if DISCARDED.exists():
        shutil.rmtree(DISCARDED)
