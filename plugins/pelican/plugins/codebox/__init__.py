"""Pelican plugin: fences of live Python become code boxes, run by a Python that the site serves.

Settings, all optional: ``CODEBOX_PROJECTS``, folders with a pyproject.toml whose wheels readers
can import, and find below ``wheels/`` of the site; ``CODEBOX_FIRST`` and ``CODEBOX_LATER``,
packages of Pyodide's that are there at once or when they are imported; ``CODEBOX_DATA``, files by
the name of a package that readers' programs find them in; ``CODEBOX_PRELOAD``, Python that runs
before the snapshot is taken; ``CODEBOX_REHEARSE``, packages whose changes have the boxes run again:
where it is set, every box runs once under CPython when the site is built, for ``CODEBOX_LIMIT``
seconds at most; ``CODEBOX_PYODIDE``, npm's folder of Pyodide; ``CODEBOX_NODE``, the program;
``CODEBOX_CACHE``.

A page that has a content security policy must allow ``script-src 'self' 'wasm-unsafe-eval' blob:``,
``worker-src 'self' blob:``, ``connect-src 'self' data:`` and ``img-src blob: data:``.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.plugins.explorable.fences import FenceExtension
from pelican.plugins.explorable.places import SettingError
from pelican.plugins.explorable.workers import LIMIT

from .build import AssemblyError, Recipe, Runtime, assemble
from .build.progress import Progress
from .fence import FORM, Download, accepts, render
from .rehearsals import Rehearsals, live_in

PAGE = Path(__file__).parent / "page"

__all__ = ["AssemblyError", "Recipe", "Runtime", "assemble", "recipe", "register"]


def recipe(settings: dict[str, Any]) -> Recipe:
    """What Pelican's settings say of the runtime."""
    root = Path(settings["PATH"]).parent
    data = settings.get("CODEBOX_DATA", {})
    given = {
        "node": settings.get("CODEBOX_NODE"),
        "first": settings.get("CODEBOX_FIRST"),
        "later": settings.get("CODEBOX_LATER"),
        "preload": settings.get("CODEBOX_PRELOAD"),
    }
    return Recipe(
        core=Path(settings.get("CODEBOX_PYODIDE", root / "node_modules" / "pyodide")),
        projects=tuple(_projects(settings.get("CODEBOX_PROJECTS", ()))),
        data={name: tuple(_data(files)) for name, files in data.items()},
        **{name: value for name, value in given.items() if value is not None},
    )


def _projects(folders: Iterable[str]) -> Iterator[Path]:
    for folder in map(Path, folders):
        if not (folder / "pyproject.toml").is_file():
            message = f"{folder} has no pyproject.toml; name the folder of a Python project"
            raise SettingError("CODEBOX_PROJECTS", message)
        yield folder


def _data(files: Iterable[str | Path]) -> Iterator[Path]:
    for file in map(Path, files):
        if not file.is_file():
            raise SettingError("CODEBOX_DATA", f"there is no file {file}")
        yield file


def configure(pelican: Pelican) -> None:
    settings = pelican.settings
    cache = Path(settings.get("CODEBOX_CACHE") or Path(settings["CACHE_PATH"]).parent / "runtime")
    with Progress() as progress:
        runtime = assemble(Path(settings["OUTPUT_PATH"]), cache, recipe(settings), progress)
    for wheel in runtime.wheels:
        (Path(settings["OUTPUT_PATH"]) / "wheels").mkdir(parents=True, exist_ok=True)
        shutil.copyfile(wheel, Path(settings["OUTPUT_PATH"]) / "wheels" / wheel.name)
    assets = {
        "codebox": PAGE / "box.js",
        "codebox-style": PAGE / "codebox.css",
        "codebox-guard": PAGE / "guard.js",
    }
    settings["ASSETS"] = {**assets, **settings.get("ASSETS", {})}
    box = partial(render, download=Download(runtime.folder, runtime.size), rehearsed=rehearsed)
    settings["MARKDOWN"].setdefault("extensions", []).append(FenceExtension(accepts, box, FORM))


def rehearsed(code: str) -> tuple[str, int] | None:
    """How the code of a box ends, where the site has it run at all."""
    return current.rehearsals.result(code) if current.rehearsals else None


class Current:
    """Of the running build: settings outlive one, sources change."""

    rehearsals: Rehearsals | None = None


current = Current()


def rehearse(generator: Any) -> None:
    """Before anything is read: all boxes at once, and those that are known from the last time."""
    settings = generator.settings
    current.rehearsals = None
    if "CODEBOX_REHEARSE" not in settings:
        return
    cache = Path(settings["CACHE_PATH"]) / "rehearsals"
    limit = float(settings.get("CODEBOX_LIMIT", LIMIT))
    current.rehearsals = Rehearsals(cache, tuple(settings["CODEBOX_REHEARSE"]), limit)
    current.rehearsals.prefetch(live_in(Path(settings["PATH"])))


def register() -> None:
    signals.initialized.connect(configure)
    signals.article_generator_init.connect(rehearse)
