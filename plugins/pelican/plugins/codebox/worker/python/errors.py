"""What is said when a reader's code goes wrong."""

from __future__ import annotations

import os.path
import traceback

FILE = "your code"  # stands in tracebacks: File "your code", line 3
HIDDEN = ("/_pyodide/", "/pyodide/", os.path.dirname(__file__))

NETWORK_MODULES = {"_ssl", "ssl", "requests", "httpx", "urllib3", "aiohttp", "micropip"}
NETWORK_ERRORS = {"URLError", "gaierror", "ConnectionError", "HTTPException"}
NETWORK_NAMES = ("fetch", "XMLHttpRequest", "WebSocket", "EventSource", "socket", "urlopen")
NO_NETWORK = "There is no network in this box: write the data into the code, or make it there."
TOO_MUCH = "The memory does not hold that much: use smaller arrays, or float32."
# One of the encodings that come with Python's other modules; all of them come together.
ENCODING = "encodings.cp1252"
FOREIGN = {"JsException", "ImportError", "AttributeError", "OSError"}


class NobodyAnswersError(EOFError):
    """Raised where a program waits for a person to type."""

    __module__ = "builtins"  # a traceback then names it without this module's name


def missing(error: BaseException) -> str:
    """The module for want of which a program has ended, or ""."""
    match error:
        case ModuleNotFoundError(name=str(name)):
            return name
        case LookupError() if str(error).startswith("unknown encoding"):
            return ENCODING
    return ""


def explain(error: BaseException, available: str) -> tuple[str, int, str]:
    """The traceback without frames of this machinery; the reader's line or 0; what to do or ""."""
    report = traceback.TracebackException.from_exception(error)
    _clean(report, set())
    _begin_with_the_reader(report, type(error))
    return "".join(report.format()).rstrip(), _line(error), hint(error, available)


def _clean(report: traceback.TracebackException, seen: set[int]) -> None:
    if id(report) in seen:
        return
    seen.add(id(report))
    report.stack[:] = [frame for frame in report.stack if not _is_hidden(frame.filename)]
    for other in (report.__cause__, report.__context__, *(report.exceptions or ())):
        if other is not None:
            _clean(other, seen)


def _begin_with_the_reader(report: traceback.TracebackException, kind: type) -> None:
    """Drops what led to the reader's code, such as the parser that rejects it."""
    theirs = [at for at, frame in enumerate(report.stack) if frame.filename == FILE]
    if issubclass(kind, SyntaxError) and not theirs:
        report.stack.clear()
    del report.stack[: theirs[0] if theirs else 0]


def _is_hidden(filename: str) -> bool:
    return any(part in filename for part in HIDDEN)


def _line(error: BaseException) -> int:
    if isinstance(error, SyntaxError) and error.filename == FILE:
        return error.lineno or 0
    lines = [
        line
        for frame, line in traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_filename == FILE
    ]
    return lines[-1] if lines else 0


def hint(error: BaseException, available: str) -> str:
    """One sentence on what to do instead, for errors that this place causes; else nothing."""
    match error:
        case ModuleNotFoundError(name=str(name)) if name.split(".")[0] not in NETWORK_MODULES:
            return (
                f"{name} is not in this box; {available} and Python's own modules are: use those."
            )
        case NobodyAnswersError():
            return "Nobody can type while this runs: give the value in the code instead."
        case RecursionError():
            return "A function calls itself too often: give it a case that ends, or use a loop."
        case MemoryError():
            return TOO_MUCH
        case ValueError() if "array is too big" in str(error):
            return TOO_MUCH
    return NO_NETWORK if _is_network(error) else ""


def _is_network(error: BaseException) -> bool:
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if isinstance(error, ModuleNotFoundError) or kinds & NETWORK_ERRORS:
        return True
    frames = [frame.name for frame in traceback.extract_tb(error.__traceback__)]
    blamed = " ".join([str(error), *frames])
    return bool(kinds & FOREIGN) and any(name in blamed for name in NETWORK_NAMES)
