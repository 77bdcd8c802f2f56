"""Pyodide, its packages and the snapshot, in the form in which they are served."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pyodide_lock import PyodideLockSpec

from .bytecode import compile_files
from .pack import Shelf, pack
from .recipe import CORE, Package, Recipe
from .snapshot import SnapshotError, take
from .sources import Source, fetch
from .wheels import module, native, read_stdlib, read_wheel

__all__ = ["distribution"]

# Extension modules that NumPy has but does not import by itself.
ASLEEP = ("numpy/linalg/lapack_lite.",)

type Content = dict[str, bytes]
type Report = Callable[[str], None]


def distribution(
    to: Path, cache: Path, recipe: Recipe, report: Report, places: Sequence[Source]
) -> None:
    """Writes a shelf into the folder ``to``, with facts about packs, the lock and the snapshot."""
    first = [recipe.package(name) for name in recipe.first]
    later = {name: recipe.closure(name) for name in recipe.later}
    needed = [*first, *(package for packages in later.values() for package in packages)]
    wheels = {package.name: fetch(package, cache, places, report) for package in needed}

    report("compiling Python's own modules and NumPy")
    content = read_stdlib(recipe.core / "python_stdlib.zip")
    for package in first:
        content |= read_wheel(wheels[package.name])
    modules, libraries = _split(compile_files(content, recipe.workers))
    asleep = {path: so for path, so in libraries.items() if any(name in path for name in ASLEEP)}
    awake = {path: so for path, so in libraries.items() if path not in asleep}

    shelf = Shelf(to)
    for name in CORE:
        shelf.add(name, (recipe.core / name).read_bytes())
    shelf.add("native", pack(awake))
    lock = _lock(recipe)
    image, loaded, failure = _snapshot(recipe, lock, modules, pack(awake), report)
    if failure is None:
        shelf.add("snapshot", image)
    start = {path: code for path, code in modules.items() if module(path) in loaded}
    library = {path: data for path, data in modules.items() if path not in start}
    shelf.add("start", pack(start))
    packs = {"library": _add(shelf, "library", library, asleep, [])}
    for name, packages in later.items():
        report(f"compiling {name}")
        packs[name] = _package(shelf, name, packages, wheels, recipe)
    shelf.close(packs=packs, lock=lock, snapshot=failure is None, failure=failure)


def _snapshot(
    recipe: Recipe, lock: Mapping[str, Any], modules: Content, libraries: bytes, report: Report
) -> tuple[bytes, set[str], str | None]:
    """The snapshot, the modules in it, and why there is none if there is none."""
    if not recipe.snapshot:
        return b"", set(), "not wanted"
    report("taking the snapshot")
    try:
        # Pyodide takes note of installed distributions at the start, which a snapshot cannot hold.
        image, names = take(recipe, lock, _without_metadata(modules), libraries)
    except SnapshotError as error:
        report(f"no snapshot, so Python will start more slowly: {error}")
        return b"", set(), str(error)
    return image, set(names), None


def _package(
    shelf: Shelf, name: str, packages: Sequence[Package], wheels: Mapping[str, Path], recipe: Recipe
) -> dict[str, Any]:
    content: Content = {}
    for package in packages:
        content |= read_wheel(wheels[package.name])
    modules, libraries = _split(compile_files(content, recipe.workers))
    entry = _add(shelf, name, modules, libraries, ["library"])
    entry["modules"] = sorted({top for package in packages for top in package.imports})
    return entry


def _add(
    shelf: Shelf, name: str, modules: Content, libraries: Content, needs: list[str]
) -> dict[str, Any]:
    shelf.add(name, pack(modules))
    files = [name]
    if libraries:
        files.append(f"{name}-native")
        shelf.add(files[1], pack(libraries))
    names = {module(path) for path in (*modules, *libraries)} - {None}
    return {"files": files, "modules": sorted(map(str, names)), "needs": needs}


def _split(content: Content) -> tuple[Content, Content]:
    libraries = {path: data for path, data in content.items() if native(path)}
    return {path: data for path, data in content.items() if path not in libraries}, libraries


def _without_metadata(content: Content) -> Content:
    return {path: data for path, data in content.items() if ".dist-info/" not in path}


def _lock(recipe: Recipe) -> dict[str, Any]:
    """The lock without packages: the browser gets them as packs, not as wheels."""
    lock = PyodideLockSpec.from_json(recipe.lock_path)
    lock.packages.clear()
    found: dict[str, Any] = lock.to_dict()
    return found
