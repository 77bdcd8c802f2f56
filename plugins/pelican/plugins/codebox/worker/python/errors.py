"""The traceback of a program that went wrong: always one, whatever its exceptions do when asked."""

from __future__ import annotations

import traceback

from .frames import is_hidden, traceback_of
from .hints import hint
from .program import FILE, TooDeepError

__all__ = ["ENCODING", "explain", "line", "missing", "told", "words"]

# One of the encodings that come with Python's other modules; all of them come together.
ENCODING = "encodings.cp1252"


def missing(error: BaseException) -> str:
    """The module for want of which a program has ended, or ""."""
    if issubclass(type(error), ModuleNotFoundError):
        name = _field(error, "name")
        return name if type(name) is str else ""
    if issubclass(type(error), LookupError) and words(error).startswith("unknown encoding"):
        return ENCODING
    # zoneinfo looks for them where pytz has them, see build/mends.py.
    return "pytz" if type(error).__name__ == "ZoneInfoNotFoundError" else ""


def explain(error: BaseException, available: str, source: str = "") -> tuple[str, int, str]:
    """The traceback without frames of this machinery; the reader's line or 0; what to do or ""."""
    try:
        advice = hint(error, words(error), available, source)
    except Exception:  # asking the exception runs the reader's code
        advice = ""
    return told(error), line(error), advice


def told(error: BaseException) -> str:
    """The traceback, without frames of this machinery."""
    try:
        report = traceback.TracebackException.from_exception(error)
        _clean(report, set())
        _begin_with_the_reader(report, type(error))
        return "".join(report.format()).rstrip()
    except BaseException:  # not even telling what it is may end the run
        return _plain(error)


def _plain(error: BaseException) -> str:
    """What can be told without asking the exception anything."""
    places = [(at, n) for at, n in _places(error) if not is_hidden(at)]
    rows = [f'  File "{at}", line {n}' for at, n in places[:20]]
    return "\n".join(
        ["Traceback (most recent call last):", *rows, f"{type(error).__name__}: {words(error)}"]
    )


def words(error: BaseException) -> str:
    """What an exception says of itself, or "" if it cannot."""
    try:
        return str(error)
    except BaseException:
        return ""


def _field(error: BaseException, name: str) -> object:
    try:
        return getattr(error, name, None)
    except BaseException:
        return None


def _clean(report: traceback.TracebackException, seen: set[int]) -> None:
    waiting: list[traceback.TracebackException | None] = [report]
    while waiting:
        at = waiting.pop()
        if at is None or id(at) in seen:
            continue
        seen.add(id(at))
        at.stack[:] = [frame for frame in at.stack if not is_hidden(frame.filename)]
        waiting += [at.__cause__, at.__context__, *(at.exceptions or ())]


def _begin_with_the_reader(report: traceback.TracebackException, kind: type) -> None:
    """Drops what led to the reader's code, such as the parser that rejects it."""
    theirs = [at for at, frame in enumerate(report.stack) if frame.filename == FILE]
    if issubclass(kind, SyntaxError | TooDeepError) and not theirs:
        report.stack.clear()
    del report.stack[: theirs[0] if theirs else 0]


def line(error: BaseException) -> int:
    """The innermost line of the reader's that had a part in it, or 0."""
    if issubclass(type(error), SyntaxError) and _field(error, "filename") == FILE:
        number = _field(error, "lineno")
        return number if type(number) is int else 0
    if type(error) is TooDeepError:
        return error.line
    numbers = [n for at, n in _places(error) if at == FILE]
    return numbers[-1] if numbers else 0


def _places(error: BaseException) -> list[tuple[str, int]]:
    walked = traceback.walk_tb(traceback_of(error))
    return [(frame.f_code.co_filename, number or 0) for frame, number in walked]
