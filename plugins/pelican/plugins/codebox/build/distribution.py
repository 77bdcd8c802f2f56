"""Pyodide, its packages and the snapshot, in the form in which they are served."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyodide_lock import PyodideLockSpec

from pelican.plugins.explorable.files import sha256

from .bytecode import compile_files
from .link import GLUE, WASM
from .mends import mended
from .node import NodeError
from .pack import LEVEL, QUICK, Shelf, pack
from .recipe import CORE, Recipe
from .snapshot import Interpreter, Snapshot, take
from .sources import Stock
from .split import IMAGE, MOVABLES, NATIVE
from .wheels import installed, module, native, read_stdlib, read_wheel

__all__ = ["RESIDENTS", "core", "data", "later", "wheel"]

# Modules that NumPy imports when they are first used: a first program mostly does without.
SPLIT_OUT = {"numpy.fft": "numpy/fft/", "numpy.random": "numpy/random/"}
# Matplotlib's fonts that no figure uses by itself, by the modules that stand for them.
FONTS = {
    "matplotlib_serif": "matplotlib/mpl-data/fonts/ttf/DejaVuSerif",
    "matplotlib_mono": "matplotlib/mpl-data/fonts/ttf/DejaVuSansMono-",
}
# An extension module that NumPy has but does not import by itself.
ASLEEP = "numpy/linalg/lapack_lite."

# A package in every runtime, imported in the snapshot.
RESIDENT = "codebox_reader"
RESIDENTS = sorted((Path(__file__).parent.parent / "worker" / "python").glob("*.py"))

type Content = dict[str, bytes]
type Report = Callable[[str], None]


@dataclass(frozen=True)
class Parts:
    """Files by their paths in the browser, extension modules apart from the rest."""

    modules: Content
    native: Content

    def below(self, prefix: str) -> Parts:
        """What lies below a path of the packages' folder."""
        return self._with({path for files in self for path in files if _below(path, prefix)})

    def of(self, sources: Iterable[str]) -> Parts:
        """What has been made of some files."""
        found = set(sources)
        return self._with(found | {f"{path}c" for path in found if path.endswith(".py")})

    def _with(self, inside: set[str]) -> Parts:
        return Parts(*({p: f for p, f in files.items() if p in inside} for files in self))

    def without(self, other: Parts) -> Parts:
        gone = other.modules | other.native
        return Parts(*({p: f for p, f in files.items() if p not in gone} for files in self))

    def __iter__(self) -> Iterator[Content]:
        return iter((self.modules, self.native))

    @property
    def names(self) -> list[str]:
        return sorted(name for path in self.modules | self.native if (name := module(path)))


def _below(path: str, prefix: str) -> bool:
    return (installed(path) or "").startswith(prefix)


def core(to: Path, recipe: Recipe, stock: Stock, linked: Path) -> None:
    """Python with the first packages: a shelf in the folder ``to``, with the lock and one pack.

    ``memory`` in the shelf is what the snapshot needs, 0 if there is none; ``linked`` the folder
    that ``link`` has filled. WebAssembly and the snapshot are left to ``split``.
    """
    wheels = [stock.wheel(recipe.package(name)) for name in recipe.first]
    stock.report("compiling Python's own modules and NumPy")
    contents = [
        read_stdlib(recipe.core / "python_stdlib.zip", recipe.library),
        resident(recipe.site),
        *(read_wheel(wheel, recipe.site) for wheel in wheels),
    ]
    everything = _parts(contents, recipe, documented=True)
    split_out = {name: everything.below(prefix) for name, prefix in SPLIT_OUT.items()}
    for parts in split_out.values():
        everything = everything.without(parts)
    asleep = everything.below(ASLEEP)
    python = Interpreter(
        recipe,
        _lock(recipe),
        everything.modules,
        pack(everything.without(asleep).native),
        {name: (linked / name).read_bytes() for name in (GLUE, WASM)},
    )

    shelf = Shelf(to)
    for name in CORE:
        if name != WASM:
            shelf.add(name, python.linked.get(name) or recipe.file(name).read_bytes())
    (to / NATIVE).write_bytes(python.native)
    snapshot = _snapshot(python, stock.report)
    if snapshot:
        (to / IMAGE).write_bytes(snapshot.image)
        (to / MOVABLES).write_text(json.dumps(snapshot.movables))
    loaded = snapshot.modules if snapshot else frozenset()
    start = {path: code for path, code in python.modules.items() if module(path) in loaded}
    rest = {path: data for path, data in python.modules.items() if path not in start}
    shelf.add("start", pack(start), QUICK if snapshot else LEVEL)
    packs = {"library": _shelve(shelf, "library", Parts(rest, asleep.native), needs=[])}
    for name, parts in split_out.items():
        packs[name] = _shelve(shelf, name, parts, needs=[])
    shelf.close(
        packs=packs,
        lock=python.lock,
        memory=snapshot.memory if snapshot else 0,
        image=sha256(snapshot.image) if snapshot else None,
    )


def later(to: Path, name: str, recipe: Recipe, stock: Stock) -> None:
    """A package with what it depends on; what it seldom asks for comes in packs of its own.

    Without docstrings: Matplotlib takes a quarter of its import to put its own together.
    """
    packages = recipe.closure(name)
    wheels = {package.name: stock.wheel(package) for package in packages}
    stock.report(f"compiling {name}")
    split_out = [package.name for package in packages if package.name in recipe.split_out]
    rest = [at for at in wheels if at not in split_out]
    groups = {name: rest, **{at: [at] for at in split_out}}
    contents = {at: read_wheel(wheel, recipe.site) for at, wheel in wheels.items()}
    everything = _parts(contents.values(), recipe, documented=False)
    shelf = Shelf(to)
    packs = {}
    for pack_name, members in groups.items():
        parts = everything.of(path for at in members for path in contents[at])
        for fonts, prefix in FONTS.items():
            if (found := parts.below(prefix)).modules:
                parts = parts.without(found)
                marker = {f"{recipe.site}/{fonts}.py": b""}
                packs[fonts] = _shelve(shelf, fonts, Parts(found.modules | marker, {}), needs=[])
        packs[pack_name] = _shelve(shelf, pack_name, parts, needs=["library"])
    shelf.close(packs=packs)


def wheel(to: Path, name: str, file: Path, recipe: Recipe) -> None:
    """A package of pure Python by itself."""
    shelf = Shelf(to)
    parts = _parts([read_wheel(file, recipe.site)], recipe, documented=False)
    shelf.close(packs={name: _shelve(shelf, name, parts, needs=["library"])})


def data(to: Path, name: str, files: Iterable[Path], site: str) -> None:
    """A package that has nothing but ``files``."""
    content = {"__init__.py": b"", **{file.name: file.read_bytes() for file in files}}
    shelf = Shelf(to)
    parts = Parts({f"{site}/{name}/{file}": text for file, text in content.items()}, {})
    shelf.close(packs={name: _shelve(shelf, name, parts, needs=[])})


def resident(site: str) -> Content:
    """The code box's own Python, which runs what readers write."""
    content = {"__init__.py": b"", **{path.name: path.read_bytes() for path in RESIDENTS}}
    return {f"{site}/{RESIDENT}/{name}": data for name, data in content.items()}


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


def _parts(contents: Iterable[Content], recipe: Recipe, documented: bool) -> Parts:
    files: Content = {}
    for content in contents:
        files |= content
    compiled = compile_files(mended(files, recipe.library), recipe, documented)
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
