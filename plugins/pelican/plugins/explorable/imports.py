"""What Python modules import and which code they share, read from sources: nothing is run.

A module depends on every module of the same top-level package that it imports, directly or not.
``from package import name`` is followed through the package's ``__init__`` to the module that
defines the name, so that a package which gathers all names does not tie everything to everything.
An ``__init__`` is thus taken to have no effect but names.
"""

from __future__ import annotations

import ast
import hashlib
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

__all__ = ["Sources", "absolute", "code_sum", "imported", "parsed", "root_of"]

# Where one of these is read, a docstring is code.
DOCUMENTED = re.compile(rb"__doc__|\bgetdoc\b|\bdocopt\b|\bdoctest\b")


def root_of(module: str) -> Path:
    """The folder of ``sys.path`` that has the package or module; raises ModuleNotFoundError."""
    parts = module.split(".")
    for entry in sys.path:
        path = Path(entry, *parts)
        if path.is_dir() or path.with_suffix(".py").is_file():
            return Path(entry).resolve()
    raise ModuleNotFoundError(f"no module {module!r} on the Python path")


@dataclass(frozen=True)
class Sources:
    """The Python files below the folder ``root``, which is on the Python path.

    What a module imports is read once: an object is for one build, in which sources stay.
    """

    root: Path
    known: dict[str, list[str]] = field(default_factory=dict, compare=False, repr=False)

    def digest(self, module: str) -> str:
        """A hash of the code of ``module`` and of all that it imports from its own package."""
        files, _ = self.closure(module)
        facts = [f"{name} {code_sum(path)}" for name, path in files.items()]
        return hashlib.sha256("\n".join(facts).encode()).hexdigest()

    def file(self, module: str) -> Path | None:
        """The file of a dotted name, if it is a module here."""
        *above, name = module.split(".")
        folder = os.path.join(self.root, *above)
        names = _names(folder, _changed(folder))
        if f"{name}.py" in names:
            return Path(folder, f"{name}.py")
        file = Path(folder, name, "__init__.py")
        return file if name in names and file.is_file() else None

    def closure(self, module: str) -> tuple[dict[str, Path], set[str]]:
        """Modules of ``module``'s top-level package that it needs, and foreign top-level names."""
        own = module.partition(".")[0]
        seen: set[str] = set()
        foreign: set[str] = set()
        waiting = [module]
        while waiting:
            name = waiting.pop()
            top = name.partition(".")[0]
            if top != own:
                foreign.add(top)
            elif name not in seen:
                seen.add(name)
                if name not in self.known:
                    self.known[name] = list(self._imports(name))
                waiting += self.known[name]
        files = {name: file for name in sorted(seen) if (file := self.file(name))}
        return files, foreign - sys.stdlib_module_names

    def _imports(self, module: str) -> Iterator[str]:
        file = self.file(module)
        if file is None:
            return
        for base, name in _imported(module, file, *_stamp(file)):
            yield self._origin(base, name) if name else base

    def _origin(self, base: str, name: str) -> str:
        """What ``from base import name`` needs: a submodule, or the module that the name is of."""
        if self.file(f"{base}.{name}"):
            return f"{base}.{name}"
        file = self.file(base)
        if file is None or file.name != "__init__.py":
            return base
        for node in parsed(file).body:
            if isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    if (alias.asname or alias.name) == name:
                        return self._origin(absolute(base, True, node), alias.name)
        return base


def _changed(folder: str) -> int:
    """When an entry of the folder came or went, or 0."""
    try:
        return os.stat(folder).st_mtime_ns
    except OSError:
        return 0


@cache
def _names(folder: str, _changed: int) -> frozenset[str]:
    try:
        return frozenset(os.listdir(folder))
    except OSError:
        return frozenset()


@cache
def _imported(own: str, file: Path, mtime: int, size: int) -> list[tuple[str, str]]:
    return list(imported(own, file.name == "__init__.py", _parsed(file, mtime, size)))


def imported(own: str, is_package: bool, tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Each import of the module ``own``, at any depth: a dotted module, and a name of it or "".

    Packages that are looked for or imported by name count as imported.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = absolute(own, is_package, node)
            yield from ((base, alias.name) for alias in node.names)
        elif isinstance(node, ast.Call) and _called(node) in ("find_spec", "import_module"):
            names = [arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant)]
            yield from ((name, "") for name in names if isinstance(name, str))


def absolute(own: str, is_package: bool, node: ast.ImportFrom) -> str:
    """The dotted module that names come from, relative or not."""
    if not node.level:
        return node.module or ""
    parts = own.split(".")
    parts = parts[: len(parts) - node.level + is_package]
    return ".".join([*parts, *(node.module or "").split(".")]).rstrip(".")


def _called(node: ast.Call) -> str:
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def parsed(path: Path) -> ast.Module:
    """The module's syntax tree; an empty one if it does not parse, as running it will tell."""
    return _parsed(path, *_stamp(path))


def _stamp(path: Path) -> tuple[int, int]:
    stat = path.stat()
    return stat.st_mtime_ns, stat.st_size


@cache
def _parsed(path: Path, _mtime: int, _size: int) -> ast.Module:
    try:
        return ast.parse(path.read_bytes())
    except (SyntaxError, ValueError):
        return ast.Module([], [])


def code_sum(path: Path) -> str:
    """A hash of a file: of a Python file's code alone, without comments and docstrings."""
    return _code_sum(path, *_stamp(path))


@cache
def _code_sum(path: Path, _mtime: int, _size: int) -> str:
    data = path.read_bytes()
    if path.suffix == ".py":
        try:
            tree = ast.parse(data)
        except (SyntaxError, ValueError):
            pass
        else:
            if not DOCUMENTED.search(data):
                _strip(tree)
            data = ast.dump(tree).encode()
    return hashlib.sha256(data).hexdigest()


def _strip(tree: ast.Module) -> None:
    """Takes the docstrings away."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            match node.body:
                case [ast.Expr(ast.Constant(str())), *rest]:
                    node.body = rest
