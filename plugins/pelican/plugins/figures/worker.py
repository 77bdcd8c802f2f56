"""The process that draws: reads figures' names, a line each, answers each with a line of JSON.

It is started afresh for each build, so that it sees the sources as they are now. It ends when its
input ends: also when the process that started it has died.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
import traceback
from dataclasses import asdict
from pathlib import Path
from typing import Any

__all__ = ["draw", "main"]


def draw(module: str, name: str) -> dict[str, Any]:
    """The picture of a figure and the seconds it took, or what went wrong."""
    start = time.perf_counter()
    try:
        # Imported here, so that a fault in them is told like any other.
        from .render import render  # noqa: PLC0415

        palette = importlib.import_module(f"{module}.style").PALETTE
        drawing = importlib.import_module(f"{module}.{name}").draw()
        picture = render(name, drawing, palette)
    except Exception as error:
        return {"name": name, "error": told(error, f"{name}.py")}
    return {"name": name, "picture": asdict(picture), "seconds": time.perf_counter() - start}


def told(error: Exception, file: str) -> str:
    """Type and message of ``error``, and the last line in ``file`` that led to it."""
    message = f"{type(error).__name__}: {error}"
    lines = [(f.filename, f.lineno) for f in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError):
        message = f"{type(error).__name__}: {error.msg}"
        lines.append((error.filename or "", error.lineno))
    for filename, line in reversed(lines):
        if Path(filename).name == file:
            return f"{message} ({_near(filename)}:{line})"
    return message


def _near(filename: str) -> str:
    path = os.path.relpath(filename)
    return filename if path.startswith("..") else path


def main(module: str) -> None:
    """Answers on what was standard output; whatever a figure prints goes to standard error."""
    answers, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        print(json.dumps(draw(module, line.strip())), file=answers, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
