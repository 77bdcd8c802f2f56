"""The picture of a race: paths on a map, losses below it, and the rules' keys at its foot."""

# ruff: noqa: RUF001 (signs as they are printed)

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from adamcore.rules import RULES
from adamcore.surfaces import Surface

from .drawing import Table
from .landscape import contours as level_lines
from .landscape import outline, window
from .landscape import scale as map_scale
from .numbers import short
from .style import (
    NAMES,
    NARROW,
    PALETTE,
    WIDTH,
    curve,
    heading,
    label,
    new_axes,
    new_figure,
    rule_keys,
)
from .update import arrow

__all__ = ["FLOOR", "KEYS", "LONG", "WORD", "Race", "contours", "pictures", "told"]

FLOOR, LONG = 1e-12, 200
WORD = 58
"""Points that the name of the minimum takes, between its cross and the map's right side."""

Box = tuple[float, float, float, float]


class Race(NamedTuple):
    """What is drawn: a surface, and each rule's path and losses from ``start`` at its rate.

    ``step`` is the next one of the rule ``update``.
    """

    problem: Surface
    start: tuple[float, float]
    rates: Mapping[str, float]
    scale: float
    paths: Table
    losses: Table
    update: str
    step: np.ndarray


class Layout(NamedTuple):
    """Width and height, and the boxes of map and losses.

    The height includes the foot with the ``keys``, in ``columns``, whose place switches take in a
    page. ``lift`` is that of the losses' heading; ``units`` is where the words on the loss's scale
    stand beside or below it, ``steps`` how high over the axis the word on its steps.
    """

    size: tuple[float, float]
    map: Box
    loss: Box
    keys: float
    columns: int
    lift: float
    units: dict[str, Any]
    steps: float


WIDE, SMALL = LAYOUTS = (
    Layout((WIDTH, 518), (46, 12, 512, 245), (46, 292, 512, 392),
           84, 2, 8, {"x": 1, "ha": "right"}, -30),
    Layout((NARROW, 455), (38, 8, 290, 134), (38, 194, 290, 278), 141, 1, 25, {"x": 0}, -32),
)  # fmt: skip
KEYS = {
    form: round(layout.keys / layout.size[0], 4)
    for form, layout in (("wide", WIDE), ("narrow", SMALL))
}
"""Of each drawing's width, how high the foot is."""


def pictures(race: Race) -> tuple[Figure, Figure]:
    """The wide drawing and the narrow one."""
    wide, narrow = (_figure(layout, race) for layout in LAYOUTS)
    return wide, narrow


def contours(problem: Surface) -> Table:
    """Level lines for the race's map; NaN stands between two lines."""
    left, top, right, bottom = WIDE.map
    return level_lines(problem, (right - left, bottom - top))


def told(scale: float) -> str:
    return f"run on the loss × {short(scale)}"


def _figure(layout: Layout, race: Race) -> Figure:
    width, height = layout.size
    figure = new_figure(height, width)
    xlim, ylim = window(race.problem)
    course = new_axes(figure, "map", layout.map, xlim=xlim, ylim=ylim, xticks=(), yticks=())
    loss = _loss_axes(figure, layout, race)
    _map(course, race)
    map_scale(course, race.problem)
    for rule in RULES:
        _update(course, rule, race.paths, race.step if rule == race.update else np.zeros(2))
    _losses(loss, layout, race)
    return figure


def _loss_axes(figure: Figure, layout: Layout, race: Race) -> Axes:
    last = max(int(race.losses["t"][-1]), LONG)
    return new_axes(
        figure, "loss", layout.loss, yscale="log", xlim=(0, last), ylim=(1e-9, 1e3),
        xticks=np.linspace(0, last, 5), yticks=(1e-8, 1e-4, 1),
    )  # fmt: skip


def _map(ax: Axes, race: Race) -> None:
    problem, paths = race.problem, race.paths
    ax.add_patch(PathPatch(outline(contours(problem)), fill=False, edgecolor=PALETTE["muted"],
                           linewidth=0.7, alpha=0.45, gid="contours"))  # fmt: skip
    for rule in RULES:
        x, y = paths[f"x_{rule}"], paths[f"y_{rule}"]
        curve(ax, x, y, rule, gid=f"path-{rule}", linewidth=1.5)
        ax.plot(x[-1:], y[-1:], "o", color=PALETTE[rule], markersize=4.5, gid=f"end-{rule}")
    assert problem.minimum is not None
    bottom = np.array(problem.minimum)
    room = ax.get_window_extent().x1 - ax.transData.transform(bottom)[0] - WORD
    label(ax, "minimum", (bottom[0], bottom[1]), "ink",
          offset=(min(9, room), -15), gid="readout-minimum")  # fmt: skip
    ax.plot(*[[c] for c in problem.minimum], "+", color=PALETTE["ink"], markersize=11,
            markeredgewidth=1.4, gid="minimum")  # fmt: skip
    ax.plot(*[[c] for c in race.start], "o", color=PALETTE["ink"], markersize=8,
            markeredgewidth=1.6, markerfacecolor=PALETTE["paper"], clip_on=False,
            gid="start")  # fmt: skip


def _update(ax: Axes, rule: str, paths: Table, step: np.ndarray) -> None:
    """The rule's next step as an arrow from where its path ends."""
    at = np.array([paths[f"x_{rule}"][-1], paths[f"y_{rule}"][-1]])
    there = ax.transData.transform([at, at + step])
    points = ax.transData.inverted().transform(arrow(*there))
    path = Path(points, [Path.MOVETO] + [Path.LINETO] * (len(points) - 1))
    ax.add_patch(PathPatch(path, fill=False, edgecolor=PALETTE[rule], linewidth=2.4,
                           capstyle="round", zorder=4, gid=f"update-{rule}"))  # fmt: skip


def _losses(ax: Axes, layout: Layout, race: Race) -> None:
    """The losses, what they are, and the keys below."""
    names = {rule: f"{NAMES[rule]}, learning rate {race.rates[rule]:.3g}" for rule in RULES}
    foot = layout.size[1] - layout.keys
    rule_keys(ax, names, layout.loss[1] - foot - 14, columns=layout.columns)
    heading(ax, "loss above the minimum", lift=layout.lift)
    heading(ax, told(race.scale), role="muted", lift=8, gid="readout-scale", **layout.units)
    label(ax, "step t", (1, 0), "muted", coords="axes fraction", offset=(0, layout.steps),
          ha="right")  # fmt: skip
    for rule in RULES:
        curve(ax, race.losses["t"], np.maximum(race.losses[rule], FLOOR), rule,
              gid=f"loss-{rule}")  # fmt: skip
