"""Where figures live, and what each depends on: read from the sources, nothing is imported.

A figure depends on its own module, and on every module of the same top-level package that it
imports, directly or not. ``from package import name`` is followed through the package's
``__init__`` to the module that defines the name, so that a package which gathers all names does
not tie every figure to every module. An ``__init__`` is thus taken to have no effect but names.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["DATA", "FigurePackage", "parsed"]

# Files that a module may read; those in its folder count as part of it.
DATA = frozenset({".csv", ".json", ".npy", ".npz", ".txt"})


@dataclass(frozen=True)
class FigurePackage:
    """The package ``module`` (dotted), whose top-level package stands in the folder ``root``."""

    module: str
    root: Path

    @classmethod
    def find(cls, module: str) -> FigurePackage:
        """The package on ``sys.path``; raises ModuleNotFoundError."""
        parts = module.split(".")
        for entry in sys.path:
            if Path(entry, *parts).is_dir():
                return cls(module, Path(entry).resolve())
        raise ModuleNotFoundError(f"FIGURES_MODULE: no package {module!r} on the Python path")

    def names(self) -> list[str]:
        """The figures: modules with a function ``draw``, sorted."""
        folder = self.root.joinpath(*self.module.split("."))
        return sorted(p.stem for p in folder.glob("*.py") if "draw" in _functions(parsed(p)))

    def path(self, name: str) -> Path:
        return self.root.joinpath(*self.module.split("."), f"{name}.py")

    def dependencies(self, name: str) -> tuple[list[Path], set[str]]:
        """The files that the figure ``name`` depends on, sorted, and the foreign packages."""
        modules, foreign = _closure(self.root, f"{self.module}.{name}")
        files = {path for module in modules if (path := _file(self.root, module))}
        files |= {data for file in files for data in file.parent.iterdir() if data.suffix in DATA}
        return sorted(files), foreign


def parsed(path: Path) -> ast.Module:
    """The module's syntax tree; empty if it does not parse (drawing it will tell why)."""
    stat = path.stat()
    return _parsed(path, stat.st_mtime_ns, stat.st_size)


@cache
def _parsed(path: Path, _mtime: int, _size: int) -> ast.Module:
    try:
        return ast.parse(path.read_bytes())
    except SyntaxError:
        text = path.read_text(errors="replace")
        return ast.parse("def draw(): ..." if "def draw(" in text else "")


def _functions(tree: ast.Module) -> set[str]:
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def _file(root: Path, module: str) -> Path | None:
    path = root.joinpath(*module.split("."))
    candidates = (path.with_suffix(".py"), path / "__init__.py")
    return next((file for file in candidates if file.is_file()), None)


def _closure(root: Path, module: str) -> tuple[set[str], set[str]]:
    """All modules of ``module``'s top-level package that it needs, and foreign top-level names."""
    own = module.partition(".")[0]
    seen, foreign, todo = set(), set(), [module]
    while todo:
        current = todo.pop()
        top = current.partition(".")[0]
        if top != own:
            foreign.add(top)
        elif current not in seen:
            seen.add(current)
            todo += _imports(root, current)
    return seen, foreign - sys.stdlib_module_names


def _imports(root: Path, module: str) -> Iterator[str]:
    file = _file(root, module)
    for node in ast.walk(parsed(file)) if file else ():
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(module, file, node)
            yield from (_origin(root, base, alias.name) for alias in node.names)
        elif isinstance(node, ast.Call) and _called(node) in ("find_spec", "import_module"):
            # Packages that are looked for or imported by name count as imported.
            names = [arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant)]
            yield from (name for name in names if isinstance(name, str))


def _called(node: ast.Call) -> str:
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def _absolute(module: str, file: Path | None, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    is_package = file is not None and file.name == "__init__.py"
    parts = module.split(".")
    parts = parts[: len(parts) - node.level + is_package]
    return ".".join([*parts, *(node.module or "").split(".")]).rstrip(".")


def _origin(root: Path, base: str, name: str) -> str:
    """The module that ``from base import name`` needs: a submodule, or where the name is from."""
    if _file(root, f"{base}.{name}"):
        return f"{base}.{name}"
    file = _file(root, base)
    if file is None or file.name != "__init__.py":
        return base
    for node in parsed(file).body:
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if (alias.asname or alias.name) == name:
                    return _origin(root, _absolute(base, file, node), alias.name)
    return base
