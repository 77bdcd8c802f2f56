"""Runs a reader's code in the worker as CPython runs a file.

Knows nothing of JavaScript. What happens is told to ``post(kind, content, more)``:

- ``out``, ``err``: text printed to stdout or stderr, in pieces of any length
- ``value``: the repr of the last expression, or of what was given to ``display``
- ``svg``, ``png``, ``frames``: a picture, and the pair of its alternative text and its place
- ``note``: one sentence on what could not be shown
- ``dropped``: what was left out, ``lines`` or ``characters``, and how many
- ``error``: a traceback, and the pair of the reader's line (0: none) and a hint ("": none)
- ``verdict``: a checker's sentence; whether it passed, the reader's line (0: none), detail ("":
  none), and whether the check itself has failed, which only the build asks
"""

from __future__ import annotations

import builtins
import encodings
import linecache
import os
import sys
import time
import types
from collections.abc import Callable
from functools import partial
from importlib.machinery import SourceFileLoader
from typing import Any, NoReturn

from . import animations, ending, frames, loops, pictures, streams
from .checking import Check
from .errors import explain, line, missing
from .limits import limited
from .limits import shown as shown_value
from .program import FILE, LAST, compiled, lines, normal
from .streams import printable

Post = Callable[[str, Any, Any], None]

_builtins = dict(vars(builtins))
os.environ["MPLBACKEND"] = f"module://{pictures.BACKEND}"
# Pyodide's own sleep switches stacks, which works in few browsers; the plain one in all
_sleep = getattr(time.sleep, "__wrapped__", time.sleep)
FIGURE = "A figure that was left open cannot be drawn: plt.show() would say so at its place."
STATUS = "The program ended itself with exit status {}, which tells a shell of an error."


class _WantedError(Exception):
    """Raised when the run ends for want of a module that can be had."""


def run(
    code: str,
    post: Post,
    available: str = "NumPy",
    obtainable: Callable[[str], bool] = lambda _module: False,
    checker: str = "",
) -> bool:
    """Runs ``code`` from clean names; True if it ended without an error.

    ``checker``, as ``module:function``, then says what it thinks of the names that are left.

    ``available`` names the packages that there are, for whoever imports one that there is not.
    A module that is missing and ``obtainable`` is no error: the caller gets it and runs again.
    """
    try:
        return _Run(normal(code), limited(post), available, obtainable, checker).whole()
    except _WantedError:
        return False


class _Run:
    def __init__(
        self,
        source: str,
        post: Post,
        available: str,
        obtainable: Callable[[str], bool],
        checker: str,
    ) -> None:
        self.source, self.post = source, post
        self.available, self.obtainable = available, obtainable
        self.main = _start(source, post)
        self.check = Check(checker) if checker else None
        self.ok = True

    def whole(self) -> bool:
        """The program, and all that CPython does after it."""
        error = self.caught(self.program)
        self.figures(error)
        if error is not None:
            self.tell(error)
        if type(error) is not ending.Exited:
            del error, self.main  # with its traceback, which holds on to the program's names
            ending.at_exit()
            ending.teardown()
        return self.ok

    def program(self) -> None:
        program = compiled(self.source)
        frames.conceal(program.line)
        names = vars(self.main)
        with loops.installed():
            result = eval(program.code, names)
            if program.waits:
                loops.complete(result)
        _show(names.pop(LAST, None), self.post)
        if self.check:
            _judge(self.check, names, self.post)

    def figures(self, cause: BaseException | None) -> None:
        """What pyplot has open is shown, and a figure that cannot be hides no other error."""
        for figure in pictures.take_open():
            error = self.caught(partial(_show, figure, self.post))
            if error is not None and cause is not None:
                self.post("err", printable(f"{FIGURE}\n{explain(error, '')[0]}\n"), None)
            elif error is not None:
                self.tell(error, FIGURE)

    def caught(self, step: Callable[[], object]) -> BaseException | None:
        """How ``step`` ends, if not well; raises _WantedError if it can be tried again."""
        try:
            step()
        except BaseException as error:
            if (module := missing(error)) and self.obtainable(module):
                raise _WantedError from None
            frames.begin_with_the_reader(error)
            return error
        return None

    def tell(self, error: BaseException, advice: str = "") -> None:
        if issubclass(type(error), SystemExit | ending.Exited):
            number, text = ending.status(error)
            if number:
                self.fail(text or f"SystemExit: {number}", line(error), STATUS.format(number))
            return
        text, at, found = explain(error, self.available, self.source)
        hooked = ending.by_hook(error)
        self.fail(text if hooked is None else hooked, at, found or advice)

    def fail(self, text: str, at: int, advice: str) -> None:
        self.ok = False
        self.post("error", printable(text), (at, advice))


def _start(source: str, post: Post) -> types.ModuleType:
    """The main module of a program, with streams that lead to ``post``."""
    given = vars(builtins)
    given.clear()
    given.update(_builtins)
    given.update(display=partial(_display, post))
    sys.stdin = sys.__stdin__ = streams.stdin()  # type: ignore[misc]
    sys.stdout = sys.__stdout__ = streams.output(1, lambda text: post("out", text, None))  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = streams.output(2, lambda text: post("err", text, None))  # type: ignore[misc]
    sys.argv = [FILE]
    sys.excepthook = sys.__excepthook__
    pictures.backend.show_open = partial(_show_open, post)
    animations.tell = lambda sentence: post("note", sentence, None)
    pictures.backend.show_one = partial(_show, post=post)
    pictures.take_open()
    vars(encodings)["_cache"].clear()  # it keeps what could not be found, which may have come since
    time.sleep = _sleep
    os._exit = _exit
    _place(source)
    return _main()


def _place(source: str) -> None:
    """The file that the program seems to come from; only in the box is there room for it."""
    linecache.cache[FILE] = (len(source), None, lines(source), FILE)
    if sys.platform == "emscripten":
        with open(FILE, "w", encoding="utf-8", errors="surrogatepass") as file:
            file.write(source)


def _main() -> types.ModuleType:
    # dataclasses, pickle and typing look for a class's module by its name
    main = types.ModuleType("__main__")
    loader = SourceFileLoader("__main__", FILE)
    vars(main).update(
        __loader__=loader,
        __annotations__={},
        __builtins__=builtins,
        __file__=FILE,
        __cached__=None,
    )
    sys.modules["__main__"] = main
    return main


def _judge(check: Check, names: dict[str, Any], post: Post) -> None:
    found = check.judge({key: value for key, value in names.items() if not key.startswith("__")})
    about = (found.passed, found.line, found.detail, found.ours)
    post("verdict", printable(found.sentence), about)
    _show(found.figure, post)


def _exit(status: int) -> NoReturn:
    raise ending.Exited(status)


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
        post("value", printable(shown_value(value)), None)


def _show_open(post: Post) -> None:
    for figure in pictures.take_open():
        _show(figure, post)
