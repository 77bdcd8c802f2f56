"""A project's own wheel, and what its modules need."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from .bytecode import compile_files
from .recipe import AssemblyError
from .wheels import module, read_wheel

__all__ = ["build", "bytecode", "imports", "name", "sources"]

# Any fixed time will do; zip archives know none before 1980.
EPOCH = "315532800"
CACHED = re.compile(r"/(\w+)\.pyc$")


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


def build(project: Path) -> dict[str, bytes]:
    """The wheel's files by their paths in the browser.

    Raises AssemblyError with the last line that the build printed.
    """
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", folder]
        done = subprocess.run(
            [*command, str(project)], env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            lines = (done.stdout + done.stderr).strip().splitlines() or ["no reason given"]
            raise AssemblyError(f"{project}: its wheel cannot be built: {lines[-1]}")
        (wheel,) = Path(folder).glob("*.whl")
        return read_wheel(wheel)


def bytecode(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Bytecode to lie beside the sources, which stay: readers may look at them."""
    sources = {path: text for path, text in files.items() if path.endswith(".py")}
    compiled = compile_files(sources, workers=1)
    tag = sys.implementation.cache_tag
    return {
        CACHED.sub(rf"/__pycache__/\1.{tag}.pyc", path): code for path, code in compiled.items()
    }


def imports(files: Mapping[str, bytes]) -> dict[str, set[str]]:
    """For each module, what it imports: directly, through its own package, through its parents."""
    direct = {
        own: set(_imported(own, path.endswith("/__init__.py"), source))
        for path, source in files.items()
        if path.endswith(".py") and (own := module(path))
    }
    return {own: _closure(own, direct) for own in direct}


def _closure(start: str, direct: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        at = waiting.pop()
        if at not in seen:
            seen.add(at)
            parent = at.rpartition(".")[0]
            waiting += [*direct.get(at, ()), *([parent] if parent else [])]
    return seen


def _imported(own: str, package: bool, source: bytes) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            up = own.split(".") if package else own.split(".")[:-1]
            base = up[: len(up) - node.level + 1] if node.level else []
            origin = ".".join([*base, *(node.module or "").split(".")]).strip(".")
            yield origin
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def _pyproject(project: Path) -> dict[str, Any]:
    return tomllib.loads((project / "pyproject.toml").read_text())
