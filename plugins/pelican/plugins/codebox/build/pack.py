"""Packs: many files in one, in the form that ``engine/boot/pack.js`` takes apart; and shelves."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from zstandard import ZstdCompressor

__all__ = ["LEVEL", "QUICK", "Shelf", "pack"]

LEVEL = 19  # beyond it hardly anything is gained
QUICK = 12  # a tenth larger in an eighth of the time, for what hardly any reader loads


def pack(files: Mapping[str, bytes]) -> bytes:
    """The same files give the same bytes, in whatever order they come."""
    paths = sorted(files)
    header = json.dumps({"files": [[path, len(files[path])] for path in paths]}).encode()
    return b"".join([len(header).to_bytes(4, "little"), header, *(files[p] for p in paths)])


class Shelf:
    """A folder of files as they are served, with ``shelf.json``, which tells what they are.

    Each is Zstandard in itself, with a checksum, so that a host that compresses nothing still sends
    few bytes: a fifth less than gzip, and unpacked about as fast by ``engine/boot/decompress.js``.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[str, Future[dict[str, Any]]] = {}
        self.pool = ThreadPoolExecutor(os.cpu_count())

    def add(self, name: str, data: bytes, level: int = LEVEL) -> None:
        """Compresses while the caller goes on: the compressor needs no Python."""
        self.files[name] = self.pool.submit(_squeeze, self.folder / f"{name}.bin", data, level)

    def close(self, **facts: Any) -> None:
        with self.pool:
            files = {name: file.result() for name, file in self.files.items()}
        text = json.dumps({"files": files, **facts}, sort_keys=True)
        (self.folder / "shelf.json").write_text(text)

    @staticmethod
    def read(folder: Path) -> dict[str, Any]:
        shelf: dict[str, Any] = json.loads((folder / "shelf.json").read_bytes())
        return shelf


def _squeeze(path: Path, data: bytes, level: int) -> dict[str, Any]:
    squeezed = ZstdCompressor(level, write_checksum=True).compress(data)
    path.write_bytes(squeezed)
    return {
        "file": path.name,
        "bytes": len(squeezed),
        "size": len(data),
        "sha256": hashlib.sha256(squeezed).hexdigest(),
    }
