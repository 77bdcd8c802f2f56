"""Moves a project to another version of Pyodide, once all that it needs of it can be had.

The version is pinned in one place, the ``pyodide`` of package.json; everything else follows from
the lock that this package brings.
"""

from __future__ import annotations

import re
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from .assembly import assemble
from .recipe import AssemblyError, Recipe
from .sources import fetch, sources

__all__ = ["bump", "npm", "obtainable"]

PINS = ("package.json", "package-lock.json", "requirements.in")
NUMPY = re.compile(r"^numpy==(\S+)$", re.MULTILINE)

type Report = Callable[[str], None]
type Npm = Callable[[Path, list[str]], None]
type Rehearsal = Callable[[Recipe, Path, Path, Report], None]


def npm(folder: Path, words: list[str]) -> None:
    """Runs npm in ``folder``; raises AssemblyError with the last line that it printed."""
    command = ["npm", *words, "--ignore-scripts", "--no-progress", "--loglevel=error"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        # The first line is a code, the second says what it means.
        lines = done.stderr.strip().splitlines() or ["no reason given"]
        raise AssemblyError(f"npm {words[0]}: {lines[min(1, len(lines) - 1)]}")


def bump(
    root: Path,
    version: str,
    recipe: Recipe,
    *,
    cache: Path,
    report: Report,
    run: Npm = npm,
    rehearse: Rehearsal | None = None,
) -> None:
    """Pins Pyodide ``version`` in ``root``; changes nothing if it cannot serve ``recipe``.

    A whole runtime is assembled from it first, by ``rehearse``. The NumPy of requirements.in
    follows, because readers must compute what the build computes. Raises AssemblyError with one
    line that says why not.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        other = obtainable(folder, version, recipe, cache=cache, report=report, run=run)
        (rehearse or _rehearsed)(other, cache, folder, report)
        numpy = str(other.lock["packages"]["numpy"]["version"])
    with _unchanged_on_failure([root / name for name in PINS]):
        run(root, ["install", "--save-exact", f"pyodide@{version}"])
        report(f"package.json has Pyodide {version}")
        if _follow(root / "requirements.in", numpy):
            report(f"requirements.in has NumPy {numpy}: `make lock` pins it")


def obtainable(
    folder: Path, version: str, recipe: Recipe, *, cache: Path, report: Report, run: Npm = npm
) -> Recipe:
    """``recipe`` with that version, unpacked in ``folder``, and all its packages in ``cache``.

    Raises AssemblyError for a package that no source has.
    """
    core = _unpacked(folder, version, run)
    other = replace(recipe, core=core, modules=recipe.modules or recipe.core.parent)
    for package in other.all:
        fetch(package, cache, sources(other), report)
    return other


def _rehearsed(recipe: Recipe, cache: Path, folder: Path, report: Report) -> None:
    """Assembles a runtime aside; raises AssemblyError where it would have no snapshot."""
    told: list[str] = []

    def heard(line: str) -> None:
        told.append(line)
        report(line)

    aside = folder / "cache"
    aside.mkdir()
    (aside / "downloads").symlink_to(cache.resolve() / "downloads")
    try:
        found = assemble(folder / "site", aside, recipe, heard)
    except AssemblyError:
        raise
    except Exception as error:  # whatever is new in it that this code does not know
        message = f"Pyodide {recipe.version} cannot be assembled: {type(error).__name__}: {error}"
        raise AssemblyError(message) from error
    if recipe.snapshot and not found.manifest["snapshot"]:
        reasons = [line for line in told if line.startswith("no snapshot")]
        raise AssemblyError(f"Pyodide {recipe.version}: {reasons[-1]}")


@contextmanager
def _unchanged_on_failure(paths: Iterable[Path]) -> Iterator[None]:
    kept = {path: path.read_bytes() for path in paths if path.is_file()}
    try:
        yield
    except BaseException:
        for path, data in kept.items():
            path.write_bytes(data)
        raise


def _unpacked(folder: Path, version: str, run: Npm) -> Path:
    run(folder, ["pack", f"pyodide@{version}"])
    (archive,) = folder.glob("*.tgz")
    with tarfile.open(archive) as opened:
        opened.extractall(folder, filter="data")
    return folder / "package"


def _follow(requirements: Path, numpy: str) -> bool:
    """Whether NumPy's line had to change."""
    if not requirements.is_file():
        return False
    text = requirements.read_text()
    changed = NUMPY.sub(f"numpy=={numpy}", text)
    if changed != text:
        requirements.write_text(changed)
    return changed != text
