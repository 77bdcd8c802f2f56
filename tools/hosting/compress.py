"""Compressed copies beside the files of a site, for hosts that send them as they are.

Brotli, Zstandard and gzip at their strongest, which a host would not take the time for. The same
file gives the same bytes.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
import zstandard

__all__ = ["FORMATS", "compress", "is_copy"]

# What is not here is packed already: fonts, photographs, wheels, the parts of the runtime.
TEXT = {".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".xml"}
FORMATS: dict[str, Callable[[bytes], bytes]] = {
    ".br": lambda data: bytes(brotli.compress(data, mode=brotli.MODE_TEXT)),
    ".zst": lambda data: zstandard.compress(data, level=19),
    ".gz": lambda data: gzip.compress(data, compresslevel=9, mtime=0),
}
PACKET = 1400  # bytes: what fits into one packet is not sooner there for being smaller
WORTH = 0.95  # of the file's size: a copy that saves less is not kept


def compress(site: Path) -> None:
    """Leaves ``a.js.br``, ``a.js.zst`` and ``a.js.gz`` beside each ``a.js`` that gains by it."""
    files = sorted(path for path in site.rglob("*") if path.suffix in TEXT and path.is_file())
    with ThreadPoolExecutor() as pool:  # the compressors hold no lock of Python's
        for _ in pool.map(_compress, files):
            pass  # so that an error is raised here


def is_copy(file: Path) -> bool:
    """Whether ``file`` is a compressed copy of the one beside it."""
    return file.suffix in FORMATS and file.with_suffix("").is_file()


def _compress(file: Path) -> None:
    for suffix, data in _copies(file.read_bytes()):
        file.with_name(file.name + suffix).write_bytes(data)


def _copies(data: bytes) -> Iterator[tuple[str, bytes]]:
    if len(data) <= PACKET:
        return
    for suffix, packed in FORMATS.items():
        copy = packed(data)
        if len(copy) < WORTH * len(data):
            yield suffix, copy
