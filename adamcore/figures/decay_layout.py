"""Where things are in the drawings of decay: wide, and for narrow screens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes

from .drawing import Table
from .style import NARROW, WIDTH, key, label

__all__ = ["CROSSED", "HIGH", "LAYOUTS", "LOW", "WORDS", "Layout"]

LOW, HIGH = 0.08, 0.9
"""Shares below and above which a number has no room between its dot and the edge."""
CROSSED = 0.03
"""From here on, as a share, AdamW's line would cross the number above or below a dot."""


class Words(NamedTuple):
    """How much room a line's words take where they are largest, in points from their end."""

    width: float
    above: float
    below: float


WORDS = Words(150.0, 13.0, 3.0)


def at_lines(ax: Axes, table: Table, texts: dict[str, str]) -> None:
    """The words at their lines, wherever these are."""
    adam = _beside_l2(ax, table)
    options: dict[str, Any] = {"coords": "axes points", "ha": "right"}
    label(ax, texts["l2"], (0, 0), "adam", offset=adam, gid="readout-l2", **options)
    place = _beside_adamw(ax, table, adam)
    label(ax, texts["adamw"], (0, 0), "adamw", offset=place, gid="readout-adamw", **options)


def in_key(ax: Axes, _: Table, texts: dict[str, str]) -> None:
    """The words above the axes, with a sample of each line."""
    key(ax, 35, "adam", texts["l2"]).set_gid("readout-l2")
    key(ax, 16, "adamw", texts["adamw"]).set_gid("readout-adamw")


def _points(ax: Axes, x: Any, y: Any) -> np.ndarray:
    """Where data are, in points from the lower left corner of the axes: (n, 2)."""
    box = ax.get_window_extent()
    inside = ax.transData.transform(np.stack(np.broadcast_arrays(x, y), axis=-1))
    points: np.ndarray = (inside - (box.x0, box.y0)) * 72 / ax.figure.dpi
    return points


def _beside_l2(ax: Axes, table: Table) -> tuple[float, float]:
    """Adam's words: its line passes 0.7, or a height without AdamW's line, or has room."""
    adamw = float(table["adamw"][0])
    height = 0.4 if abs(adamw - 0.7) < 0.1 else 0.7
    at = int(np.argmin(abs(table["l2"] - height)))
    room = int(np.searchsorted(table["scale"], 0.06))  # words left of it would leave the axes
    row = max(at, room)
    x, y = _points(ax, table["scale"][row], table["l2"][row])
    if at > room:
        return x - 10, y + 2
    crossed = abs(_points(ax, 1.0, adamw)[1] - (y + 14)) < 14
    return x, y - 50 if crossed else y + 8


def _beside_adamw(ax: Axes, table: Table, other: tuple[float, float]) -> tuple[float, float]:
    """AdamW's words: at the first place at its line where nothing else is."""
    (end, line), (_, top) = _points(ax, (1e2, 1e2), (float(table["adamw"][0]), 1.08))
    places = [(x, line + lift) for lift in (8, -18, 30) for x in (end - 4, WORDS.width)]
    curve = _points(ax, table["scale"], table["l2"])
    for x, y in places:
        apart = abs(x - other[0]) > WORDS.width or abs(y - other[1]) > WORDS.above + WORDS.below
        if 0 < y < top + 14 - WORDS.above and apart and _clear((x, y), curve, table["l2"] < LOW):
            return x, y
    return places[0]


def _clear(at: tuple[float, float], curve: np.ndarray, low: np.ndarray) -> bool:
    """Whether neither the curve nor the numbers at its dots reach words that end at ``at``."""
    x, y = at
    ahead = np.concatenate([curve[1:, 1], curve[-1:, 1]])
    top, bottom = np.maximum(curve[:, 1], ahead), np.minimum(curve[:, 1], ahead)
    top, bottom = top + np.where(low, 22, 3), bottom - np.where(low, 3, 22)
    beside = (curve[:, 0] > x + 8) | (curve[:, 0] < x - WORDS.width - 8)
    return bool(np.all(beside | (bottom > y + WORDS.above) | (top < y - WORDS.below)))


class Layout(NamedTuple):
    """Width and height, the axes' box, the title's place above it, and where words are.

    ``aside`` is how far right of its dot a number above it begins.
    """

    size: tuple[float, float]
    main: tuple[float, float, float, float]
    title: tuple[float, float]
    aside: float
    words: Callable[[Axes, Table, dict[str, str]], None]


LAYOUTS = (
    Layout((WIDTH, 286), (38, 40, 510, 246), title=(0, 14), aside=0, words=at_lines),
    Layout((NARROW, 326), (38, 78, 290, 286), title=(-34, 56), aside=-24, words=in_key),
)
