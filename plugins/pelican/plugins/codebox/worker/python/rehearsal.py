"""What an interpreter that waits does: it imports beforehand, and looks up names for completion.

No program has run in it yet, and none shall find more than what it imports itself.
"""

from __future__ import annotations

import ast
import importlib
import sys
import types
import warnings
from collections.abc import Iterable

from . import pictures
from .program import FILE


def rehearse(modules: Iterable[str]) -> None:
    """Imports ``modules``, and draws a figure if a program with them may draw one.

    What cannot be imported is left to the program, which then has the error.
    """
    with warnings.catch_warnings():
        for module in modules:
            try:
                importlib.import_module(module)
            except Exception:
                _forget(module)
    if "matplotlib.figure" in sys.modules:
        _draw()


def _forget(module: str) -> None:
    sys.modules.pop(module, None)


def _draw() -> None:
    """Brings fonts and the writer of SVG along; nothing of it can be seen afterwards."""
    from matplotlib.figure import Figure  # noqa: PLC0415 (only where a program imports it)

    figure = Figure()
    figure.add_subplot(title="0", xlabel="0").plot([0, 1], label="0")
    figure.axes[0].legend()
    pictures.draw(figure)


def compiles(code: str) -> bool:
    """Whether ``code`` is Python at all: if not, nothing needs to be fetched for it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(code, FILE, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
        except (SyntaxError, ValueError):
            return False
        except Exception:
            return True  # such as RecursionError; the run says so
    return True


def identifiers(module: str) -> tuple[list[list[str]], bool]:
    """Public identifiers of a module with their kinds, and whether it had to be imported for that.

    There are none of a module that there is not.
    """
    before = set(sys.modules)
    try:
        found = vars(importlib.import_module(module))
    except Exception:
        found = {}
    names = [[name, _kind(value)] for name, value in found.items() if not name.startswith("_")]
    return names, set(sys.modules) != before


def _kind(value: object) -> str:
    if isinstance(value, type):
        return "class"
    if isinstance(value, types.ModuleType):
        return "module"
    return "function" if callable(value) else "value"
