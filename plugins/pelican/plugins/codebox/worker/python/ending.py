"""What CPython does when a program has ended: hooks, handlers at exit, finalizers."""

from __future__ import annotations

import atexit
import gc
import io
import sys
from typing import Any

from .errors import told
from .frames import is_hidden, traceback_of

__all__ = ["Exited", "at_exit", "by_hook", "status", "teardown"]


class Exited(BaseException):
    """Stands for ``os._exit``, after which nothing of a program runs."""


def status(error: BaseException) -> tuple[int, str]:
    """The exit status that SystemExit or ``os._exit`` asks for, and what it says on stderr."""
    code = error.args[0] if isinstance(error, Exited) else getattr(error, "code", None)
    if code is None:
        return 0, ""
    if isinstance(code, int):
        return int(code) & 0xFF, ""
    return 1, str(code)


def by_hook(error: BaseException) -> str | None:
    """What the program's own ``sys.excepthook`` prints of ``error``; None if it has none."""
    hook = getattr(sys, "excepthook", None)
    if hook is None or hook is sys.__excepthook__ or is_hidden(_home(hook)):
        return None
    kept = sys.stderr
    sys.stderr = heard = io.StringIO()
    try:
        hook(type(error), error, traceback_of(error))
    except BaseException as wrong:
        again = f"{told(wrong)}\n\nOriginal exception was:\n{told(error)}"
        heard.write(f"Error in sys.excepthook:\n{again}\n")
    finally:
        sys.stderr = kept
    return (
        heard.getvalue().rstrip("\n")
        or f"{type(error).__name__}, told by sys.excepthook of the program"
    )


def _home(hook: Any) -> str:
    code = getattr(hook, "__code__", None)
    return getattr(code, "co_filename", "") if code else ""


def at_exit() -> None:
    """Calls what the program and its modules have registered, last first."""
    atexit._run_exitfuncs()


def teardown() -> None:
    """Lets go of a program's names as CPython does, so that finalizers have their say.

    Whoever calls it has no reference to the main module any more.
    """
    sys.modules.pop("__main__", None)
    gc.collect()
