"""A project's own wheel."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .bytecode import compile_files
from .recipe import AssemblyError, Recipe

__all__ = ["EPOCH", "build", "bytecode", "cached", "name", "sources"]

# Any fixed time will do; zip archives know none before 1980.
EPOCH = "315532800"


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

    Raises AssemblyError with the last line that the build printed.
    """
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


def _pyproject(project: Path) -> dict[str, Any]:
    return tomllib.loads((project / "pyproject.toml").read_text())
