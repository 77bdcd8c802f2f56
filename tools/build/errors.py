"""What went wrong, in words for an author: one line for each thing to mend."""

from __future__ import annotations

import errno
import logging
import os
import sys
import traceback
from pathlib import Path

from pelican.plugins.explorable.places import SourceError, SourceErrors
from tools.build import BuildError

__all__ = ["ErrorLog", "describe"]

HINTS = {
    errno.ENOSPC: "; free some space",
    errno.EROFS: "; choose another OUTPUT",
    errno.EACCES: "; choose another OUTPUT, or get the right to write there",
    # A folder that something is mounted on, or that belongs to a lower layer of a container.
    errno.EBUSY: "; choose another OUTPUT, or a folder in this one",
    errno.EXDEV: "; choose another OUTPUT, or a folder in this one",
}


class ErrorLog(logging.Handler):
    """Collects what Pelican only logs: it drops a broken article and exits 0."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        # Pelican logs inside its except blocks, with the exception itself left out.
        cause = sys.exception()
        self.lines.append(describe(cause) if cause else record.getMessage())


def describe(error: BaseException) -> str:
    """An exception in one line, with what to do where that is known."""
    if isinstance(error, OSError) and error.strerror:
        name = f"{error.filename}: " if error.filename else ""
        return f"{name}{error.strerror}{HINTS.get(error.errno or 0, '')}"
    if isinstance(error, SourceError | SourceErrors | BuildError):
        return str(error)
    what = error.msg if isinstance(error, SyntaxError) else error
    return f"{_place(error)}{type(error).__name__}: {what}"


def _place(error: BaseException) -> str:
    """The last place of the project's own that led to it: a template, a setting, a module."""
    frames = [(f.filename, f.lineno) for f in traceback.extract_tb(error.__traceback__)]
    # As Python and Jinja name the file that they could not parse.
    frames.append((getattr(error, "filename", None) or "", getattr(error, "lineno", 0)))
    own = [(name, line) for name, line in frames if _is_own(name)]
    return f"{os.path.relpath(own[-1][0])}:{own[-1][1]}: " if own else ""


def _is_own(name: str) -> bool:
    path = Path(name)
    others = (Path(sys.prefix), Path(sys.base_prefix), Path(__file__).parent)
    return path.is_file() and not any(path.is_relative_to(other) for other in others)
