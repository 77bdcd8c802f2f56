"""The parts of a runtime, each made once under a hash of what it is made from, and kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pelican.plugins.explorable.files import folder, is_sealed, seal, sha256

from . import needs, project
from .distribution import RESIDENTS, core, data, later, resident, wheel
from .link import GLUE, TOOLS, USERS, WASM, link, npm_modules, world
from .pack import Shelf, pack
from .portable import LOCK, compiled, write_lock
from .recipe import CORE, AssemblyError, Package, Recipe
from .registry import Pinned, pinned, registered
from .sources import Stock
from .split import PROGRAMS, Parts, split
from .wheels import module, read_stdlib, read_wheel

__all__ = ["Kept", "Maker"]

HERE = Path(__file__).parent
BOOT = HERE.parent / "engine" / "boot"
# The code that decides what a part looks like: parts made by other code are made anew.
COMMON = [
    *(
        HERE / f"{name}.py"
        for name in ("bytecode", "compiler", "distribution", "mends", "node", "pack", "wheels")
    ),
    HERE / "compile.mjs",
    BOOT / "pack.js",
]
PROJECT_MAKERS = [
    *COMMON,
    *(HERE / f"{name}.py" for name in ("making", "needs", "portable", "project")),
    HERE / "portable.mjs",
]
LINKERS = [
    *(HERE / name for name in ("link.py", "node.py", "sums.json")),
    *(HERE / f"{name}.mjs" for name in ("glue", "link", "memory", "orphans")),
    BOOT / "functions.js",
    *RESIDENTS,
    *USERS,
]
MAKERS = [
    *COMMON,
    *RESIDENTS,
    *(HERE / name for name in ("objects.py", "snapshot.py")),
    *(HERE / f"{n}.mjs" for n in ("memory", "objects", "parts", "snapshot", "still", "tables")),
    *(BOOT / f"{name}.js" for name in ("functions", "image", "libraries", "start")),
]
SPLITTERS = [
    *PROGRAMS,
    *(HERE / f"{name}.py" for name in ("node", "split")),
    *(HERE / f"{n}.mjs" for n in ("memory", "objects", "parts", "profile", "split", "still")),
    *(BOOT / f"{name}.js" for name in ("functions", "image", "nesting", "packs", "start")),
    HERE.parent / "worker" / "python.js",
]

type Report = Callable[[str], None]


@dataclass(frozen=True)
class Maker:
    """Each method gives the folder of a part, in ``cache``."""

    recipe: Recipe
    cache: Path
    stock: Stock
    report: Report

    def linked(self) -> Path:
        """Pyodide's main module and glue."""
        key = _key(LINKERS, _linked_facts(self.recipe))
        return self._kept(key, self._link)

    def core(self, linked: Path) -> Path:
        """Python with the first packages."""
        key = _key(MAKERS, _facts(self.recipe, linked))
        return self._kept(key, partial(core, recipe=self.recipe, stock=self.stock, linked=linked))

    def split(self, parts: Parts) -> Path:
        """WebAssembly: what comes at once, and the rest."""
        sums = [_sum(part / "shelf.json") for part in (parts.core, *parts.others)]
        key = _key(SPLITTERS, [_facts(self.recipe, parts.linked), sums])
        make = partial(split, recipe=self.recipe, parts=parts, report=self.report)
        return self._kept(key, make)

    def later(self, name: str) -> Path:
        """A package that comes when it is imported, with what it depends on."""
        key = _key(COMMON, [self._compiler, name, _sums(self.recipe.closure(name))])
        return self._kept(key, partial(later, name=name, recipe=self.recipe, stock=self.stock))

    def wheel(self, one: Pinned) -> Path:
        """A package of pure Python from pip's registry."""
        return self._kept(_key(COMMON, [self._compiler, one.line]), partial(self._wheel, one))

    def data(self, name: str) -> Path:
        """A package of files."""
        files, site = self.recipe.data[name], self.recipe.site
        key = _key(COMMON, [name, site, _files(files)])
        return self._kept(key, partial(data, name=name, files=files, site=site))

    def project(self, at: Path) -> Path:
        """A project of the site's own, with its wheels."""
        key = _key(PROJECT_MAKERS, [self._compiler, _own(at)])
        return self._kept(key, partial(_project, at=at, recipe=self.recipe, report=self.report))

    def lock(self, wheels: Sequence[Path]) -> list[Path]:
        """For pages with a Pyodide of their own: a lock that has those that are compiled."""
        portable = [wheel for wheel in wheels if "-py3-" not in wheel.name]
        if not portable:
            return []
        made = (HERE / "portable.py", *portable, self.recipe.lock_path)
        to = self.cache / "built" / _key(made, []) / LOCK
        if not to.is_file():
            with folder(to.parent) as aside:
                write_lock(portable, self.recipe, aside / LOCK)
        return [to]

    @property
    def _compiler(self) -> str:
        return _sum(self.recipe.core / WASM)

    def _wheel(self, one: Pinned, to: Path) -> None:
        wheel(to, name=one.name, file=self._registered(one), recipe=self.recipe)

    def _registered(self, one: Pinned) -> Path:
        with self.stock.lock:
            return registered(one, self.recipe.minor, self.cache, self.report)

    def _link(self, to: Path) -> None:
        recipe, files = self.recipe, [self.stock.wheel(package) for package in self.recipe.all]
        files += [self._registered(one) for one in map(pinned, recipe.wheels)]
        wheels = [read_wheel(file, recipe.site) for file in files]
        library = read_stdlib(recipe.core / "python_stdlib.zip", recipe.library)
        everything = world([library, resident(recipe.site), *wheels])
        link(to, recipe, everything | _reaching(recipe), self.report)

    def _kept(self, key: str, make: Callable[[Path], None]) -> Path:
        kept = self.cache / "built" / key
        if is_sealed(kept):
            return kept
        if kept.exists():
            self.report(f"{kept}: damaged; it is made anew")
        with folder(kept) as aside:
            make(aside)
            seal(aside)
        return kept


class Kept(Maker):
    """Makes nothing: raises LookupError for a part that is not there."""

    def _kept(self, key: str, _make: Callable[[Path], None]) -> Path:
        kept = self.cache / "built" / key
        if not kept.is_dir():
            raise LookupError(key)
        return kept


def _project(to: Path, at: Path, recipe: Recipe, report: Report) -> None:
    name = project.name(at)
    report(f"building the wheel of {name}")
    shelf = Shelf(to)
    built = project.build(at, to)
    content = read_wheel(compiled(built, recipe, to) or built, recipe.site)
    imported, used = needs.imports(content), needs.uses(content)
    packs = {}
    for part, members in project.split(name, content, imported).items():
        shelf.add(part, pack(members))
        modules = sorted(imported.keys() & {module(path) for path in members})
        packs[part] = {"files": [part], "modules": modules, "needs": [name] * (part != name)}
    at_once = needs.uses(content, packs[name]["modules"])
    shelf.close(
        packs=packs,
        words=sorted(at_once),
        imports={own: sorted(names) for own, names in imported.items()},
        uses={name: sorted(modules) for name, modules in used.items()},
    )


def _reaching(recipe: Recipe) -> dict[str, bytes]:
    """The projects' few files, if any, that decide how Pyodide is linked."""
    sources = [(at, path) for at in recipe.projects for path in project.sources(at)]
    return world([{str(path.relative_to(at)): path.read_bytes() for at, path in sources}])


def _linked_facts(recipe: Recipe) -> list[Any]:
    """What decides how Pyodide is linked; also packages that come later, and where it cannot be."""
    tools = [npm_modules(recipe) / name / "package.json" for name in TOOLS]
    files = [recipe.file(name) for name in (*CORE, "python_stdlib.zip")]
    sums = [_sum(file) if file.is_file() else None for file in [*files, *tools]]
    own = {path: sha256(data) for path, data in _reaching(recipe).items()}
    return [recipe.link, _sums(recipe.all), list(recipe.wheels), own, sums]


def _facts(recipe: Recipe, linked: Path) -> list[Any]:
    files = [recipe.file(name) for name in (*CORE, "python_stdlib.zip", "pyodide-lock.json")]
    sums = [_sum(file) for file in [*files, linked / GLUE, linked / WASM]]
    first = _sums([recipe.package(name) for name in recipe.first])
    return [recipe.preload, recipe.snapshot, first, sums]


def _sums(packages: Iterable[Package]) -> list[tuple[str, str]]:
    return [(package.name, package.sha256) for package in packages]


def _own(at: Path) -> list[Any]:
    return [(str(path.relative_to(at)), _sum(path)) for path in project.sources(at)]


def _files(paths: Iterable[Path]) -> list[tuple[str, str]]:
    try:
        return [(path.name, _sum(path)) for path in paths]
    except OSError as error:
        raise AssemblyError(f"{error.filename}: {error.strerror}; see CODEBOX_DATA") from error


def _key(makers: Iterable[Path], facts: list[Any]) -> str:
    code = [(path.name, _sum(path)) for path in makers]
    return hashlib.sha256(json.dumps([code, facts]).encode()).hexdigest()[:20]


def _sum(path: Path) -> str:
    return sha256(path.read_bytes())
