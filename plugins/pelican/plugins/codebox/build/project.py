"""A project's own wheel."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pelican.plugins.explorable.places import Reading, SourceError

from .bytecode import compile_files
from .recipe import AssemblyError, Recipe
from .wheels import installed

__all__ = ["EPOCH", "build", "bytecode", "cached", "name", "sources", "split"]

# Any fixed time will do; zip archives know none before 1980.
EPOCH = "315532800"
SUBPACKAGE = re.compile(r"^(\w+)/(\w+)/__init__\.py$")


def name(project: Path) -> str:
    return str(_pyproject(project)["project"]["name"])


def sources(project: Path) -> list[Path]:
    """The files that the wheel is made of, so far as pyproject.toml names them."""
    hatch = _pyproject(project).get("tool", {}).get("hatch", {})
    targets = hatch.get("build", {}).get("targets", {}).get("wheel", {})
    packages = targets.get("packages", [name(project).replace("-", "_")])
    found = [path for package in packages for path in (project / package).rglob("*")]
    kept = [path for path in found if path.is_file() and "__pycache__" not in path.parts]
    return sorted([project / "pyproject.toml", *kept])


def build(project: Path, folder: Path) -> Path:
    """The project's wheel, left in ``folder``.

    Raises SourceError for a module that Python cannot read, and AssemblyError with the last line
    that the build printed.
    """
    for file in sources(project):
        if file.suffix == ".py":
            _parse(file)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", str(folder)]
    done = subprocess.run(
        [*command, str(project)], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        lines = (done.stdout + done.stderr).strip().splitlines() or ["no reason given"]
        raise AssemblyError(f"{project}: its wheel cannot be built: {lines[-1]}")
    (wheel,) = folder.glob("*.whl")
    return wheel


def _parse(file: Path) -> None:
    try:
        ast.parse(file.read_bytes(), str(file))
    except SyntaxError as error:
        raise SourceError(Reading(file).path, error.lineno or 1, error.msg) from None


def bytecode(files: Mapping[str, bytes], recipe: Recipe) -> dict[str, bytes]:
    """Bytecode to lie beside the sources, which stay: readers may look at them."""
    sources = {path: text for path, text in files.items() if path.endswith(".py")}
    compiled = compile_files(sources, recipe)
    return {
        cached(path, recipe): code
        for path, code in compiled.items()
        if path.endswith(".pyc")  # without Node there is none
    }


def cached(path: str, recipe: Recipe) -> str:
    """Where Python looks for the bytecode ``path`` of a source that is there."""
    folder, _, name = path.rpartition("/")
    cache = f"__pycache__/{name.removesuffix('.pyc')}.cpython-{recipe.digits}.pyc"
    return f"{folder}/{cache}" if folder else cache


def split(
    name: str, files: Mapping[str, bytes], imported: Mapping[str, set[str]]
) -> dict[str, dict[str, bytes]]:
    """The wheel's files by packs: subpackages that their package does not import come apart.

    ``imported`` are the modules that each module imports, directly or not; a pack has the dotted
    name of its subpackage, the rest has the project's own ``name``.
    """
    packs: dict[str, dict[str, bytes]] = {name: dict(files)}
    for path in sorted(files):
        match = SUBPACKAGE.search(installed(path) or "")
        if match is None or _within(".".join(match.groups()), imported.get(match[1], set())):
            continue
        below = path.removesuffix("__init__.py")
        apart = {at: data for at, data in packs[name].items() if at.startswith(below)}
        packs[".".join(match.groups())] = apart
        packs[name] = {at: data for at, data in packs[name].items() if at not in apart}
    return packs


def _within(package: str, modules: Iterable[str]) -> bool:
    return any(f"{module}.".startswith(f"{package}.") for module in modules)


def _pyproject(project: Path) -> dict[str, Any]:
    return tomllib.loads((project / "pyproject.toml").read_text())
