"""Files and folders that are whole or not there, and that tell when they are damaged."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["folder", "is_sealed", "seal", "sealed", "sha256", "unsealed", "write"]

SEAL = ".sums"
LENGTH = 64 + 1  # of a seal: a SHA-256 in hexadecimal, and a line's end


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


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


def sealed(data: bytes) -> bytes:
    """``data`` behind a line with its sum."""
    return f"{sha256(data)}\n".encode() + data


def unsealed(content: bytes) -> bytes | None:
    """What was given to ``sealed``, or None if a bit of it is another."""
    data = content[LENGTH:]
    return data if content[:LENGTH] == f"{sha256(data)}\n".encode() else None


def seal(folder: Path) -> None:
    """Notes the sums of all files in ``folder``, which has no folders in it."""
    sums = json.dumps(_sums(folder), sort_keys=True)
    (folder / SEAL).write_bytes(sealed(sums.encode()))


def is_sealed(folder: Path) -> bool:
    """Whether ``folder`` holds what it held when it was sealed, and nothing else."""
    try:
        sums = unsealed((folder / SEAL).read_bytes())
        return sums is not None and json.loads(sums) == _sums(folder)
    except OSError:
        return False


def _sums(folder: Path) -> dict[str, str]:
    files = [path for path in folder.iterdir() if path.name != SEAL]
    return {path.name: sha256(path.read_bytes()) for path in sorted(files)}
