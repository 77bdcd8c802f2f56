"""What Python files name without importing it: files beside them, and what settings lead to."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from pelican.plugins.explorable.imports import parsed

from .imports import Edges, Modules

__all__ = ["mentions"]

SETTINGS = "pelicanconf.py"


def mentions(root: Path, files: Iterable[str]) -> Edges:
    """Paths built from ``__file__``; in the settings also strings that are a path or a module.

    A plugin counts as a module: ``PLUGINS`` names those of Pelican's namespace briefly.
    """
    found: Edges = set()
    for file in files:
        if file.endswith(".py"):
            tree = parsed(root / file)
            paths = _relative(_paths(root / file, tree), root)
            strings = _settings(tree, Modules(root)) if file == SETTINGS else ()
            found |= {(file, other) for other in (*paths, *strings)}
    return found


def _relative(paths: Iterable[Path], root: Path) -> Iterator[str]:
    for path in paths:
        if path.is_relative_to(root) and path.exists():
            yield path.relative_to(root).as_posix()


def _paths(file: Path, tree: ast.Module) -> Iterator[Path]:
    """The values of the longest expressions that are paths."""
    known: dict[str, Path] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and (path := _path(node.value, file, known)):
            known |= {name.id: path for name in node.targets if isinstance(name, ast.Name)}
    yield from _longest(tree, file, known)


def _longest(node: ast.AST, file: Path, known: Mapping[str, Path]) -> Iterator[Path]:
    if isinstance(node, ast.expr) and (path := _path(node, file, known)):
        yield path
        return
    for child in ast.iter_child_nodes(node):
        yield from _longest(child, file, known)


def _path(node: ast.expr, file: Path, known: Mapping[str, Path]) -> Path | None:
    """The path that an expression is, or None: ``Path(__file__)``, its parents, what is below."""
    match node:
        case ast.Call(ast.Name("Path"), [ast.Name("__file__")]):
            return file
        case ast.Name(name):
            return known.get(name)
    inner, step = _step(node)
    found = _path(inner, file, known) if inner else None
    return step(found) if found else None


def _step(node: ast.expr) -> tuple[ast.expr | None, Callable[[Path], Path]]:
    """The expression that a longer one begins with, and what the rest makes of its path."""
    match node:
        case ast.Attribute(inner, "parent"):
            return inner, lambda path: path.parent
        case ast.Subscript(ast.Attribute(inner, "parents"), ast.Constant(int(up))):
            return inner, lambda path: path.parents[up]
        case ast.Call(ast.Attribute(inner, "resolve"), []):
            return inner, lambda path: path
        case ast.Call(ast.Attribute(inner, "with_name"), [ast.Constant(str(name))]):
            return inner, lambda path: path.with_name(name)
        case ast.BinOp(inner, ast.Div(), ast.Constant(str(name))):
            return inner, lambda path: path / name
    return None, Path


def _settings(tree: ast.Module, modules: Modules) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Constant(str(text)) if (modules.root / text).is_file():
                yield text
            case ast.Constant(str(text)):
                module = text.partition(":")[0]
                names = (module, f"pelican.plugins.{module}")
                yield from (found for name in names if (found := modules.file(name)))
