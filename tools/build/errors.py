"""What went wrong, in words for an author: one line for each thing to mend."""

from __future__ import annotations

import errno
import logging
import sys

from pelican.plugins.explorable.fences import SourceError
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
    known = isinstance(error, SourceError | BuildError)
    return str(error) if known else f"{type(error).__name__}: {error}"
