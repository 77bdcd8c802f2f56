"""Where the panels of the coordinate inspector stand, and their words."""

from __future__ import annotations

from typing import Any, NamedTuple

from .style import NARROW, WIDTH

__all__ = ["LAYOUTS", "Layout"]


class Layout(NamedTuple):
    """Width and height, the boxes of the three axes, and the places of words.

    Words above the axes are in two ``columns``, that begin there in widths of the axes. The size of
    the step, its ``bound`` and what the last panel shows are lifted by points; the words below the
    last two axes are that far ``below``.
    """

    size: tuple[float, float]
    estimates: tuple[float, float, float, float]
    step: tuple[float, float, float, float]
    epsilon: tuple[float, float, float, float]
    columns: tuple[float, float]
    size_lift: float
    bound: dict[str, Any]
    title_lift: float
    below: tuple[float, float]


LAYOUTS = (
    Layout(
        (WIDTH, 508), (54, 60, 510, 176), (54, 226, 510, 326), (54, 396, 510, 472),
        (0.0, 0.36), 9, {"x": 1, "ha": "right"}, 10, (30, 32),
    ),
    Layout(
        (NARROW, 426), (70, 50, 290, 128), (70, 176, 290, 246), (70, 330, 290, 384),
        (-0.3, 0.372), 27, {"x": -0.3}, 28, (36, 36),
    ),
)  # fmt: skip
