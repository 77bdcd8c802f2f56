"""Where the words of the figure on bias correction stand: at their lines, or in a key.

At the lines they follow these, as in the page; its script has the same rules and CONSTANTS. The
narrow drawing has a key above: at its lines the words would lie over others.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import inf, isfinite, log, nan
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from .style import PALETTE, THIN, curve, heading, is_narrow, key, label

__all__ = ["CONSTANTS", "LINES", "at_lines", "in_key", "level"]

LINES: dict[str, tuple[str, dict[str, Any]]] = {
    "paper": ("muted", {"linestyle": (0, (5, 2.5)), "linewidth": 1.2}),
    "largest": ("muted", {"linestyle": (0, (1.2, 2)), "linewidth": 1.2}),
    "uncorrected": ("accent", {"linestyle": (0, (6, 2))}),
    "corrected": ("adam", {"linewidth": 2.2}),
}
"""The role of each line's colour, and its style."""

ROOM = 116
"""Half the length of the words at the peak, in points, on a phone."""
PEAK, LIFT, APART = 42, 29, 16
"""How far words stand above the longest step, above the limit, and then above those of a bound
which stand there too."""
TIE = {"aside": 60, "under": 5, "over": 12}
"""Where the line from the peak meets its words, in points: that far from their middle, from below
and from above."""

ROWS = {"largest": 88, "paper": 69, "uncorrected": 50, "corrected": 31}
"""How far the words of each row of the key stand above the axes."""
SAMPLE, RISE = 26, 3.5
"""The length of a sample in the key, and how far it is above its row, as in style.key."""

CONSTANTS = {
    "room": ROOM, "tie": TIE, "lift": LIFT, "apart": APART,
    "key": {"narrow": {"sample": SAMPLE, "largest": ROWS["largest"] + RISE}},
}  # fmt: skip


def level(ax: Axes, name: str, value: float) -> None:
    """The line of a bound; in a key, the sample of the largest step's comes and goes with it."""
    (role, style), keyed = LINES[name], is_narrow(ax)
    x, y = list(ax.get_xlim()), [value, value]
    if keyed and name == "largest" and value < ax.get_ylim()[1]:
        across, up = _sample(ax, ROWS[name])
        x, y = [*x, nan, *across], [*y, nan, *up]
    curve(ax, x, y, role, gid=f"bound-{name}", clip_on=not keyed, **style)


def _sample(ax: Axes, lift: float) -> np.ndarray:
    """The ends of a sample in the key's row at ``lift``, in data: x and y."""
    box = ax.get_window_extent()
    up = 1 + (lift + RISE) / box.height
    ends: np.ndarray = (ax.transAxes - ax.transData).transform([(0, up), (SAMPLE / box.width, up)])
    return ends.T


def in_key(ax: Axes, texts: Mapping[str, str], at: tuple[float, float]) -> None:
    """All words above the axes, and a line from the longest uncorrected step down to its t."""
    for name, text in texts.items():
        role, style = LINES[name]
        if name == "largest":
            x = (SAMPLE + 6) / ax.get_window_extent().width
            heading(ax, text, role=role, x=x, lift=ROWS[name], gid="readout-largest")
        else:
            key(ax, ROWS[name], role, text, words=f"readout-{name}", **style)
    curve(ax, [at[0]] * 2, [at[1], ax.get_ylim()[0]], "accent", linewidth=THIN,
          gid="tie-uncorrected")  # fmt: skip


def at_lines(
    ax: Axes,
    bounds: tuple[float, float],
    texts: Mapping[str, str],
    at: tuple[float, float],
    *,
    tends: bool,
    from_below: bool,
) -> None:
    """Words at the ends of the ``bounds`` (the paper's, and the largest step) and at the others.

    ``at`` is the uncorrected step that is told; ``tends`` says that it is none but close to the
    limit, ``from_below`` that the first of these steps is below it.
    """
    _bounds(ax, bounds, texts)
    lift = 6 if from_below else -17
    label(ax, texts["corrected"], (1.4, 1), "adam", offset=(0, lift), gid="readout-corrected")
    offset = _offset(ax, at, _lift(ax, at[1], bounds[1]) if tends else PEAK)
    label(ax, texts["uncorrected"], at, "accent", offset=offset, ha="center",
          gid="readout-uncorrected")  # fmt: skip
    _tie(ax, at, offset)


def _bounds(ax: Axes, bounds: tuple[float, float], texts: Mapping[str, str]) -> None:
    paper, largest = bounds
    end = ax.get_xlim()[1]
    if text := texts.get("largest"):
        label(ax, text, (end, largest), "muted", offset=(0, 6), ha="right", gid="readout-largest")
    # Where the two meet, words stand on both sides, or above all where the steps' line is near.
    apart = _height(ax, largest) - _height(ax, paper)
    near = 0 < _height(ax, paper) - _height(ax, 1.0) < 24
    lift = (22 + apart if near else -17) if apart < 20 else 6
    label(ax, texts["paper"], (end, paper), "muted", offset=(0, lift), ha="right",
          gid="readout-paper")  # fmt: skip


def _lift(ax: Axes, size: float, largest: float) -> float:
    """How far the words on the limit stand above it, clear of the words on the largest step."""
    above = _height(ax, largest) + 6 - _height(ax, size)
    return above + APART if abs(above - LIFT) < APART else LIFT


def _tie(ax: Axes, at: tuple[float, float], offset: tuple[float, float]) -> None:
    """A thin line from the point ``at`` to its words, which stand ``offset`` points away."""
    x, y = (float(part) for part in (ax.transData - ax.transAxes).transform(at))
    box = ax.get_window_extent()
    right, up = offset
    aside = max(right - TIE["aside"], min(right + TIE["aside"], 0))
    end = up - TIE["under"] if up > 0 else up + TIE["over"]
    ax.plot([x, x + aside / box.width], [y, y + end / box.height], transform=ax.transAxes,
            clip_on=False, color=PALETTE["accent"], linewidth=THIN,
            gid="tie-uncorrected")  # fmt: skip


def _height(ax: Axes, value: float) -> float:
    """How far above the bottom of the axes a finite ``value`` stands, in points."""
    if not isfinite(value):
        return inf
    low, high = ax.get_ylim()
    points: float = ax.get_window_extent().height * 72 / ax.figure.dpi
    return points * log(value / low) / log(high / low)


def _offset(ax: Axes, at: tuple[float, float], lift: float) -> tuple[float, float]:
    """From a step to its words: above it, or under the curve where they would leave the axes."""
    left, right = ax.get_xlim()
    box = ax.get_window_extent()
    scale = 72 / ax.figure.dpi
    width = box.width * scale
    x = width * log(at[0] / left) / log(right / left)
    above = _height(ax, at[1]) + lift < box.height * scale - 12
    return min(width - ROOM, max(ROOM, x)) - x, lift if above else -95
