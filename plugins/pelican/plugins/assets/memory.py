"""What a bundler made, for as long as this process lives and what it read stays as it is.

An author's site is built again and again by one process, mostly for a change in the prose.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["recall", "remember"]

Stamps = Mapping[Path, tuple[int, int]]


@dataclass(frozen=True)
class _Made:
    stamps: Stamps
    files: Mapping[str, bytes]
    meta: Any


_made: dict[tuple[str, ...], _Made] = {}


def remember(
    command: tuple[str, ...], inputs: Iterable[Path], since: float, folder: Path, meta: Any
) -> None:
    """Keeps the files of ``folder`` and what is told of them, ``meta``.

    Not if an input has changed ``since`` the command began, in seconds since the epoch.
    """
    # Their folders too: a new file may be what an import now leads to.
    stamps = {path: _stamp(path) for file in inputs for path in (file, file.parent)}
    if all(changed < since * 1e9 for changed, _ in stamps.values()):
        files = {file.name: file.read_bytes() for file in folder.iterdir()}
        _made[command] = _Made(stamps, files, meta)


def recall(command: tuple[str, ...], folder: Path) -> Any:
    """Writes into ``folder`` what the command made, and returns what was told of it; or None."""
    made = _made.get(command)
    if made is None or any(_stamp(path) != stamp for path, stamp in made.stamps.items()):
        return None
    for name, data in made.files.items():
        (folder / name).write_bytes(data)
    return made.meta


def _stamp(path: Path) -> tuple[int, int]:
    try:
        stat = os.stat(path)
    except OSError:
        return (0, 0)
    return stat.st_mtime_ns, stat.st_size
