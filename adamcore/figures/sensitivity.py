"""Final loss against learning rate, seven rules on real data, and one rate through all of them.

The numbers are those of adamcore.experiments.learning_rates: scikit-learn's digits, two models,
each on pixels up to 1 and up to 16.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from adamcore.experiments.good_rates import THRESHOLD, spans
from adamcore.experiments.learning_rates import Sensitivity
from adamcore.experiments.learning_rates import sensitivity as experiment
from adamcore.rules import RULES

from .controls import stops
from .drawing import Control, Drawing, Table
from .numbers import short
from .style import (
    NAMES,
    NARROW,
    PALETTE,
    WIDTH,
    band,
    curve,
    heading,
    key,
    label,
    new_axes,
    new_figure,
    rule_style,
)

__all__ = ["PARAMETERS", "draw"]

PARAMETERS = {"problem": "mlp", "lr": 0.1}

PROBLEMS = {
    "softmax": "softmax regression, pixels up to 1",
    "mlp": "a perceptron with one hidden layer, pixels up to 1",
    "softmax_raw": "softmax regression, pixels up to 16",
    "mlp_raw": "a perceptron with one hidden layer, pixels up to 16",
}
PROBLEM: Control = {
    "kind": "choice",
    "name": "problem",
    "label": "Problem",
    "options": {
        "softmax": "softmax, pixels up to 1",
        "mlp": "perceptron, pixels up to 1",
        "softmax_raw": "softmax, pixels up to 16",
        "mlp_raw": "perceptron, pixels up to 16",
    },
}
ROOM = {"words": {"wide": 3, "middle": 4, "narrow": 6, "least": 8}}
CEILING = 1e3
"""Losses are drawn up to here; runs that left the finite numbers stand here."""
PANELS = {
    "plain": ("sgd", "momentum"),
    "squares": ("adagrad", "rmsprop"),
    "adam": ("adam",),
    "variants": ("amsgrad", "adamw"),
}
"""One rate for all parameters; divided by a root of squares; Adam; and what came of it."""
LIMITS = (0.01, 10.0)
Goods: TypeAlias = "dict[str, tuple[float, float] | None]"
"""The least and the largest good rate by rule; None if there is none."""


class Layout(NamedTuple):
    """Width and height, the panels' boxes, and where words are.

    ``title`` is the title's place from the first panel's upper left corner, in points. ``ticked``
    are the panels with numbers along x, ``named`` those that say what they are. ``lifts`` are the
    heights of a panel's keys by how many there are, ``keys`` has other options of theirs.
    """

    size: tuple[float, float]
    boxes: tuple[tuple[float, float, float, float], ...]
    title: tuple[float, float]
    ticks: dict[str, tuple[float, ...]]
    ticked: tuple[str, ...]
    named: tuple[str, ...]
    lifts: dict[int, tuple[float, ...]]
    keys: dict[str, float]


LAYOUTS = (
    Layout((WIDTH, 432), tuple((x, y, x + 216, y + 120) for y in (76, 270) for x in (46, 298)),
           title=(0, 56), ticks={"xticks": (1e-5, 1e-3, 0.1, 10), "yticks": (0.01, 0.1, 1, 10)},
           ticked=tuple(PANELS), named=("adam", "variants"),
           lifts={1: (8,), 2: (27, 8)}, keys={}),
    Layout((NARROW, 404), tuple((34, y, 162, y + 76) for y in (30, 117, 204, 291)),
           title=(-32, 14), ticks={"xticks": (1e-3, 0.1, 10), "yticks": (0.01, 0.1, 1)},
           ticked=("variants",), named=("variants",),
           lifts={1: (-33,), 2: (-15, -51)}, keys={"x": 1.06, "right": 0, "down": 16}),
)  # fmt: skip


def draw(problem: str = "mlp", lr: float = 0.1) -> Drawing:
    """Training loss after ten epochs by learning rate: medians over five seeds, bands their range.

    ``problem`` is one of "softmax", "mlp", "softmax_raw", "mlp_raw"; each has a table. ``lr`` is
    the rate, out of those that were tried, at which a line is drawn through all panels.
    """
    result = experiment()
    data = {name: losses(result, name) for name in PROBLEMS} | {"tuned": _tuned(result)}
    figure, narrow = (
        _figure(layout, data[problem], lr, _goods(data["tuned"], problem), problem)
        for layout in LAYOUTS
    )
    constants = {"problems": PROBLEM["options"], "panels": PANELS, "ceiling": CEILING,
                 "good": THRESHOLD}  # fmt: skip
    slider = stops("lr", "learning rate", list(result.rates)) | {"show": ".3g"}
    return Drawing(
        figure, data, _alt(result, problem, lr), {"problem": problem, "lr": lr},
        constants=constants, controls=[PROBLEM, slider], room=ROOM, narrow=narrow,
    )  # fmt: skip


def losses(result: Sensitivity, problem: str) -> Table:
    """Median, least and largest final loss over seeds: learning_rate, RULE, RULE_low, RULE_high."""
    table: Table = {"learning_rate": result.rates}
    for rule, loss in result.losses[problem].items():
        kept = np.round(np.minimum(loss, CEILING), 5)
        table |= {
            rule: np.median(kept, axis=1),
            f"{rule}_low": kept.min(axis=1),
            f"{rule}_high": kept.max(axis=1),
        }
    return table


def _tuned(result: Sensitivity) -> Table:
    """For every problem and rule: best rate, loss there, and the good rates: decades and ends."""
    good = spans(result)
    rows = [
        (problem, rule, tuned.rate, tuned.loss, tuned.accuracy, tuned.decades,
         *(good[problem][rule] or (None, None)))
        for problem, by_rule in result.tuned.items()
        for rule, tuned in by_rule.items()
    ]  # fmt: skip
    names = ("problem", "rule", "learning_rate", "loss", "accuracy", "decades", "least", "largest")
    return dict(zip(names, zip(*rows, strict=True), strict=True))


def _goods(tuned: Table, problem: str) -> Goods:
    columns = (tuned[name] for name in ("problem", "rule", "least", "largest"))
    return {
        rule: None if least is None else (least, largest)
        for name, rule, least, largest in zip(*columns, strict=True)
        if name == problem
    }


def _figure(layout: Layout, table: Table, lr: float, goods: Goods, problem: str) -> Figure:
    width, height = layout.size
    figure = new_figure(height, width)
    rates = table["learning_rate"]
    axis: dict[str, Any] = {"xscale": "log", "yscale": "log", "ylim": LIMITS} | layout.ticks
    for name, box in zip(PANELS, layout.boxes, strict=True):
        ax = new_axes(figure, name, box, xlim=(rates[0], rates[-1]), **axis)
        ax.tick_params(labelbottom=name in layout.ticked)
        _panel(layout, ax, name, table, lr=lr, goods=goods)
        if name in layout.named:
            label(ax, "learning rate", (1, 0), "muted", coords="axes fraction",
                  offset=(0, -34), ha="right")  # fmt: skip
    title = f"final loss: {PROBLEM['options'][problem]}"
    heading(figure.axes[0], title, offset=layout.title, gid="readout-problem")
    return figure


def _panel(layout: Layout, ax: Axes, name: str, table: Table, *, lr: float, goods: Goods) -> None:
    here = int(np.argmin(abs(np.log(np.asarray(table["learning_rate"]) / lr))))
    for rule in PANELS[name]:
        band(ax, table, rule, "learning_rate")
        _shade(ax, rule, goods[rule])
    ax.plot([lr, lr], LIMITS, color=PALETTE["ink"], linewidth=1.2, gid=f"line-{name}")
    rules = PANELS[name]
    for rule, lift in zip(rules, layout.lifts[len(rules)], strict=True):
        curve(ax, table["learning_rate"], table[rule], rule, gid=f"loss-{rule}")
        loss = float(table[rule][here])
        ax.plot([lr], [min(loss, LIMITS[1])], "o", color=PALETTE[rule], markersize=6,
                clip_on=False, gid=f"here-{rule}")  # fmt: skip
        key(ax, lift, rule, _told(rule, loss), gid=f"key-{rule}", **layout.keys)


def _told(rule: str, loss: float) -> str:
    return f"{NAMES[rule]}: {'diverges' if loss >= CEILING else short(loss)}"


def _shade(ax: Axes, rule: str, good: tuple[float, float] | None) -> None:
    """The good rates, from the edge of the axes up to the loss that makes them good."""
    least, largest = good or (1.0, 1.0)
    (shade,) = ax.fill(
        [least, least, largest, largest], [LIMITS[0], THRESHOLD, THRESHOLD, LIMITS[0]],
        facecolor=PALETTE[rule], edgecolor=PALETTE[rule], alpha=0.24, gid=f"good-{rule}",
    )  # fmt: skip
    shade.set(linewidth=0.9, linestyle=rule_style(rule)["linestyle"])


def _alt(result: Sensitivity, problem: str, lr: float) -> str:
    tuned = result.tuned[problem]
    here = int(np.argmin(abs(np.log(result.rates / lr))))
    medians = {rule: np.median(loss[here]) for rule, loss in result.losses[problem].items()}
    good = [NAMES[rule] for rule in RULES if medians[rule] <= THRESHOLD]
    parts = ", ".join(f"{NAMES[r]} {short(tuned[r].rate)} ({tuned[r].decades:.1f})" for r in RULES)
    return (
        f"Final training loss of {PROBLEMS[problem]}, against the learning rate, on logarithmic "
        f"axes in four panels: seven valleys, and a line at {short(lr)}, a good rate for "
        f"{', '.join(good) or 'no rule'}. The best rate of each rule, and in brackets how many "
        f"powers of ten of rates end at a loss of {THRESHOLD:g} or less: {parts}."
    )
