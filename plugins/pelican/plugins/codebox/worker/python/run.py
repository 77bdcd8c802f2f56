"""Runs a reader's code in the worker: clean names, streams, pictures, tracebacks.

Knows nothing of JavaScript. What happens is told to ``post(kind, content, more)``:

- ``out``, ``err``: text printed to stdout or stderr, in pieces of any length
- ``value``: the repr of the last expression, or of what was given to ``display``
- ``svg``, ``png``: a picture and its alternative text
- ``error``: a traceback, and the pair of the reader's line (0: none) and a hint ("": none)
"""

from __future__ import annotations

import ast
import asyncio
import builtins
import encodings
import inspect
import linecache
import os
import sys
import time
import types
from collections.abc import Callable
from functools import partial
from typing import Any

from . import loops, pictures
from .errors import FILE, explain, missing
from .streams import Silence, Stream, ask, printable

LAST = "<last expression>"  # no name in a program can look like this

Post = Callable[[str, Any, Any], None]

_builtins = dict(vars(builtins))
os.environ["MPLBACKEND"] = f"module://{pictures.BACKEND}"
# Pyodide's own sleep switches stacks, which works in few browsers; the plain one in all
_sleep = getattr(time.sleep, "__wrapped__", time.sleep)


async def run(
    code: str,
    post: Post,
    available: str = "NumPy",
    obtainable: Callable[[str], bool] = lambda _module: False,
) -> bool:
    """Runs ``code`` from clean names; True if it ended without an error.

    ``available`` names the packages that there are, for whoever imports one that there is not.
    A module that is missing and ``obtainable`` is no error: the caller gets it and runs again.
    """
    try:
        names = _start(code, post)
        _show(await _execute(code, names), post)
        await _leftovers()
    except SystemExit as leaving:
        if leaving.code not in (None, 0):
            post("err", f"{leaving.code}\n", None)
    except BaseException as error:
        if (module := missing(error)) and obtainable(module):
            return False
        _show_open(post)
        text, line, hint = explain(error, available)
        post("error", printable(text), (line, hint))
        return False
    finally:
        _abandon()
    _show_open(post)
    return True


def _start(code: str, post: Post) -> dict[str, Any]:
    """The names that a program starts with, and streams that lead to ``post``."""
    given = vars(builtins)
    given.clear()
    given.update(_builtins)
    given.update(input=ask, display=partial(_display, post))
    sys.stdin = Silence()
    sys.stdout = Stream(lambda text: post("out", text, None))
    sys.stderr = Stream(lambda text: post("err", text, None))
    linecache.cache[FILE] = (len(code), None, code.splitlines(keepends=True), FILE)
    pictures.backend.show_open = partial(_show_open, post)
    pictures.take_open()
    vars(encodings)["_cache"].clear()  # it keeps what could not be found, which may have come since
    time.sleep = _sleep
    asyncio.run = loops.run  # type: ignore[assignment]  # narrower, and enough
    # dataclasses, pickle and typing look for a class's module by its name
    sys.modules["__main__"] = main = types.ModuleType("__main__")
    return vars(main)


async def _execute(code: str, names: dict[str, Any]) -> object:
    """Runs ``code``; the value of its last expression, unless a semicolon follows it."""
    tree = ast.parse(code, FILE)
    if tree.body and isinstance(last := tree.body[-1], ast.Expr) and not _quiet(code):
        target = ast.copy_location(ast.Name(LAST, ast.Store()), last.value)
        tree.body[-1] = ast.copy_location(ast.Assign([target], last.value), last)
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    program = compile(tree, FILE, "exec", flags, dont_inherit=True)
    result = eval(program, names)
    if program.co_flags & inspect.CO_COROUTINE:
        await result
    return names.pop(LAST, None)


def _quiet(code: str) -> bool:
    return code.rstrip().endswith(";")


async def _leftovers() -> None:
    """Waits for tasks that the code began: what they print belongs to this run."""
    while tasks := _others():
        await asyncio.gather(*tasks)


def _abandon() -> None:
    """Nothing that a program has begun goes on in the next one."""
    for task in _others():
        task.cancel()


def _others() -> list[asyncio.Task[Any]]:
    me = asyncio.current_task()
    return [task for task in asyncio.all_tasks() if task is not me]


def _display(post: Post, *values: object) -> None:
    """Shows each value as the last expression would be shown."""
    for value in values:
        _show(value, post)


def _show(value: object, post: Post) -> None:
    if value is None:
        return
    shown = pictures.picture(value)
    if shown is not None:
        post(*shown)
    else:
        post("value", printable(repr(value)), None)


def _show_open(post: Post) -> None:
    for figure in pictures.take_open():
        _show(figure, post)
