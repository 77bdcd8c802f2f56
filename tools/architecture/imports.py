"""What each file imports of the others, as pairs of paths relative to the root."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from pelican.plugins.explorable.imports import Sources, imported, parsed

__all__ = ["Edges", "Modules", "python_imports", "script_imports"]

type Edges = set[tuple[str, str]]

# Folders of the root that are on Python's path.
PATH = ("", "plugins")
# Sources as they are: what npm brings is no room, and what a style sheet shows is no code.
OPTIONS = (
    "--bundle",
    "--splitting",
    "--format=esm",
    "--packages=external",
    "--external:data:*",
    "--entry-names=[dir]/[name]-[hash]",
    "--log-level=error",
)


class Modules:
    """The Python modules below ``root``, by their dotted names."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sources = [Sources(root / place) for place in PATH]

    def file(self, module: str) -> str | None:
        """The file of a module, or None if it is not of this house."""
        for sources in self.sources:
            if found := sources.file(module):
                return found.relative_to(self.root).as_posix()
        return None

    def name(self, file: str) -> str:
        """The dotted name by which ``file`` is imported."""
        path = Path(file).with_suffix("")
        path = path.relative_to("plugins") if path.is_relative_to("plugins") else path
        return ".".join(path.parts[:-1] if path.name == "__init__" else path.parts)


def python_imports(root: Path, files: Iterable[str]) -> Edges:
    """Imports at any depth, also those that only type checkers follow."""
    modules = Modules(root)
    python = [file for file in files if file.endswith(".py")]
    return {(file, other) for file in python for other in _imported(modules, file)}


def _imported(modules: Modules, file: str) -> Iterator[str]:
    is_package = file.endswith("/__init__.py")
    tree = parsed(modules.root / file)
    for base, name in imported(modules.name(file), is_package, tree):
        found = modules.file(f"{base}.{name}" if name else base) or modules.file(base)
        if found:
            yield found


def script_imports(root: Path, files: Iterable[str], esbuild: Path) -> Edges:
    """Imports of scripts, dynamic ones too, and of style sheets, as esbuild resolves them.

    Raises SystemExit with esbuild's words for an import that leads nowhere.
    """
    entries = [f"./{file}" for file in files if not file.endswith(".py")]
    if not entries:  # it would read its standard input
        return set()
    with tempfile.TemporaryDirectory() as name:
        meta = Path(name, "meta.json")
        command = [str(esbuild), *entries, *OPTIONS, f"--outdir={name}", f"--metafile={meta}"]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(done.stderr.strip())
        inputs = json.loads(meta.read_text("utf-8"))["inputs"]
    return {
        (file, other["path"])
        for file, told in inputs.items()
        for other in told["imports"]
        if not other.get("external")
    }
