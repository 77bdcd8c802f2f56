"""Pyodide, its packages and the snapshot, in the form in which they are served."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyodide_lock import PyodideLockSpec

from .bytecode import compile_files
from .node import NodeError
from .pack import Shelf, pack
from .recipe import CORE, Package, Recipe
from .snapshot import Interpreter, Snapshot, take
from .sources import Source, fetch
from .wheels import module, native, read_stdlib, read_wheel

__all__ = ["distribution"]

# Extension modules that NumPy has but does not import by itself.
ASLEEP = ("numpy/linalg/lapack_lite.",)

type Content = dict[str, bytes]
type Report = Callable[[str], None]


@dataclass(frozen=True)
class Parts:
    """Files by their paths in the browser, extension modules apart from the rest."""

    modules: Content
    native: Content

    @property
    def names(self) -> list[str]:
        return sorted(name for path in self.modules | self.native if (name := module(path)))


def distribution(
    to: Path, cache: Path, recipe: Recipe, report: Report, places: Sequence[Source]
) -> None:
    """Writes a shelf into the folder ``to``, with facts about packs, the lock and the snapshot."""
    first = [recipe.package(name) for name in recipe.first]
    later = {name: recipe.closure(name) for name in recipe.later}
    needed = [*first, *(package for packages in later.values() for package in packages)]
    wheels = {package.name: fetch(package, cache, places, report) for package in needed}

    report("compiling Python's own modules and NumPy")
    stdlib = read_stdlib(recipe.core / "python_stdlib.zip")
    everything = _parts(
        [stdlib, *(read_wheel(wheels[p.name]) for p in first)], recipe, documented=True
    )
    asleep = {p: so for p, so in everything.native.items() if any(name in p for name in ASLEEP)}
    awake = {p: so for p, so in everything.native.items() if p not in asleep}
    python = Interpreter(recipe, _lock(recipe), everything.modules, pack(awake))

    shelf = Shelf(to)
    for name in CORE:
        shelf.add(name, (recipe.core / name).read_bytes())
    shelf.add("native", python.native)
    snapshot = _snapshot(python, report)
    loaded = snapshot.modules if snapshot else frozenset()
    if snapshot:
        shelf.add("snapshot", snapshot.image)
    start = {path: code for path, code in python.modules.items() if module(path) in loaded}
    rest = {path: data for path, data in python.modules.items() if path not in start}
    shelf.add("start", pack(start))
    packs = {"library": _shelve(shelf, "library", Parts(rest, asleep), needs=[])}
    for name, packages in later.items():
        report(f"compiling {name}")
        packs |= _later(shelf, python, name, packages, wheels)
    shelf.close(packs=packs, lock=python.lock, memory=snapshot.memory if snapshot else 0)


def _snapshot(python: Interpreter, report: Report) -> Snapshot | None:
    """None if none is wanted or none can be had: a site can do without."""
    if not python.recipe.snapshot:
        return None
    report("taking the snapshot")
    try:
        return take(python)
    except NodeError as error:
        report(f"no snapshot, so Python will start more slowly: {error}")
        return None


def _later(
    shelf: Shelf,
    python: Interpreter,
    name: str,
    packages: Sequence[Package],
    wheels: Mapping[str, Path],
) -> dict[str, Any]:
    """A package with what it depends on; what it seldom asks for comes in packs of its own.

    Without docstrings: Matplotlib takes a quarter of its import to put its own together.
    """
    apart = [package for package in packages if package.name in python.recipe.apart]
    together = [package for package in packages if package not in apart]
    parts = _parts([read_wheel(wheels[p.name]) for p in together], python.recipe, documented=False)
    packs = {name: _shelve(shelf, name, parts, needs=["library"])}
    for package in apart:
        alone = _parts([read_wheel(wheels[package.name])], python.recipe, documented=False)
        packs[package.name] = _shelve(shelf, package.name, alone, needs=["library"])
    return packs


def _parts(contents: Sequence[Content], recipe: Recipe, documented: bool) -> Parts:
    files: Content = {}
    for content in contents:
        files |= content
    compiled = compile_files(files, recipe.workers, documented)
    libraries = {path: data for path, data in compiled.items() if native(path)}
    modules = {path: data for path, data in compiled.items() if path not in libraries}
    return Parts(modules, libraries)


def _shelve(shelf: Shelf, name: str, parts: Parts, needs: list[str]) -> dict[str, Any]:
    shelf.add(name, pack(parts.modules))
    files = [name]
    if parts.native:
        files.append(f"{name}-native")
        shelf.add(files[1], pack(parts.native))
    return {"files": files, "modules": parts.names, "needs": needs}


def _lock(recipe: Recipe) -> dict[str, Any]:
    """The lock without packages: the browser gets them as packs, not as wheels."""
    lock = PyodideLockSpec.from_json(recipe.lock_path)
    lock.packages.clear()
    found: dict[str, Any] = lock.to_dict()
    return found
