"""Runs a reader's code in the worker: clean names, streams, pictures, tracebacks.

Knows nothing of JavaScript. What happens is told to ``post(kind, text, more)``:

- ``out``, ``err``: text printed to stdout or stderr, in pieces of any length
- ``value``: the repr of the last expression or of what was given to ``display``
- ``svg``: a picture and its alternative text
- ``png``: a picture as bytes and its alternative text
- ``error``: a traceback and a pair ``(line of the reader's code or 0, hint or "")``
"""

from __future__ import annotations

import ast
import asyncio
import builtins
import inspect
import io
import linecache
import sys
import traceback
import types
from collections.abc import Callable, Iterator
from typing import Any

FILE = "your code"  # stands in tracebacks: File "your code", line 3
LAST = "<last expression>"  # no reader's name can look like this
SVG_LIMIT = 1_500_000  # characters; a larger drawing is slow to show and goes as PNG

Post = Callable[[str, Any, Any], None]

_builtins = dict(vars(builtins))
_hidden = ("/_pyodide/", "/pyodide/", __file__)


class Stream(io.TextIOBase):
    """A text stream that hands on what is written."""

    encoding = "utf-8"
    errors = "strict"

    def __init__(self, kind: str, post: Post) -> None:
        self.kind, self.post = kind, post

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if text:
            # surrogates cannot cross into a browser's strings
            self.post(self.kind, text.encode("utf-8", "replace").decode(), None)
        return len(text)


class NobodyAnswersError(EOFError):
    """Raised where a program waits for a person to type."""

    __module__ = "builtins"  # a traceback then names it without this module's name


class Silence(io.TextIOBase):
    """A stdin that nobody types into."""

    def readable(self) -> bool:
        return True

    def readline(self, _size: int | None = -1, /) -> str:  # type: ignore[override]
        raise NobodyAnswersError("nobody can type here")

    def read(self, _size: int | None = -1, /) -> str:
        raise NobodyAnswersError("nobody can type here")


async def run(code: str, post: Post) -> bool:
    """Runs ``code`` from clean names; True if it ended without an error."""
    try:
        names = _start(code, post)
        value = await _execute(code, names)
        await _leftovers()
        _show(value, post)
        _show_open_figures(post)
    except SystemExit as leaving:
        if leaving.code not in (None, 0):
            post("err", f"{leaving.code}\n", None)
    except BaseException as error:
        _show_open_figures(post)
        post("error", *explain(error))
        return False
    return True


def _start(code: str, post: Post) -> dict[str, Any]:
    """The names that a program starts with, and streams that lead to ``post``."""
    given = vars(builtins)
    given.clear()
    given.update(_builtins)

    def display(*values: object) -> None:
        """Shows each value as the last expression would be shown."""
        for value in values:
            _show(value, post)

    def ask(_prompt: object = "", /) -> str:
        raise NobodyAnswersError("nobody can type here")

    given.update(display=display, input=ask)
    sys.stdin, sys.stdout, sys.stderr = Silence(), Stream("out", post), Stream("err", post)
    linecache.cache[FILE] = (len(code), None, code.splitlines(keepends=True), FILE)
    _backend.post = post
    # dataclasses, pickle and typing look for a class's module by name
    sys.modules["__main__"] = main = types.ModuleType("__main__")
    return vars(main)


async def _execute(code: str, names: dict[str, Any]) -> object:
    """Runs ``code``; the value of its last expression unless a semicolon follows it."""
    tree = ast.parse(code, FILE)
    if tree.body and isinstance(last := tree.body[-1], ast.Expr) and not _quiet(code):
        target = ast.copy_location(ast.Name(LAST, ast.Store()), last.value)
        tree.body[-1] = ast.copy_location(ast.Assign([target], last.value), last)
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    program = compile(tree, FILE, "exec", flags, dont_inherit=True)
    result = eval(program, names)
    if program.co_flags & inspect.CO_COROUTINE:
        await result
    value = names.pop(LAST, None)
    return await value if isinstance(value, asyncio.Future) else value


def _quiet(code: str) -> bool:
    return code.rstrip().endswith(";")


async def _leftovers() -> None:
    """Waits for tasks that the code began: what they print belongs to this run."""
    me = asyncio.current_task()
    while tasks := [task for task in asyncio.all_tasks() if task is not me]:
        await asyncio.gather(*tasks)


# What is shown


def _show(value: object, post: Post) -> None:
    if value is None:
        return
    for kind, picture, alt in _pictures(value):
        post(kind, picture, alt)
        return
    post("value", repr(value).encode("utf-8", "replace").decode(), None)


def _pictures(value: object) -> Iterator[tuple[str, str | bytes, str]]:
    """The best picture of ``value``, if it has one."""
    if isinstance(value, type):
        return
    figure = sys.modules.get("matplotlib.figure")
    if figure is not None and isinstance(value, figure.Figure):
        yield _drawn(value)
    alt = str(getattr(value, "alt", "") or f"A picture of a {type(value).__name__}")
    for kind, method in (("svg", "_repr_svg_"), ("png", "_repr_png_")):
        picture = getattr(value, method, lambda: None)()
        if picture is not None:
            yield kind, picture, alt


def _drawn(figure: Any) -> tuple[str, str | bytes, str]:
    import matplotlib as mpl  # noqa: PLC0415 (only here once the reader's code has imported it)

    alt = describe(figure)
    plain = figure.get_facecolor() == mpl.colors.to_rgba(mpl.rcParamsDefault["figure.facecolor"])
    svg = io.StringIO()
    # A page has its own paper; a figure whose paper was chosen keeps it.
    with mpl.rc_context({"svg.hashsalt": "codebox"}):
        figure.savefig(svg, format="svg", transparent=plain, metadata={"Date": None})
    if svg.tell() <= SVG_LIMIT:
        return "svg", svg.getvalue(), alt
    png = io.BytesIO()
    figure.savefig(png, format="png", dpi=160)
    return "png", png.getvalue(), alt


def describe(figure: Any) -> str:
    """One sentence per axes for those who do not see a figure."""
    told = [_axes_in_words(axes) for axes in figure.axes]
    title = figure.get_suptitle() if hasattr(figure, "get_suptitle") else ""
    return " ".join([f"Figure: {title}." if title else "Figure.", *told])


def _axes_in_words(axes: Any) -> str:
    parts = [axes.get_title() or "Axes"]
    for letter in "xy":
        label = getattr(axes, f"get_{letter}label")()
        low, high = getattr(axes, f"get_{letter}lim")()
        parts.append(f"{label or letter} from {low:.3g} to {high:.3g}")
    names = [line.get_label() for line in axes.lines]
    named = [name for name in names if not name.startswith("_")]
    if names:
        lines = f"{len(names)} line{'s' if len(names) > 1 else ''}"
        parts.append(lines + (f": {', '.join(named)}" if named else ""))
    return "; ".join(parts) + "."


class _Backend(types.ModuleType):
    """What matplotlib finds under MPLBACKEND: pyplot's figures become pictures in the output."""

    post: Post

    def __getattr__(self, name: str) -> Any:
        if name != "FigureCanvas":
            raise AttributeError(name)
        from matplotlib.backend_bases import FigureManagerBase  # noqa: PLC0415
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415

        class Manager(FigureManagerBase):
            @classmethod
            def pyplot_show(cls, *, block: bool | None = None) -> None:  # noqa: ARG003
                _show_open_figures(_backend.post)

        self.FigureCanvas = type("Canvas", (FigureCanvasAgg,), {"manager_class": Manager})
        return self.FigureCanvas


BACKEND = "codebox_figures"
_backend = sys.modules[BACKEND] = _Backend(BACKEND)


def _show_open_figures(post: Post) -> None:
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return
    for number in pyplot.get_fignums():
        _show(pyplot.figure(number), post)
    pyplot.close("all")


# What is said when it goes wrong


def explain(error: BaseException) -> tuple[str, tuple[int, str]]:
    """The traceback without frames of this machinery; the reader's line, and what to do."""
    report = traceback.TracebackException.from_exception(error)
    _clean(report, set())
    return "".join(report.format()), (_line(error), hint(error))


def _clean(report: traceback.TracebackException, seen: set[int]) -> None:
    if id(report) in seen:
        return
    seen.add(id(report))
    report.stack[:] = [frame for frame in report.stack if not _is_ours(frame.filename)]
    for other in (report.__cause__, report.__context__, *(report.exceptions or ())):
        if other is not None:
            _clean(other, seen)


def _is_ours(filename: str) -> bool:
    return any(part in filename for part in _hidden)


def _line(error: BaseException) -> int:
    if isinstance(error, SyntaxError) and error.filename == FILE:
        return error.lineno or 0
    lines = [
        line
        for frame, line in traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_filename == FILE
    ]
    return lines[-1] if lines else 0


NETWORK_MODULES = {"_ssl", "ssl", "requests", "httpx", "urllib3", "aiohttp", "micropip"}
NETWORK_NAMES = ("fetch", "XMLHttpRequest", "WebSocket", "EventSource", "socket", "urlopen")
NO_NETWORK = "There is no network in this box: write the data into the code, or make it there."


def hint(error: BaseException) -> str:
    """One sentence on what to do instead, for errors that this place causes; else nothing."""
    match error:
        case ModuleNotFoundError(name=str(name)):
            root = name.partition(".")[0]
            if root in NETWORK_MODULES:
                return NO_NETWORK
            return (
                f"{root} is not in this box; NumPy, Matplotlib, adamcore and Python's own"
                " modules are: use those."
            )
        case NobodyAnswersError():
            return "Nobody can type while this runs: give the value in the code instead."
        case RecursionError():
            return "A function calls itself too often: give it a case that ends, or use a loop."
        case MemoryError():
            return "The browser's memory is exhausted: use smaller arrays, or float32."
        case _ if _is_network(error):
            return NO_NETWORK
    return ""


def _is_network(error: BaseException) -> bool:
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if kinds & {"URLError", "gaierror", "ConnectionError", "HTTPException"}:
        return True
    blamed = f"{error} " + " ".join(
        frame.name for frame in traceback.extract_tb(error.__traceback__)
    )
    is_foreign = bool(kinds & {"JsException", "ImportError", "AttributeError", "OSError"})
    return is_foreign and any(name in blamed for name in NETWORK_NAMES)
