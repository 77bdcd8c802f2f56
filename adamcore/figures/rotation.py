"""A valley turned by an angle: Adam's scales lie along the axes, and so must the valley.

The numbers are those of adamcore.experiments.rotation.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure

from adamcore.experiments.rotation import Rotation
from adamcore.experiments.rotation import rotation as experiment

from .controls import stops
from .drawing import Drawing, Table, significant
from .style import (
    NAMES,
    NARROW,
    PALETTE,
    WIDTH,
    curve,
    heading,
    key,
    label,
    new_axes,
    new_figure,
)

__all__ = ["PARAMETERS", "draw"]

PARAMETERS = {"angle": 30}

RULES = ("sgd", "momentum", "adam")
EVERY = 10
"""Losses are drawn once in so many steps."""
FLOOR = 1e-30
Y: dict[str, Any] = {"yscale": "log", "ylim": (FLOOR, 10), "yticks": (1e-30, 1e-20, 1e-10, 1)}

Box = tuple[float, float, float, float]


class Layout(NamedTuple):
    """Width and height, and the boxes of both axes, side by side or one below the other.

    ``keys`` is where the key of each rule begins, in widths of the first axes, and its lift.
    """

    size: tuple[float, float]
    ends: Box
    course: Box
    keys: tuple[tuple[float, float], ...]


LAYOUTS = (
    Layout((WIDTH, 312), (46, 84, 252, 272), (304, 84, 510, 272), ((0, 56), (0.5, 56), (0, 37))),
    Layout(
        (NARROW, 350),
        (44, 52, 288, 151),
        (44, 213, 288, 312),
        ((-0.16, 35), (0.15, 35), (0.63, 35)),
    ),
)


def draw(angle: int = 30) -> Drawing:
    """What is left of the loss after 500 steps by angle, and its course at ``angle`` degrees.

    ``angle`` is one of 0, 5, ..., 45. The table course_N is for the angle N.
    """
    result = experiment()
    angles = [int(degrees) for degrees in result.degrees]
    data = {"angles": _ends(result)} | {
        f"course_{a}": _course(result, row) for row, a in enumerate(angles)
    }
    figure, narrow = (_figure(layout, data, angle) for layout in LAYOUTS)
    slider = stops("angle", "angle of the valley (precomputed)", angles, "adam")
    alt = _alt(data, angles.index(angle))
    return Drawing(figure, data, alt, {"angle": angle}, controls=[slider], narrow=narrow)


def _figure(layout: Layout, data: dict[str, Table], angle: int) -> Figure:
    width, height = layout.size
    figure = new_figure(height, width)
    _ends_panel(figure, layout, data["angles"], angle)
    _course_panel(figure, layout, data[f"course_{angle}"], angle)
    return figure


def _ends(result: Rotation) -> Table:
    """The loss left by angle: columns degrees, RULE."""
    rules = {rule: significant(result.loss[rule], 4) for rule in RULES}
    return {"degrees": result.degrees.astype(int), **rules}


def _course(result: Rotation, row: int) -> Table:
    """The loss left on the way: columns t, RULE."""
    paths = {rule: result.path[rule][row, ::EVERY] for rule in RULES}
    t = EVERY * np.arange(len(paths["adam"]))
    return {"t": t, **{rule: significant(path, 4) for rule, path in paths.items()}}


def _ends_panel(figure: Figure, layout: Layout, table: Table, angle: int) -> None:
    ax = new_axes(figure, "ends", layout.ends, xlim=(0, 45), xticks=(0, 15, 30, 45), **Y)
    row = table["degrees"].tolist().index(angle)
    for rule in RULES:
        curve(ax, table["degrees"], table[rule], rule, gid=f"ends-{rule}")
        ax.plot([table["degrees"][row]], [table[rule][row]], "o", color=PALETTE[rule],
                markersize=6, clip_on=False, gid=f"mark-{rule}")  # fmt: skip
    for (x, lift), rule in zip(layout.keys, RULES, strict=True):
        key(ax, lift, rule, NAMES[rule], x=x, gid=f"key-{rule}", linewidth=1.9)
    heading(ax, "loss left, at the end", role="muted", lift=12)
    label(ax, "angle, degrees", (1, 0), "muted", coords="axes fraction", offset=(0, -32),
          ha="right")  # fmt: skip


def _course_panel(figure: Figure, layout: Layout, table: Table, angle: int) -> None:
    last = float(table["t"][-1])
    xticks = np.linspace(0, last, 3)
    ax = new_axes(figure, "course", layout.course, xlim=(0, last), xticks=xticks, **Y)
    for rule in RULES:
        curve(ax, table["t"], table[rule], rule, gid=f"course-{rule}")
    heading(ax, f"on the way, at {angle}°", role="muted", lift=12, gid="readout-angle")
    label(ax, "step t", (1, 0), "muted", coords="axes fraction", offset=(0, -32), ha="right")


def _alt(data: dict[str, Table], row: int) -> str:
    table = data["angles"]
    angle = table["degrees"][row]

    def decades(rule: str) -> str:
        return f"{NAMES[rule]} {-np.log10(table[rule][row]):.1f}"

    told = ", ".join(decades(rule) for rule in RULES)
    return (
        "First, what is left of the loss after 500 steps against the angle of the valley: level "
        "lines for SGD and Momentum, while Adam begins twenty powers of ten below them at 0 "
        f"degrees and has fallen behind Momentum by 15. Second, the loss by step at {angle} "
        f"degrees. Powers of ten by which it has fallen there in the end: {told}."
    )
