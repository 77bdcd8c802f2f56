"""Makes the parts of a runtime while the rest of the site is built: a head start, nothing more.

It is a process of its own, which ends with the one that began it. Whoever needs the parts makes
those that are missing, and tells what is wrong.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from pathlib import Path
from threading import Thread

from .assembly import is_made, make
from .core import placed, provided
from .progress import Progress
from .recipe import Recipe

__all__ = ["Ahead"]


class Ahead:
    """Begins at once, if any part is missing in ``cache``; after ``wait`` it has ended."""

    def __init__(self, recipe: Recipe, cache: Path) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        if is_made(cache, placed(recipe, cache)):
            return
        # Ctrl-C goes to the build alone, with which this ends.
        self.process = subprocess.Popen(
            [sys.executable, "-c", f"from {__name__} import main; raise SystemExit(main())"],
            stdin=subprocess.PIPE,
            start_new_session=True,
        )
        assert self.process.stdin
        self.process.stdin.write(pickle.dumps((recipe, cache)))
        self.process.stdin.flush()

    def wait(self) -> None:
        if self.process:
            self.process.wait()
            self._close()

    def stop(self) -> None:
        """Ends it, wherever it is; parts that are finished stay."""
        if self.process:
            self._close()
            self.process.wait()

    def _close(self) -> None:
        assert self.process
        assert self.process.stdin
        self.process.stdin.close()


def main() -> int:
    recipe, cache = pickle.load(sys.stdin.buffer)
    Thread(target=_end_with_input, daemon=True).start()
    try:
        with Progress() as progress:
            make(cache, provided(recipe, cache, progress), progress)
    except Exception:  # whatever it is, whoever needs the parts will tell
        return 1
    return 0


def _end_with_input() -> None:
    """Input ends when the build has ended, in whichever way; Node's processes end as well."""
    os.read(0, 1)  # without the buffer, whose lock a thread must not hold when Python ends
    os.killpg(0, signal.SIGKILL)
