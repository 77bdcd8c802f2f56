"""Builds the site aside and puts it in place when it is whole: ``python -m tools.build``.

Whatever goes wrong is told in one line, the exit status is not zero, and the last good output
stays as it was. Every output holds a list of what the build wrote there (``marker``); nothing else
is ever removed or replaced.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["ROOT", "BuildError"]

ROOT = Path(__file__).resolve().parent.parent.parent


class BuildError(RuntimeError):
    """Why the site could not be built; each line of the message stands for one thing to mend."""
