"""Puts a runtime together from its parts, which are made side by side."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pelican.plugins.explorable.files import folder, sha256

from . import project
from .link import LINKED, notice
from .making import Kept, Maker
from .manifest import manifest
from .recipe import AssemblyError, Recipe
from .registry import pinned
from .sources import Source, Stock, sources
from .split import Parts

__all__ = ["Runtime", "assemble", "is_made", "make"]

# Most of the work is done by Node and by the compressor, outside of this Python.
SIDE_BY_SIDE = 2

type Report = Callable[[str], None]


@dataclass(frozen=True)
class Runtime:
    """``folder`` is relative to the site's root; ``size`` are the bytes that a first run loads.

    ``notice`` says how Pyodide was changed, if it was. ``wheels`` are those of the site's own
    projects, for readers who want them at their desks, and for pages with a Pyodide of their own,
    with a lock for these.
    """

    folder: str
    size: int
    manifest: Mapping[str, Any]
    wheels: tuple[Path, ...] = ()
    notice: str = ""


def assemble(
    target: Path,
    cache: Path,
    recipe: Recipe,
    report: Report = lambda _: None,
    places: Sequence[Source] | None = None,
) -> Runtime:
    """Writes ``target/runtime/HASH/``; does nothing if it is there already.

    ``cache`` keeps downloads and finished parts: with them no network is needed. The same recipe
    gives the same bytes. Raises AssemblyError with one line that says what to do.
    """
    maker = _maker(cache, recipe, report, places)
    linked, parts, own = _made(maker)
    found = manifest(recipe, parts, own, json.loads((linked / LINKED).read_bytes()))
    text = json.dumps(found, separators=(",", ":"), sort_keys=True)
    name = f"runtime/{hashlib.sha256(text.encode()).hexdigest()[:12]}"
    if not (target / name / "manifest.json").is_file():
        _place([*parts, *own.values()], found, text, target / name)
    wheels = [wheel for part in own.values() for wheel in sorted(part.glob("*.whl"))]
    told = notice(recipe, found["linked"])
    return Runtime(f"{name}/", int(found["total"]), found, (*wheels, *maker.lock(wheels)), told)


def make(cache: Path, recipe: Recipe, report: Report) -> None:
    """Has all parts in ``cache``, so that ``assemble`` finds them. Raises AssemblyError."""
    _made(_maker(cache, recipe, report))


def is_made(cache: Path, recipe: Recipe) -> bool:
    """Whether all parts seem to be in ``cache``; ``assemble`` looks whether they are whole."""
    try:
        _made(Kept(recipe, cache, Stock(cache, [], _silent), _silent))
    except Exception:  # what is wrong with the recipe, `assemble` tells
        return False
    return True


def _silent(_: str) -> None:
    pass


def _maker(
    cache: Path, recipe: Recipe, report: Report, places: Sequence[Source] | None = None
) -> Maker:
    stock = Stock(cache, sources(recipe) if places is None else places, report)
    return Maker(recipe, cache, stock, report)


def _made(maker: Maker) -> tuple[Path, list[Path], dict[str, Path]]:
    """Pyodide as it is linked, all parts with Python's own first, and those of the projects."""
    recipe = maker.recipe
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        linked = pool.submit(maker.linked)
        later = [pool.submit(maker.later, name) for name in recipe.later]
        others = [
            *(pool.submit(maker.wheel, one) for one in map(pinned, recipe.wheels)),
            *(pool.submit(maker.data, name) for name in recipe.data),
        ]
        own = {project.name(at): pool.submit(maker.project, at) for at in recipe.projects}
        core = maker.core(linked.result())
        packages = [one.result() for one in later]
        first = maker.split(Parts(linked.result(), core, packages))
        parts = [core, first, *packages, *(other.result() for other in others)]
        return linked.result(), parts, {name: part.result() for name, part in own.items()}


def _place(parts: Iterable[Path], found: Mapping[str, Any], text: str, target: Path) -> None:
    places = {file.name: file for part in parts for file in part.glob("*.bin")}
    with folder(target) as aside:
        for entry in found["files"].values():
            data = places[entry["file"]].read_bytes()
            if sha256(data) != entry["sha256"]:
                raise AssemblyError(
                    f"{places[entry['file']]}: changed while it was read; try again"
                )
            (aside / entry["file"]).write_bytes(data)
        (aside / "manifest.json").write_text(text)
