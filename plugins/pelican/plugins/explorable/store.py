"""Cached things: a folder of files, each with the sum of its bytes.

A cache may be lost, never wrong: an entry that cannot be read as it was written counts as none, and
a line says so.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .files import sealed, unsealed, write

__all__ = ["Store", "log"]


def log(text: str) -> None:
    """A line for the author, beside the output."""
    print(text, file=sys.stderr, flush=True)


@dataclass(frozen=True)
class Store:
    """Entries of bytes by file name in the folder ``path``, which is made when one is kept."""

    path: Path
    report: Callable[[str], None] = log

    def get(self, name: str) -> bytes | None:
        """The entry, or None if there is none or it is damaged."""
        file = self.path / name
        try:
            data = unsealed(file.read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            self.report(f"{file}: {error.strerror}; it is made anew")
            return None
        if data is None:
            self.report(f"{file}: damaged; it is made anew")
        return data

    def put(self, name: str, data: bytes) -> None:
        """Keeps the entry; whoever reads meanwhile sees the old one, or none, or this.

        A cache that cannot be written costs time, never the result.
        """
        try:
            write(self.path / name, sealed(data))
        except OSError as error:
            self.report(f"{self.path / name}: {error.strerror}; it is not kept")

    def forget(self, pattern: str, kept: int) -> None:
        """Removes all but the ``kept`` newest entries whose names match ``pattern``."""
        try:
            files = sorted(self.path.glob(pattern), key=lambda file: file.stat().st_mtime)
            for file in files[: -kept or None]:
                file.unlink(missing_ok=True)
        except OSError:
            return  # of no consequence: another build removes them too, or the next one will
