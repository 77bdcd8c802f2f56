"""Compiles Python sources; run by the browser's Python, in Node (see compile.mjs)."""

import importlib.util
import marshal
import warnings

# PEP 552: bit 0 says that a hash of the source follows, bit 1 would have it checked.
UNCHECKED_HASH = 0b01


def compile_source(path: str, source: bytes, optimize: int) -> bytes:
    """The contents of the .pyc for ``source``, which will lie at ``path`` in the browser.

    Unchecked and hash-based: it holds no time, and no source is needed beside it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # other people's sources
        code = compile(source, path, "exec", dont_inherit=True, optimize=optimize)
    header = importlib.util.MAGIC_NUMBER + UNCHECKED_HASH.to_bytes(4, "little")
    return header + importlib.util.source_hash(source) + marshal.dumps(code)
