"""The line of the source that a sentence is about."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from typing import Any

__all__ = ["line_of", "line_of_error"]

# Other names for the terms of the card, without underscores and in lower case.
ALIASES = {
    "theta": ("theta", "θ", "x", "w", "params", "param", "p", "newtheta", "thetanew"),
    "mhat": ("mhat", "mcorrected", "mcorr", "mbar", "mc", "mh", "biascorrectedm"),
    "vhat": ("vhat", "vcorrected", "vcorr", "vbar", "vc", "vh", "biascorrectedv"),
    "m": ("m", "newm", "mnew", "mt", "first", "selfm", "mu"),
    "v": ("v", "newv", "vnew", "vt", "second", "selfv", "nu", "s"),
    "vmax": ("vmax", "maxv", "vhatmax", "largest", "vhat", "vm"),
    "root": ("root", "denominator", "denom", "den", "scale"),
    "G": ("g", "sum", "squares", "acc"),
}


def line_of(code: Any, terms: tuple[str, ...]) -> int:
    """The line where `code`, a class or a function, first gives a value to one of `terms`, or 0.

    "return" stands for what step returns, "step" and "init" for the functions of these names.
    """
    try:
        lines, first = inspect.getsourcelines(code)
        tree = ast.parse(textwrap.dedent("".join(lines)))
    except (OSError, TypeError, SyntaxError, ValueError):
        return 0
    scope = _step(tree)
    for term in terms:
        for node in _candidates(tree, scope, term):
            return first + int(node.lineno) - 1
    return 0


def _step(tree: ast.AST) -> ast.AST:
    """The function that makes a step, or all of the code."""
    functions: list[ast.AST] = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
    named = [node for node in functions if getattr(node, "name", "") == "step"]
    return (named or functions or [tree])[0]


def _candidates(tree: ast.AST, scope: ast.AST, term: str) -> Iterator[Any]:
    nodes = sorted(
        (node for node in ast.walk(scope) if hasattr(node, "lineno")), key=lambda n: n.lineno
    )
    if term in ("step", "init"):
        functions = (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef))
        yield from (node for node in functions if node.name == term)
    elif term == "return":
        yield from (node for node in reversed(nodes) if isinstance(node, ast.Return))
    else:
        yield from (node for node in nodes if term_of(node, term))
        if term == "root":
            yield from (node for node in nodes if _calls(node, "sqrt"))
        if term == "theta":
            yield from (node for node in nodes if isinstance(node, ast.Return))


def term_of(node: ast.AST, term: str) -> bool:
    """Whether the statement gives a value to what one calls `term`."""
    if isinstance(node, ast.Assign):
        targets: list[ast.expr] = node.targets
    elif isinstance(node, ast.AugAssign | ast.AnnAssign):
        targets = [node.target]
    else:
        return False
    if _unpacks_state(node):
        return False
    names = {_plain(target) for outer in targets for target in _flat(outer)}
    return bool(names & set(ALIASES.get(term, (term,))))


def _unpacks_state(node: Any) -> bool:
    return isinstance(node.value, ast.Name | ast.Attribute | ast.Subscript)


def _flat(target: ast.expr) -> list[ast.expr]:
    return list(target.elts) if isinstance(target, ast.Tuple | ast.List) else [target]


def _plain(target: ast.expr) -> str:
    if isinstance(target, ast.Subscript):
        inner = target.slice
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            return inner.value.replace("_", "").lower()
        return _plain(target.value)
    name = getattr(target, "id", getattr(target, "attr", ""))
    return str(name).replace("_", "").lower()


def _calls(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and getattr(
        node.func, "attr", getattr(node.func, "id", "")
    ) == name  # fmt: skip


def line_of_error(error: BaseException, code: Any) -> int:
    """The last line of the traceback that lies in the file of `code`, or 0."""
    try:
        file = inspect.getfile(code)
    except (OSError, TypeError):
        file = getattr(getattr(code, "step", None), "__code__", None)  # type: ignore[assignment]
        file = file.co_filename if file else ""  # type: ignore[attr-defined]
    line, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == file:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
