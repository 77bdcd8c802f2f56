"""Moves a project to another version of Pyodide, once all that it needs of it can be had.

The version is pinned in one place, the ``pyodide`` of package.json; everything else follows from
the lock that this package brings.
"""

from __future__ import annotations

import re
import subprocess
import tarfile
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from .recipe import AssemblyError, Recipe
from .sources import fetch, sources

__all__ = ["bump"]

NUMPY = re.compile(r"^numpy==(\S+)$", re.MULTILINE)

type Report = Callable[[str], None]
type Npm = Callable[[Path, list[str]], None]


def npm(folder: Path, words: list[str]) -> None:
    """Runs npm in ``folder``; raises AssemblyError with the last line that it printed."""
    command = ["npm", *words, "--ignore-scripts", "--no-progress", "--loglevel=error"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        # The first line is a code, the second says what it means.
        lines = done.stderr.strip().splitlines() or ["no reason given"]
        raise AssemblyError(f"npm {words[0]}: {lines[min(1, len(lines) - 1)]}")


def bump(
    root: Path, version: str, recipe: Recipe, *, cache: Path, report: Report, run: Npm = npm
) -> None:
    """Pins Pyodide ``version`` in ``root``; changes nothing if it cannot serve ``recipe``.

    The NumPy of requirements.in follows, because readers must compute what the build computes.
    Raises AssemblyError with one line that says why not.
    """
    with tempfile.TemporaryDirectory() as name:
        other = replace(recipe, core=_unpacked(Path(name), version, run))
        other.check_python()
        packages = [other.package(first) for first in other.first]
        packages += [package for later in other.later for package in other.closure(later)]
        for package in packages:
            fetch(package, cache, sources(other), report)
        numpy = str(other.lock["packages"]["numpy"]["version"])
    run(root, ["install", "--save-exact", f"pyodide@{version}"])
    report(f"package.json has Pyodide {version}")
    if _follow(root / "requirements.in", numpy):
        report(f"requirements.in has NumPy {numpy}: `make lock` pins it")


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
