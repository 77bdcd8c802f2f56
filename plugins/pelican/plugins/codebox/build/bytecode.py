"""Python sources to bytecode that the browser's Python takes as it is, without looking at times.

The browser's Python makes it, in Node: whichever Python builds the site, the bytes are the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from .node import NodeError, NoNodeError, job
from .pack import pack
from .recipe import Recipe
from .wheels import LIBRARY, installed

__all__ = ["compile_files"]

COMPILER = Path(__file__).with_name("compiler.py")
# Modules of the standard library that readers use, so that help() has something to say. The others
# lose their docstrings, which no reader looks for and every reader would load.
READ = re.compile(
    r"(abc|bisect|calendar|cmath|collections|contextlib|copy|csv|dataclasses|datetime|decimal|enum|"
    r"fractions|functools|heapq|itertools|json|numbers|operator|pprint|random|re|statistics|"
    r"string|textwrap|time|typing)\b"
)
KEEP, STRIP = 0, 2


def compile_files(
    sources: Mapping[str, bytes], recipe: Recipe, documented: bool = True
) -> dict[str, bytes]:
    """``a/b.py`` to ``a/b.pyc`` for each source; other files stay as they are.

    Packages that are not ``documented`` lose their docstrings. Without Node sources stay what they
    are, and start more slowly. Raises ValueError with the compiler's words for a source that does
    not parse.
    """
    python = {path: sources[path] for path in sorted(sources) if path.endswith(".py")}
    rest = {path: data for path, data in sources.items() if path not in python}
    return rest | _compiled(python, recipe, documented) if python else rest


def _compiled(python: Mapping[str, bytes], recipe: Recipe, documented: bool) -> dict[str, bytes]:
    levels = {path: _level(path, documented) for path in python}
    files = {"sources.pack": pack(python), "compiler.py": COMPILER.read_bytes()}
    try:
        with job(recipe, "compile.mjs", files, levels=levels) as folder:
            code = (folder / "bytecode.bin").read_bytes()
            sizes = json.loads((folder / "sizes.json").read_bytes())
    except NoNodeError:
        return dict(python)
    except NodeError as error:
        raise ValueError(f"bytecode: {error}") from None
    found, at = {}, 0
    for path, size in zip(python, sizes, strict=True):
        found[f"{path}c"] = code[at : at + size]
        at += size
    return found


def _level(path: str, documented: bool) -> int:
    if installed(path) is not None:
        return KEEP if documented else STRIP
    return KEEP if READ.match(LIBRARY.sub("", path)) else STRIP
