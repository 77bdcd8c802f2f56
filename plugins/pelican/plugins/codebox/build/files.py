"""Files that are either whole or not there."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["folder", "write"]


def write(path: Path, data: bytes) -> None:
    """Written aside, then moved into place: an interruption leaves nothing half written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(aside).replace(path)
    finally:
        Path(aside).unlink(missing_ok=True)


@contextmanager
def folder(path: Path) -> Iterator[Path]:
    """An empty folder to fill, which becomes ``path`` if all goes well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=path.parent, prefix="."))
    try:
        yield aside
        aside.chmod(0o755)
        shutil.rmtree(path, ignore_errors=True)
        aside.rename(path)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
