"""The source files that decide a module's results: its own, and those it imports of its package."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from importlib.util import find_spec, resolve_name
from pathlib import Path

__all__ = ["digest", "modules"]


def digest(module: str) -> str:
    """A hash of the sources of `module` and of all that it imports from its own package."""
    total = hashlib.sha256()
    for name, path in sorted(modules(module).items()):
        total.update(f"{name}\0".encode() + path.read_bytes() + b"\0")
    return total.hexdigest()


def modules(module: str) -> dict[str, Path]:
    """The Python files of `module` and, transitively, of its package's modules that it imports."""
    top = module.partition(".")[0]
    found: dict[str, Path] = {}
    waiting = [module]
    while waiting:
        name = waiting.pop()
        path = _source(name)
        if path is None or name in found:
            continue
        found[name] = path
        waiting += [n for n in _imports(name, path) if n == top or n.startswith(f"{top}.")]
    return found


def _source(name: str) -> Path | None:
    try:
        spec = find_spec(name)
    except ModuleNotFoundError:
        # `from module import name` offers names that are functions, not modules.
        return None
    return Path(spec.origin) if spec and spec.origin and spec.origin.endswith(".py") else None


def _imports(name: str, path: Path) -> Iterator[str]:
    """Every dotted name that may be a module imported by `path`, lazily or not."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            relative = "." * node.level + (node.module or "")
            base = resolve_name(relative, package) if node.level else relative
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)
