"""Python sources to bytecode that the browser's Python takes as it is, without looking at times."""

from __future__ import annotations

import importlib.util
import marshal
import warnings
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor

__all__ = ["compile_files", "compile_source", "magic"]

# PEP 552: bit 0 says that a hash of the source follows, bit 1 would have it checked.
UNCHECKED_HASH = 0b01

type Source = tuple[str, bytes]


def compile_source(path: str, source: bytes) -> bytes:
    """The contents of the .pyc for ``source``, which will lie at ``path`` in the browser.

    Unchecked and hash-based (PEP 552): it holds no time, and no source is needed beside it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # other people's sources
        code = compile(source, path, "exec", dont_inherit=True, optimize=0)
    header = importlib.util.MAGIC_NUMBER + UNCHECKED_HASH.to_bytes(4, "little")
    return header + importlib.util.source_hash(source) + marshal.dumps(code)


def compile_files(sources: Mapping[str, bytes], workers: int) -> dict[str, bytes]:
    """``a/b.py`` to ``a/b.pyc`` for each source; other files stay as they are."""
    python = [(path, text) for path, text in sources.items() if path.endswith(".py")]
    with ProcessPoolExecutor(workers) as pool:
        compiled = list(pool.map(_compile, python, chunksize=32))
    rest = {path: data for path, data in sources.items() if not path.endswith(".py")}
    return {**rest, **{f"{path}c": code for (path, _), code in zip(python, compiled, strict=True)}}


def _compile(source: Source) -> bytes:
    return compile_source(*source)


def magic() -> int:
    """The number that bytecode of this Python starts with."""
    return int.from_bytes(importlib.util.MAGIC_NUMBER[:2], "little")
