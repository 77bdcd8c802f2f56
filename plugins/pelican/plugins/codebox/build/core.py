"""Pyodide's own files: a folder like npm's, or made from what the wheel of the press pins.

The wheel carries Pyodide's lock, its loader and the sums of the rest, which is fetched once.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pelican.plugins.explorable.files import sha256, write

from .recipe import CORE, AssemblyError, Package, Recipe, core_file
from .sources import fetch, sources

__all__ = ["FILES", "PINNED", "pin", "placed", "provided"]

PINNED = Path(__file__).parents[1] / "pinned"
SUMS = "sums.json"
CARRIED = ("package.json", "pyodide-lock.json", "pyodide.mjs", "LICENSE")
FILES = (*CORE, "python_stdlib.zip")

type Report = Callable[[str], None]


def pin(core: Path, to: Path) -> None:
    """Leaves in the folder ``to`` what a wheel has to carry of npm's folder ``core``."""
    to.mkdir(parents=True, exist_ok=True)
    for name in CARRIED:
        if (core / name).is_file():
            write(to / name, (core / name).read_bytes())
    files = [core_file(core, name) for name in FILES]
    sums = {file.name: sha256(file.read_bytes()) for file in files}
    write(to / SUMS, json.dumps(sums, indent=1).encode())


def provided(recipe: Recipe, cache: Path, report: Report, pinned: Path = PINNED) -> Recipe:
    """``recipe`` with a core that is there: its own, or the pinned one in ``cache``.

    Raises AssemblyError if a file of it cannot be had.
    """
    found = placed(recipe, cache, pinned)
    if found is recipe:
        return recipe
    carried, core = replace(recipe, core=pinned), found.core
    sums: dict[str, str] = json.loads((pinned / SUMS).read_bytes())
    places = sources(carried)
    for name in CARRIED:
        if (own := pinned / name).is_file() and not _is(core / name, sha256(own.read_bytes())):
            write(core / name, own.read_bytes())
    for name, total in sums.items():
        if not _is(core / name, total):
            part = Package("pyodide", name, total, ())
            write(core / name, fetch(part, cache, places, report).read_bytes())
    if not (core / "pyodide-lock.json").is_file():
        raise AssemblyError(f"{pinned}: incomplete; install pelican-explorable anew")
    return found


def placed(recipe: Recipe, cache: Path, pinned: Path = PINNED) -> Recipe:
    """``recipe`` with the core that ``provided`` gives it, whether that is there or not."""
    if (recipe.core / "pyodide-lock.json").is_file() or not (pinned / SUMS).is_file():
        return recipe
    version = replace(recipe, core=pinned).version
    return replace(recipe, core=cache / "downloads" / f"pyodide-{version}")


def _is(file: Path, total: str) -> bool:
    return file.is_file() and sha256(file.read_bytes()) == total
