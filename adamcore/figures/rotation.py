"""A valley turned by an angle: Adam's scales lie along the axes, and so must the valley.

The numbers are those of adamcore.experiments.rotation.
"""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from adamcore.experiments.rotation import Rotation
from adamcore.experiments.rotation import rotation as experiment

from .controls import stops
from .drawing import Drawing, Table, significant
from .style import NAMES, PALETTE, curve, heading, label, new_axes, new_figure, rule_keys

__all__ = ["PARAMETERS", "draw"]

PARAMETERS = {"angle": 30}

RULES = ("sgd", "momentum", "adam")
EVERY = 10
"""Losses are drawn once in so many steps."""
FLOOR = 1e-30
Y = {"yscale": "log", "ylim": (FLOOR, 10), "yticks": (1e-30, 1e-20, 1e-10, 1)}


def draw(angle: int = 30) -> Drawing:
    """What is left of the loss after 500 steps by angle, and its course at ``angle`` degrees.

    ``angle`` is one of 0, 5, ..., 45. The table course_N is for the angle N.
    """
    result = experiment()
    angles = [int(degrees) for degrees in result.degrees]
    data = {"angles": _ends(result)} | {
        f"course_{a}": _course(result, row) for row, a in enumerate(angles)
    }
    figure = new_figure(312)
    ends = new_axes(
        figure, "ends", (46, 84, 252, 272), xlim=(0, 45), xticks=(0, 15, 30, 45), **Y
    )  # fmt: skip
    last = float(data["course_0"]["t"][-1])
    course = new_axes(
        figure, "course", (304, 84, 510, 272), xlim=(0, last), xticks=np.linspace(0, last, 3), **Y
    )  # fmt: skip
    row = angles.index(angle)
    _ends_panel(ends, data["angles"], row)
    for rule in RULES:
        curve(course, data[f"course_{angle}"]["t"], data[f"course_{angle}"][rule], rule,
              gid=f"course-{rule}")  # fmt: skip
    rule_keys(ends, {rule: NAMES[rule] for rule in RULES}, 56, columns=2)
    heading(ends, "loss left, at the end", role="muted", lift=12)
    heading(course, f"on the way, at {angle}°", role="muted", lift=12, gid="readout-angle")
    label(ends, "angle, degrees", (1, 0), "muted", coords="axes fraction", offset=(0, -32),
          ha="right")  # fmt: skip
    label(course, "step t", (1, 0), "muted", coords="axes fraction", offset=(0, -32), ha="right")
    slider = stops("angle", "angle of the valley (precomputed)", angles, "adam")
    return Drawing(figure, data, _alt(data, row), {"angle": angle}, controls=[slider])


def _ends(result: Rotation) -> Table:
    """The loss left by angle: columns degrees, RULE."""
    rules = {rule: significant(result.loss[rule], 4) for rule in RULES}
    return {"degrees": result.degrees.astype(int), **rules}


def _course(result: Rotation, row: int) -> Table:
    """The loss left on the way: columns t, RULE."""
    paths = {rule: result.path[rule][row, ::EVERY] for rule in RULES}
    t = EVERY * np.arange(len(paths["adam"]))
    return {"t": t, **{rule: significant(path, 4) for rule, path in paths.items()}}


def _ends_panel(ax: Axes, table: Table, row: int) -> None:
    for rule in RULES:
        curve(ax, table["degrees"], table[rule], rule, gid=f"ends-{rule}")
        ax.plot([table["degrees"][row]], [table[rule][row]], "o", color=PALETTE[rule],
                markersize=6, clip_on=False, gid=f"mark-{rule}")  # fmt: skip


def _alt(data: dict[str, Table], row: int) -> str:
    table = data["angles"]
    angle = table["degrees"][row]

    def decades(rule: str) -> str:
        return f"{NAMES[rule]} {-np.log10(table[rule][row]):.1f}"

    told = ", ".join(decades(rule) for rule in RULES)
    return (
        "Left, what is left of the loss after 500 steps against the angle of the valley: level "
        "lines for SGD and Momentum, while Adam begins twenty powers of ten below them at 0 "
        f"degrees and has fallen behind Momentum by 15. Right, the loss by step at {angle} "
        f"degrees. Powers of ten by which it has fallen there in the end: {told}."
    )
