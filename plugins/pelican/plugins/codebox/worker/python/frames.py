"""What of the call stack is the reader's: frames of the box's own machinery are left out."""

from __future__ import annotations

import inspect
import os.path
import sys
import traceback
import warnings
from collections.abc import Iterator
from types import FrameType, TracebackType
from typing import Any

from .program import FILE

_PLACE: Any = vars(BaseException)["__traceback__"]
HIDDEN = ("/_pyodide/", "/pyodide/", f"{os.path.dirname(__file__)}/")


def is_hidden(filename: str) -> bool:
    return any(part in filename for part in HIDDEN)


def traceback_of(error: BaseException) -> TracebackType | None:
    """Its traceback, also where its class means something else by the name."""
    found: TracebackType | None = _PLACE.__get__(error)
    return found


def begin_with_the_reader(error: BaseException) -> None:
    """Takes the machinery's own calls off the traceback that a hook of the program is given."""
    at = start = traceback_of(error)
    while at and is_hidden(at.tb_frame.f_code.co_filename):
        at = at.tb_next
    if at is not start:
        _PLACE.__set__(error, at)


def conceal(last: int) -> None:
    """Stacks that a program asks for, and places that warnings name, are those at a desk.

    ``last`` is the line of the last expression, whose value lives until this machinery drops it.
    """
    traceback.walk_stack = _walk_stack
    inspect.getouterframes = _getouterframes
    warnings._showwarnmsg = lambda message: _tell(message, last)  # type: ignore[attr-defined]
    warnings._warn_unawaited_coroutine = _warn_unawaited  # type: ignore[attr-defined]
    sys.set_coroutine_origin_tracking_depth(1)


def _own(frame: FrameType | None) -> Iterator[FrameType]:
    while frame:
        if not is_hidden(frame.f_code.co_filename):
            yield frame
        frame = frame.f_back


def _walk_stack(f: FrameType | None) -> Iterator[tuple[FrameType, int]]:
    start = f or sys._getframe(1)
    while f is None and start.f_back and start.f_code.co_filename == traceback.__file__:
        start = start.f_back
    return ((frame, frame.f_lineno) for frame in _own(start))


_outer = inspect.getouterframes


def _getouterframes(frame: Any, context: int = 1) -> list[inspect.FrameInfo]:
    return [info for info in _outer(frame, context) if not is_hidden(info.filename)]


_show = warnings._showwarnmsg  # type: ignore[attr-defined]
_warn = warnings._warn_unawaited_coroutine  # type: ignore[attr-defined]


def _tell(message: Any, last: int) -> None:
    """A warning that would name a file of the machinery names where the reader's code stands."""
    if is_hidden(message.filename):
        own = (frame for frame in _own(sys._getframe()) if frame.f_code.co_filename == FILE)
        line = next((frame.f_lineno for frame in own), last)
        message.filename, message.lineno = (FILE, line) if line else ("<sys>", 0)
    _show(message)


def _warn_unawaited(coroutine: Any) -> None:
    """Where the machinery drops a coroutine, the line is told that made it."""
    at = sys._getframe(1)
    message = f"coroutine '{coroutine.__qualname__}' was never awaited"
    if coroutine.cr_origin and is_hidden(at.f_code.co_filename):
        filename, line, _ = coroutine.cr_origin[0]
        warnings.warn_explicit(message, RuntimeWarning, filename, line, source=coroutine)
    else:
        warnings.warn(message, RuntimeWarning, stacklevel=2, source=coroutine)
