"""A surface as a map shows it: its level lines, and a scale along its sides."""

from __future__ import annotations

import numpy as np
from contourpy import contour_generator
from matplotlib.axes import Axes
from matplotlib.path import Path

from adamcore.surfaces import Surface

from .drawing import Table
from .numbers import number
from .outline import thinned
from .style import label

__all__ = ["contours", "outline", "scale", "ticks", "window"]

GRID, LEVELS = 145, 9
TICKS = 5
FINE = 0.15
"""Points of the drawing within which level lines keep to those of the grid."""


def window(problem: Surface) -> tuple[tuple[float, float], tuple[float, float]]:
    assert problem.window is not None
    return problem.window


def contours(problem: Surface, size: tuple[float, float]) -> Table:
    """Level lines, evenly spaced in the cube root of the loss; NaN stands between two lines.

    ``size`` are the points of the drawing that the window takes.
    """
    (x0, x1), (y0, y1) = window(problem)
    x, y = np.linspace(x0, x1, GRID), np.linspace(y0, y1, GRID)
    z = np.cbrt(
        problem.loss(np.stack(np.meshgrid(x, y), axis=-1)) - problem.loss(np.array(problem.minimum))
    )
    generator = contour_generator(x, y, z)
    points = np.array([size[0] / (x1 - x0), size[1] / (y1 - y0)])
    gap = np.full((1, 2), np.nan)
    pieces: list[np.ndarray] = []
    for level in np.linspace(0, z.max(), LEVELS + 2)[1:-1]:
        for line in generator.lines(level):
            pieces += [np.round(thinned(np.asarray(line) * points, FINE) / points, 3), gap]
    lines = np.concatenate(pieces[:-1])
    return {"x": lines[:, 0], "y": lines[:, 1]}


def ticks(low: float, high: float) -> list[float]:
    """The last five whole numbers of a window, or even ones of a wide window."""
    step = 2 if high - low > 6 else 1
    last = int(high // step)
    return [float(step * at) for at in range(last - TICKS + 1, last + 1)]


def scale(ax: Axes, problem: Surface) -> None:
    """Numbers along both sides of the map, each a text that can be moved."""
    sides = window(problem)
    for i, at in enumerate(ticks(*sides[0])):
        label(ax, number(at), (at, sides[1][0]), "muted", offset=(0, -16), ha="center",
              fontsize=10, gid=f"tick-x-{i}")  # fmt: skip
    for i, at in enumerate(ticks(*sides[1])):
        label(ax, number(at), (sides[0][0], at), "muted", offset=(-8, -3.5), ha="right",
              fontsize=10, gid=f"tick-y-{i}")  # fmt: skip


def outline(lines: Table) -> Path:
    """Level lines as one path."""
    points = np.column_stack([lines["x"], lines["y"]])
    gaps = np.isnan(points[:, 0])
    codes = np.where(np.concatenate([[True], gaps[:-1]]), Path.MOVETO, Path.LINETO)
    return Path(points[~gaps], codes[~gaps])
