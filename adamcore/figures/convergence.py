"""Training loss by step on real data, each rule at the rate that is soonest at a loss of 0.1.

The numbers are those of adamcore.experiments.speed: a perceptron on scikit-learn's digits.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from adamcore.experiments.speed import Speed
from adamcore.experiments.speed import speed as experiment
from adamcore.rules import RULES

from .controls import RULE_SWITCHES
from .drawing import Drawing, Table
from .style import (
    NAMES,
    NARROW,
    PALETTE,
    THIN,
    WIDTH,
    band,
    curve,
    end_labels,
    heading,
    label,
    new_axes,
    new_figure,
)

__all__ = ["PARAMETERS", "draw"]

PARAMETERS = {"epochs": 10}

SEEN = 240
"""Steps that are drawn: all rules have arrived by then, and would be close together in more."""
FLOOR = 0.015
LATER = ["rmsprop", "amsgrad", "adamw"]
"""Rules that a page shows on demand."""


class Layout(NamedTuple):
    """Width and height, the axes' box, and steps from one tick to the next."""

    size: tuple[float, float]
    main: tuple[float, float, float, float]
    tick: int


LAYOUTS = (
    Layout((WIDTH, 310), (40, 36, 388, 272), 40),
    Layout((NARROW, 340), (34, 34, 180, 300), 80),
)


def draw(epochs: int = 10) -> Drawing:
    """Loss over all training pictures by step: medians over five seeds, bands their range.

    A dot marks where the median is first at most 0.1.
    """
    result = experiment() if epochs == PARAMETERS["epochs"] else experiment(epochs=epochs)
    table = losses(result)
    arrivals = _arrivals(result)
    figure, narrow = (_figure(layout, result, table, arrivals) for layout in LAYOUTS)
    return Drawing(
        figure, {"losses": table, "arrivals": arrivals}, _alt(result), {"epochs": epochs},
        constants={"loss": result.threshold}, controls=[RULE_SWITCHES | {"off": LATER}],
        room={"words": {"wide": 3, "narrow": 5}}, narrow=narrow,
    )  # fmt: skip


def _figure(layout: Layout, result: Speed, table: Table, arrivals: Table) -> Figure:
    last = int(table["t"][-1])
    width, height = layout.size
    figure = new_figure(height, width)
    ax = new_axes(
        figure, "main", layout.main, yscale="log", xlim=(0, last), ylim=(FLOOR, 3.2),
        xticks=range(0, last + 1, layout.tick), yticks=(0.03, 0.1, 0.3, 1, 3),
    )  # fmt: skip
    for rule in RULES:
        band(ax, table, rule, "t")
    ax.axhline(result.threshold, color=PALETTE["ink"], linewidth=0.9)
    for rule in RULES:
        curve(ax, table["t"], table[rule], rule, gid=f"loss-{rule}")
    _marks(ax, arrivals)
    ends = {rule: (float(last), float(table[rule][-1])) for rule in RULES}
    steps = zip(RULES, arrivals["steps"], strict=True)
    end_labels(ax, ends, {rule: f"{NAMES[rule]}: {step}" for rule, step in steps})
    heading(ax, "training loss", lift=12)
    label(ax, "step t", (1, 0), "muted", coords="axes fraction", offset=(0, -32), ha="right")
    return figure


def losses(result: Speed) -> Table:
    """Median, least and largest loss over seeds: columns t, RULE, RULE_low, RULE_high."""
    seen = result.steps <= SEEN
    table: Table = {"t": result.steps[seen]}
    for rule, loss in result.losses.items():
        kept = np.round(loss[seen], 5)
        table |= {
            rule: np.median(kept, axis=1),
            f"{rule}_low": kept.min(axis=1),
            f"{rule}_high": kept.max(axis=1),
        }
    return table


def _arrivals(result: Speed) -> Table:
    """Per rule: learning rate, the step at which the median is low enough, and the median there."""
    steps = [result.rules[rule].steps for rule in RULES]
    rows = np.searchsorted(result.steps, steps)
    medians = [np.median(result.losses[r][row]) for r, row in zip(RULES, rows, strict=True)]
    rates = [result.rules[rule].rate for rule in RULES]
    return {
        "rule": list(RULES),
        "learning_rate": rates,
        "steps": steps,
        "loss": np.round(np.array(medians, float), 5),
    }


def _marks(ax: Axes, arrivals: Table) -> None:
    """A dot at each arrival, and a thin line down to its step."""
    for rule, step, loss in zip(*(arrivals[c] for c in ("rule", "steps", "loss")), strict=True):
        color = PALETTE[rule]
        ax.plot([step, step], [FLOOR, loss], color=color, linewidth=THIN, gid=f"drop-{rule}")
        ax.plot([step], [loss], "o", color=color, markersize=6.5, gid=f"mark-{rule}")


def _alt(result: Speed) -> str:
    shown = {rule: one for rule, one in result.rules.items() if rule not in LATER}
    reached = sorted(shown.items(), key=lambda item: item[1].steps)
    parts = ", ".join(f"{NAMES[rule]} at step {one.steps}" for rule, one in reached)
    return (
        f"Training loss against the step, on a logarithmic axis, each rule at the learning rate "
        f"that is soonest at a loss of {result.threshold:g}; all fall from 2.5. The median loss "
        f"comes down to {result.threshold:g}: {parts}."
    )
