"""Writes something to begin with: a small article, a figure or an experiment, whole and at work.

``python -m tools.new article SLUG``, ``figure NAME`` or ``experiment NAME``. No file that is there
is touched: a name that is taken is one line, and nothing is written.
"""

from __future__ import annotations

__all__ = ["NameTakenError", "NewError"]


class NewError(ValueError):
    """Why nothing was written, in one line."""


class NameTakenError(NewError):
    """Something has this name already."""
