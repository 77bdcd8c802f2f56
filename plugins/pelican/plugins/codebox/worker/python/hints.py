"""One sentence on what to do instead, for errors that this place causes, or an old habit."""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Callable, Iterator
from functools import partial

from . import habits
from .streams import NobodyAnswersError

NO_NETWORK = "There is no network in this box: write the data into the code, or make it there."
TOO_MUCH = "The memory does not hold that much: use smaller arrays, or float32."
TOO_DEEP = "The code is nested too deeply for the compiler: split it into several statements."
ENDLESS = "A function calls itself too often: give it a case that ends, or use a loop."
NO_THREADS = "No thread can start in this box: call the function itself, in a loop over its inputs."
NO_PROCESSES = "No other process can start in this box: do it in Python, or at your own desk."
NO_SIGNALS = "No signal reaches this box, and Stop ends a run: measure time with time.perf_counter."
NO_FILES = (
    "The files of your computer are not in this box: write the data into the code, "
    "or make the file first."
)
NO_ZONES = (
    "The world's time zones are not in this box: use datetime.timezone(timedelta(hours=...))."
)
NARROW = (
    "NumPy's integers have 32 bits in this box, not 64 as at a desk: say dtype=np.int64, or float."
)

NETWORK_MODULES = {"_ssl", "ssl", "_socket", "requests", "httpx", "urllib3", "aiohttp", "micropip"}
NETWORK_MODULES |= {"ftplib", "imaplib", "poplib", "smtplib", "socketserver", "wsgiref", "xmlrpc"}
NETWORK_MODULES |= {"webbrowser", "antigravity"}
NETWORK_ERRORS = {"URLError", "gaierror", "ConnectionError", "HTTPException"}
NETWORK_NAMES = ("fetch", "XMLHttpRequest", "WebSocket", "EventSource", "socket", "urlopen")
FOREIGN = {"JsException", "ImportError", "AttributeError", "OSError"}
ADDRESS = re.compile(r"\b(https?|ftp)://?\w")

# Modules of Python's own that need what a browser has not, and what to take instead.
UNAVAILABLE = {
    "no other process": ("multiprocessing", "subprocess", "posixsubprocess", "posixshmem", "pty"),
    "no terminal": ("curses", "curses_panel", "readline", "termios", "tty", "pyrepl"),
    "no window of its own": ("tkinter", "turtle", "turtledemo", "idlelib"),
    "no database": ("sqlite3", "dbm", "gdbm"),
    "no such compression": ("lzma",),
    "no other environment": ("venv", "ensurepip", "pip"),
    "no other system": ("msvcrt", "winreg", "winsound", "grp", "pwd", "fcntl", "syslog"),
}
INSTEAD = {
    "no other process": "call the function itself, in a loop",
    "no terminal": "print what you want to show",
    "no window of its own": "draw with matplotlib",
    "no database": "keep rows in lists or dictionaries",
    "no such compression": "use zlib or gzip",
}

type Rule = tuple[str, str, str]  # the name of a class, a pattern of its words, the sentence

RULES: list[Rule] = [
    ("RuntimeError", r"can't start new thread", NO_THREADS),
    ("OSError", r"(Host|Network) is (unreachable|down)|Connection (refused|reset)", NO_NETWORK),
    ("OSError", r"does not support processes|_posixsubprocess", NO_PROCESSES),
    ("ImportError", r"sem_open|synchronize", NO_PROCESSES),
    ("NotImplementedError", r"synchronization primitives|semaphore", NO_PROCESSES),
    ("AttributeError", r"module 'os' has no attribute '(fork|wait|spawn|exec)\w*'", NO_PROCESSES),
    ("AttributeError", r"'signal' has no attribute|module 'signal'", NO_SIGNALS),
    ("ZoneInfoNotFoundError", "", NO_ZONES),
    ("OverflowError", r"out of bounds for (u?int32|intp)|convert to C (long|ssize_t)", NARROW),
    ("ValueError", r"array is too big|Maximum allowed dimension", TOO_MUCH),
    ("RecursionError", r"nested too deeply|during (compilation|ast construction)", TOO_DEEP),
    ("MemoryError", r"[Pp]arser stack overflow|too complex", TOO_DEEP),
    ("RecursionError", "", ENDLESS),
    ("MemoryError", "", TOO_MUCH),
    ("NotImplementedError", r"add_signal_handler", NO_SIGNALS),
    (
        "RuntimeError",
        r"cannot be called from a running event loop|loop is already running",
        "This program awaits at its top, so a loop runs already: await the coroutine instead.",
    ),
    (
        "RuntimeError",
        r"no running event loop",
        "Only in a loop are there tasks: do it in an async function, and asyncio.run that.",
    ),
    ("NameError", r"'get_ipython'", "This is no notebook: plain Python alone runs here."),
    ("NameError", r"'(__IPYTHON__|In|Out|_ih|_oh)'", "This is no notebook: give results names."),
]


def hint(error: BaseException, words: str, available: str, source: str = "") -> str:
    """What to do about ``error``, which says ``words``; "" if there is nothing to add.

    ``available`` names the packages that there are, for whoever imports one that there is not.
    """
    return next(filter(None, (ask() for ask in _asked(error, words, available, source))), "")


def _asked(
    error: BaseException, words: str, available: str, source: str
) -> Iterator[Callable[[], str]]:
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if "BaseExceptionGroup" in kinds:
        for one in error.exceptions[:9]:  # type: ignore[attr-defined]
            yield partial(hint, one, _words(one), available, source)
    if issubclass(type(error), NobodyAnswersError):
        yield lambda: "Nobody can type while this runs: give the value in the code instead."
    if "SyntaxError" in kinds:
        yield lambda: habits.of_syntax(error, words, source)
    yield lambda: habits.of_python_2(kinds, words)
    if "ModuleNotFoundError" in kinds:
        yield lambda: _module(str(getattr(error, "name", None) or ""), available)
    for kind, pattern, sentence in RULES:
        if kind in kinds and re.search(pattern, words):
            yield partial(str, sentence)
    yield lambda: NO_NETWORK if _is_network(error, kinds, words) else ""
    if kinds & {"FileNotFoundError"}:
        yield lambda: NO_FILES


def _words(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return ""


def _module(name: str, available: str) -> str:
    top = name.split(".", maxsplit=1)[0]
    if not top or top == "js" or top in NETWORK_MODULES:
        return NO_NETWORK if top in NETWORK_MODULES else ""
    for want, names in UNAVAILABLE.items():
        if top.lstrip("_") in names:
            instead = f": {INSTEAD[want]}" if want in INSTEAD else ""
            return f"Python has {top}, but this box, in which there is {want}, has not{instead}."
    if top in sys.stdlib_module_names:
        return f"Python has {top}, but this box has not."
    return f"{name} is not in this box; {available} and Python's own modules are: use those."


def _is_network(error: BaseException, kinds: set[str], words: str) -> bool:
    if kinds & NETWORK_ERRORS:
        return True
    if not kinds & FOREIGN:
        return False
    frames = [frame.name for frame in traceback.extract_tb(error.__traceback__)]
    return bool(ADDRESS.search(words)) or any(
        name in " ".join([words, *frames]) for name in NETWORK_NAMES
    )
