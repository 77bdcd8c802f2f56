"""Words as frequent as Zipf has them: what each rule learns of the common and of the rare.

The numbers are those of adamcore.experiments.sparse.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from adamcore.experiments.sparse import Sparse
from adamcore.experiments.sparse import sparse as experiment
from adamcore.rules import RULES

from .drawing import Drawing, Table
from .numbers import short
from .style import (
    NAMES,
    NARROW,
    PALETTE,
    TEXT,
    THIN,
    WIDTH,
    heading,
    key,
    label,
    new_axes,
    new_figure,
    text_size,
)

__all__ = ["PARAMETERS", "draw"]

PARAMETERS: dict[str, int | None] = {"words": 500, "steps": 1000, "at": None}

GROUPS = ("common", "rare")
ENDS: dict[str, Any] = {"": np.mean, "_low": np.min, "_high": np.max}


class Layout(NamedTuple):
    """Width and height, the axes' box, limits and ticks.

    ``lift`` is how high both keys stand, ``keys`` where each begins, in widths of the axes;
    ``rates`` is how far right of the axes the learning rates end, and their heading.
    """

    size: tuple[float, float]
    main: tuple[float, float, float, float]
    xlim: tuple[float, float]
    xticks: tuple[float, ...]
    lift: float
    keys: tuple[float, float]
    rates: tuple[float, float]


LAYOUTS = (
    Layout((WIDTH, 264), (82, 46, 436, 228), (0, 1.02), (0, 0.25, 0.5, 0.75, 1),
           12, (0, 0.42), (70, 78)),
    Layout((NARROW, 292), (78, 56, 238, 252), (-0.03, 1.04), (0, 0.5, 1),
           34, (-0.5, 0.45), (58, 58)),
)  # fmt: skip


def draw(words: int = 500, steps: int = 1000, at: int | None = None) -> Drawing:
    """The error left in the weights of common and of rare words, per rule at its own best rate.

    Dots are means over seeds, thin lines their range; 1 is nothing learned. Shown is the state
    after ``at`` of all ``steps`` (one of 50 equal stretches' ends; None is the last).
    """
    result = experiment(words=words, steps=steps)
    at = int(result.steps[-1]) if at is None else at
    errors = _errors(result, int(np.argmin(abs(result.steps - at))))
    data = {"errors": errors, "sweep": _sweep(result)}
    data |= {f"path_{group}": _path(result, group) for group in GROUPS}
    figure, narrow = (_figure(layout, errors) for layout in LAYOUTS)
    parameters = {"words": words, "steps": steps, "at": at}
    # Only one path has the times, which are those of both.
    sent = {"errors": ["learning_rate"], "path_common": list(data["path_common"]),
            "path_rare": [name for name in data["path_rare"] if name != "t"]}  # fmt: skip
    slider = {"kind": "range", "name": "at", "label": "step (precomputed)", "min": 0,
              "max": int(result.steps[-1]), "step": int(result.steps[1] - result.steps[0]),
              "show": ",", "unit": " steps", "marked": True}  # fmt: skip
    room = {"columns": {"wide": 1}, "words": {"wide": 4, "narrow": 6}}
    return Drawing(
        figure, data, _alt(errors), parameters, sent, controls=[slider], room=room, narrow=narrow
    )


def _figure(layout: Layout, errors: Table) -> Figure:
    width, height = layout.size
    figure = new_figure(height, width)
    ax = new_axes(
        figure, "main", layout.main, xlim=layout.xlim, ylim=(len(RULES) - 0.5, -0.5),
        xticks=layout.xticks,
    )  # fmt: skip
    _rows(ax, errors)
    _rates(ax, errors, *layout.rates)
    _keys(ax, layout)
    label(ax, "error left", (1, 0), "muted", coords="axes fraction", offset=(0, -32), ha="right")
    return figure


def _errors(result: Sparse, row: int) -> Table:
    """Per rule: learning rate; mean, least and largest error in both groups at ``row``."""
    table: Table = {
        "rule": list(result.rules),
        "learning_rate": [r.rate for r in result.rules.values()],
    }
    for group in GROUPS:
        path = _path(result, group)
        for end in ENDS:
            table[group + end] = [float(path[rule + end][row]) for rule in result.rules]
    return table


def _sweep(result: Sparse) -> Table:
    return {"learning_rate": result.rates} | {
        rule: learned.sweep for rule, learned in result.rules.items()
    }


def _path(result: Sparse, group: str) -> Table:
    """Mean, least and largest error by step: columns t, RULE, RULE_low, RULE_high."""
    table: Table = {"t": result.steps}
    for rule, learned in result.rules.items():
        path = np.asarray(getattr(learned, f"{group}_path"), float)
        for end, over_seeds in ENDS.items():
            table[rule + end] = np.round(over_seeds(path, axis=-1), 5)
    return table


def _rows(ax: Axes, errors: Table) -> None:
    ax.spines["left"].set_visible(False)
    ax.yaxis.grid(False)
    ax.set_yticks(range(len(RULES)), [NAMES[rule] for rule in errors["rule"]])
    ax.tick_params(axis="y", length=0, labelsize=text_size(ax, TEXT))
    for row, rule in enumerate(errors["rule"]):
        ax.get_yticklabels()[row].set_color(PALETTE[rule])
        ax.plot([errors["common"][row], errors["rare"][row]], [row, row], color=PALETTE["grid"],
                linewidth=4, solid_capstyle="round", zorder=1, gid=f"span-{rule}")  # fmt: skip
        for group, face in (("common", rule), ("rare", "paper")):
            low, high, mean = (errors[f"{group}{end}"][row] for end in ("_low", "_high", ""))
            ax.plot(
                [low, high],
                [row, row],
                color=PALETTE[rule],
                linewidth=1.2,
                gid=f"{group}-range-{rule}",
            )
            ax.plot([mean], [row], "o", color=PALETTE[rule], markerfacecolor=PALETTE[face],
                    markersize=7.5, markeredgewidth=1.6, gid=f"{group}-{rule}")  # fmt: skip


def _rates(ax: Axes, errors: Table, end: float, heading_end: float) -> None:
    """The learning rates in a column right of the axes."""
    for row, (rule, rate) in enumerate(zip(errors["rule"], errors["learning_rate"], strict=True)):
        label(ax, short(rate), (1, row), rule, coords=("axes fraction", "data"),
              offset=(end, -4), ha="right", gid=f"lr-{rule}")  # fmt: skip
    heading(ax, "learning rate", x=1, offset=(heading_end, 12), ha="right", role="muted")


def _keys(ax: Axes, layout: Layout) -> None:
    marks = {"linestyle": "none", "marker": "o", "markersize": 7.5, "markevery": [1]}
    faces: dict[str, dict[str, Any]] = {
        "common words": {"markeredgewidth": THIN},
        "rare words": {"markerfacecolor": PALETTE["paper"], "markeredgewidth": 1.6},
    }
    for x, (text, face) in zip(layout.keys, faces.items(), strict=True):
        key(ax, layout.lift, "ink", text, x=x, **marks, **face)


def _alt(errors: Table) -> str:
    rows = [
        f"{NAMES[rule]} {common:.2f} and {rare:.2f}"
        for rule, common, rare in zip(errors["rule"], errors["common"], errors["rare"], strict=True)
    ]
    return (
        "A row for each rule with two dots: the share of the error left in the weights of common "
        f"words, and of rare ones. {'; '.join(rows)}."
    )
