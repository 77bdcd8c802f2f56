"""What a project's modules need of what is not there from the first, found without running them."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterator, Mapping

from pelican.plugins.explorable.imports import absolute, imported

from .wheels import module

__all__ = ["imports", "uses"]

type Found = dict[str, set[str]]


def imports(files: Mapping[str, bytes]) -> Found:
    """For each module, what it imports: itself, through its own package, through its parents.

    What it uses of NumPy while it is imported counts too.
    """
    direct: Found = {}
    for own, package, tree in _modules(files):
        known = dict(_known(own, package, tree))
        used = {name for node in _run_at_import(tree) for name in _mentioned(node, known)}
        direct[own] = {*_modules_of(own, package, tree), *used}
    return {own: _closure(own, direct, _parents) for own in direct}


def uses(files: Mapping[str, bytes], of: Collection[str] | None = None) -> Found:
    """For each function and class, by its name, NumPy's modules that it, or what it names, uses.

    Only those of the modules ``of``, if they are given.

    NumPy imports some of its modules when they are first used, as in ``np.random``, which may be
    deep in a function. Methods are not followed: who calls one has named its class somewhere.
    """
    mentions: Found = {}
    for own, package, tree in _modules(files):
        known = dict(_known(own, package, tree))
        for node in tree.body:
            for name in _defined(node):
                mentions.setdefault(f"{own}.{name}", set()).update(_mentioned(node, known))
        for name, meant in known.items():
            # What a module imports can be had from it by the same name.
            mentions.setdefault(f"{own}.{name}", set()).add(meant)
    found: Found = {}
    for name in mentions:
        if of is not None and name.rpartition(".")[0] not in of:
            continue
        modules = {at for at in _closure(name, mentions, _nothing) if at.startswith("numpy.")}
        if modules:
            found.setdefault(name.rpartition(".")[2], set()).update(modules)
    return found


def _run_at_import(tree: ast.Module) -> Iterator[ast.AST]:
    """What runs when a module is imported: all but the bodies of functions."""
    lazy = any(isinstance(n, ast.ImportFrom) and n.module == "__future__" for n in tree.body)
    waiting: list[ast.AST] = [*tree.body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.ClassDef):
            waiting += [*node.body, *node.bases, *node.decorator_list]
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            defaults = [*node.args.defaults, *filter(None, node.args.kw_defaults)]
            waiting += [*defaults, *node.decorator_list, *([] if lazy else _annotations(node))]
        elif isinstance(node, ast.AnnAssign):
            waiting += [*filter(None, [node.value]), *([] if lazy else [node.annotation])]
        else:
            yield node


def _annotations(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[ast.expr]:
    arguments = node.args
    everything = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    everything += filter(None, [arguments.vararg, arguments.kwarg])
    yield from (argument.annotation for argument in everything if argument.annotation)
    if node.returns:
        yield node.returns


def _modules(files: Mapping[str, bytes]) -> Iterator[tuple[str, bool, ast.Module]]:
    for path, source in files.items():
        own = module(path)
        if path.endswith(".py") and own:
            yield own, path.endswith("/__init__.py"), ast.parse(source)


def _closure(start: str, direct: Found, more: Callable[[str], list[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        at = waiting.pop()
        if at not in seen:
            seen.add(at)
            waiting += direct.get(at, ())
            waiting += more(at)
    return seen


def _nothing(_: str) -> list[str]:
    return []


def _parents(name: str) -> list[str]:
    parent = name.rpartition(".")[0]
    return [parent] if parent else []


def _modules_of(own: str, package: bool, tree: ast.Module) -> Iterator[str]:
    """What may be a module among the imports: also each name that is imported from one."""
    for base, name in imported(own, package, tree):
        yield base
        if name:
            yield f"{base}.{name}"


def _known(own: str, package: bool, tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The names of a module, and what they stand for: qualified names, or modules."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.asname or alias.name, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = absolute(own, package, node)
            yield from ((a.asname or a.name, f"{origin}.{a.name}") for a in node.names)
    for statement in tree.body:
        yield from ((name, f"{own}.{name}") for name in _defined(statement))


def _defined(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return [target.id for target in targets if isinstance(target, ast.Name)]
    return []


def _mentioned(node: ast.AST, known: Mapping[str, str]) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Name) and part.id in known:
            yield known[part.id]
        elif isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name):
            yield f"{known.get(part.value.id, '')}.{part.attr}"
