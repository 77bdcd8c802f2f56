"""Puts a runtime together, and keeps each part until what it is made from changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pelican.plugins.explorable.files import folder, is_sealed, seal, sha256

from . import needs, project
from .distribution import RESIDENTS, core, data, later, wheel
from .manifest import manifest
from .pack import Shelf, pack
from .portable import LOCK, compiled, write_lock
from .recipe import CORE, AssemblyError, Package, Recipe
from .registry import pinned, registered
from .sources import Source, Stock, sources
from .wheels import read_wheel

__all__ = ["Runtime", "assemble"]

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
WHEEL_MAKERS = [
    *COMMON,
    *(HERE / f"{n}.py" for n in ("needs", "portable", "project")),
    HERE / "portable.mjs",
]
MAKERS = [
    *COMMON,
    *RESIDENTS,
    HERE / "snapshot.py",
    *(HERE / f"{name}.mjs" for name in ("memory", "parts", "snapshot")),
    *(BOOT / f"{name}.js" for name in ("image", "libraries", "start")),
]

type Report = Callable[[str], None]


@dataclass(frozen=True)
class Runtime:
    """``folder`` is relative to the site's root; ``size`` are the bytes that a first run loads.

    ``wheels`` are those of the site's own projects, for readers who want them at their desks, and
    for pages with a Pyodide of their own, with a lock for these.
    """

    folder: str
    size: int
    manifest: Mapping[str, Any]
    wheels: tuple[Path, ...] = ()


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
    recipe.check_python()
    stock = Stock(cache, sources(recipe) if places is None else places, report)
    compiler = _sum(recipe.core / "pyodide.asm.wasm")
    key = _key(MAKERS, _facts(recipe))
    parts = [_kept(cache, key, partial(core, recipe=recipe, stock=stock), report)]
    for name in recipe.later:
        key = _key(COMMON, [compiler, name, _sums(recipe.closure(name))])
        make = partial(later, name=name, recipe=recipe, stock=stock)
        parts.append(_kept(cache, key, make, report))
    for one in map(pinned, recipe.wheels):
        file = registered(one, cache, report)
        make = partial(wheel, name=one.name, file=file, recipe=recipe)
        parts.append(_kept(cache, _key(COMMON, [compiler, one.line]), make, report))
    for name, files in recipe.data.items():
        key = _key(COMMON, [name, _files(files)])
        parts.append(_kept(cache, key, partial(data, name=name, files=files), report))
    own = {}
    for at in recipe.projects:
        make = partial(_wheel, at=at, recipe=recipe, report=report)
        own[project.name(at)] = _kept(cache, _key(WHEEL_MAKERS, [compiler, _own(at)]), make, report)
    found = manifest(recipe, parts, own)
    text = json.dumps(found, separators=(",", ":"), sort_keys=True)
    name = f"runtime/{hashlib.sha256(text.encode()).hexdigest()[:12]}"
    if not (target / name / "manifest.json").is_file():
        _place([*parts, *own.values()], found, text, target / name)
    wheels = [wheel for part in own.values() for wheel in sorted(part.glob("*.whl"))]
    return Runtime(f"{name}/", int(found["total"]), found, (*wheels, *_lock(wheels, recipe, cache)))


def _lock(wheels: Sequence[Path], recipe: Recipe, cache: Path) -> list[Path]:
    """For pages with a Pyodide of their own: a lock that has those ``wheels`` that are compiled."""
    portable = [wheel for wheel in wheels if "-py3-" not in wheel.name]
    if not portable:
        return []
    made = (HERE / "portable.py", *portable, recipe.lock_path)
    to = cache / "built" / _key(made, []) / LOCK
    if not to.is_file():
        with folder(to.parent) as aside:
            write_lock(portable, recipe, aside / LOCK)
    return [to]


def _kept(cache: Path, key: str, make: Callable[[Path], None], report: Report) -> Path:
    kept = cache / "built" / key
    if is_sealed(kept):
        return kept
    if kept.exists():
        report(f"{kept}: damaged; it is made anew")
    with folder(kept) as aside:
        make(aside)
        seal(aside)
    return kept


def _wheel(to: Path, at: Path, recipe: Recipe, report: Report) -> None:
    name = project.name(at)
    report(f"building the wheel of {name}")
    shelf = Shelf(to)
    wheel = project.build(at, to)
    content = read_wheel(compiled(wheel, recipe, to) or wheel)
    shelf.add(name, pack(content))
    imported, used = needs.imports(content), needs.uses(content)
    shelf.close(
        imports={own: sorted(names) for own, names in imported.items()},
        uses={name: sorted(modules) for name, modules in used.items()},
    )


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


def _facts(recipe: Recipe) -> list[Any]:
    files = (*CORE, "python_stdlib.zip", "pyodide-lock.json")
    sums = [_sum(recipe.core / name) for name in files]
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
