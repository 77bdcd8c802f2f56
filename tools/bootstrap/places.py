"""Where things are, and how the set-up speaks."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
CACHE = ROOT / ".cache"
VERSION = (ROOT / ".python-version").read_text().strip()


class SetupError(RuntimeError):
    """What is missing and what to do, in one line."""


def say(text: str) -> None:
    print(text, flush=True)


def progress(what: str, done: int, total: int, more: str = "") -> None:
    """One line that renews itself on a terminal, and every twentieth step elsewhere."""
    text = f"{what}: {min(done, total)} of {total} {more}".rstrip()
    if sys.stdout.isatty():
        print("\r" + text.ljust(50), end="", flush=True)
    elif done % 20 == 0 or more:
        say(text)


def last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "no message"


def check_path(path: str) -> None:
    """Raises SetupError for a checkout at a place that Python or PATH cannot bear."""
    faults = {
        f"has a {os.pathsep!r}, which separates folders on PATH": os.pathsep in path,
        "has a line break": len(path.splitlines()) > 1,
        # Python strips the lines of the files that say where packages are.
        "ends with a space": path != path.rstrip(),
        "is not UTF-8": not _encodable(path),
    }
    for fault, found in faults.items():
        if found:
            raise SetupError(f"the path of this folder {fault}: rename it ({path!r})")


def _encodable(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
