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
from .distribution import RESIDENTS, core, data, later
from .link import GLUE, LINKED, TOOLS, USERS, WASM, link, notice, npm_modules, world
from .manifest import manifest
from .pack import Shelf, pack
from .recipe import CORE, AssemblyError, Package, Recipe
from .sources import Source, Stock, sources
from .wheels import module, read_stdlib, read_wheel

__all__ = ["Runtime", "assemble"]

HERE = Path(__file__).parent
BOOT = HERE.parent / "engine" / "boot"
# The code that decides what a part looks like: parts made by other code are made anew.
COMMON = [
    *(HERE / f"{n}.py" for n in ("bytecode", "compiler", "distribution", "node", "pack", "wheels")),
    HERE / "compile.mjs",
    BOOT / "pack.js",
]
WHEEL_MAKERS = [*COMMON, HERE / "needs.py", HERE / "project.py"]
LINKERS = [
    *(HERE / name for name in ("link.py", "link.mjs", "glue.mjs", "sums.json", "node.py")),
    *USERS,
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

    ``notice`` says how Pyodide was changed, if it was. ``wheels`` are those of the site's own
    projects, for readers who want them at their desks.
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
    recipe.check_python()
    stock = Stock(cache, sources(recipe) if places is None else places, report)
    compiler = _sum(recipe.core / WASM)
    make = partial(_link, recipe=recipe, stock=stock)
    linked = _kept(cache, _key(LINKERS, _linked_facts(recipe)), make, report)
    key = _key(MAKERS, _facts(recipe, linked))
    make = partial(core, recipe=recipe, stock=stock, linked=linked)
    parts = [_kept(cache, key, make, report)]
    for name in recipe.later:
        key = _key(COMMON, [compiler, name, _sums(recipe.closure(name))])
        make = partial(later, name=name, recipe=recipe, stock=stock)
        parts.append(_kept(cache, key, make, report))
    for name, files in recipe.data.items():
        key = _key(COMMON, [name, _files(files)])
        parts.append(_kept(cache, key, partial(data, name=name, files=files), report))
    own = {}
    for at in recipe.projects:
        wheel = partial(_wheel, at=at, recipe=recipe, report=report)
        own[project.name(at)] = _kept(
            cache, _key(WHEEL_MAKERS, [compiler, _own(at)]), wheel, report
        )
    found = manifest(recipe, parts, own, json.loads((linked / LINKED).read_bytes()))
    text = json.dumps(found, separators=(",", ":"), sort_keys=True)
    name = f"runtime/{hashlib.sha256(text.encode()).hexdigest()[:12]}"
    if not (target / name / "manifest.json").is_file():
        _place([*parts, *own.values()], found, text, target / name)
    wheels = [next(part.glob("*.whl")) for part in own.values()]
    told = notice(recipe, found["linked"])
    return Runtime(f"{name}/", int(found["total"]), found, tuple(wheels), told)


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
    content = read_wheel(project.build(at, to))
    imported, used = needs.imports(content), needs.uses(content)
    files = content | project.bytecode(content, recipe)
    packs = {}
    for part, members in project.split(name, files, imported).items():
        shelf.add(part, pack(members))
        modules = sorted(imported.keys() & {module(path) for path in members})
        packs[part] = {"files": [part], "modules": modules, "needs": [name] * (part != name)}
    shelf.close(
        packs=packs,
        imports={own: sorted(names) for own, names in imported.items()},
        uses={name: sorted(modules) for name, modules in used.items()},
    )


def _link(to: Path, recipe: Recipe, stock: Stock) -> None:
    wheels = [read_wheel(stock.wheel(package)) for package in recipe.all]
    contents = [read_stdlib(recipe.core / "python_stdlib.zip"), *wheels]
    link(to, recipe, world(contents) | _reaching(recipe), stock.report)


def _reaching(recipe: Recipe) -> dict[str, bytes]:
    """The projects' few files, if any, that decide how Pyodide is linked."""
    sources = [(at, path) for at in recipe.projects for path in project.sources(at)]
    return world([{str(path.relative_to(at)): path.read_bytes() for at, path in sources}])


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


def _linked_facts(recipe: Recipe) -> list[Any]:
    """What decides how Pyodide is linked; also packages that come later, and where it cannot be."""
    tools = [npm_modules(recipe) / name / "package.json" for name in TOOLS]
    files = [recipe.core / name for name in (*CORE, "python_stdlib.zip")]
    sums = [_sum(file) if file.is_file() else None for file in [*files, *tools]]
    own = {path: sha256(data) for path, data in _reaching(recipe).items()}
    return [recipe.link, _sums(recipe.all), own, sums]


def _facts(recipe: Recipe, linked: Path) -> list[Any]:
    files = [recipe.core / name for name in (*CORE, "python_stdlib.zip", "pyodide-lock.json")]
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
