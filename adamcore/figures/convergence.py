"""Training loss by step on real data, each rule at its own best learning rate.

The numbers are those of adamcore.experiments.convergence: a perceptron on scikit-learn's digits.
"""

from __future__ import annotations

import numpy as np

from adamcore.experiments.convergence import Convergence
from adamcore.experiments.convergence import convergence as experiment
from adamcore.rules import RULES

from .controls import RULE_SWITCHES
from .drawing import Drawing, Table
from .style import NAMES, band, curve, end_labels, heading, label, new_axes, new_figure

__all__ = ["PARAMETERS", "draw"]

PARAMETERS = {"epochs": 10}


def draw(epochs: int = 10) -> Drawing:
    """Loss over all training pictures by step: medians over five seeds, bands their range."""
    result = experiment() if epochs == PARAMETERS["epochs"] else experiment(epochs=epochs)
    table = losses(result)
    last = int(result.steps[-1])
    figure = new_figure(310)
    ax = new_axes(
        figure, "main", (40, 36, 388, 272), yscale="log", xlim=(0, last), ylim=(0.015, 3.2),
        xticks=(0, 100, 200, 300, 400), yticks=(0.03, 0.1, 0.3, 1, 3),
    )  # fmt: skip
    for rule in RULES:
        band(ax, table, rule, "t")
    for rule in RULES:
        curve(ax, table["t"], table[rule], rule, gid=f"loss-{rule}")
    ends = {rule: (float(last), float(table[rule][-1])) for rule in RULES}
    end_labels(ax, ends, {rule: f"{NAMES[rule]} {result.rates[rule]:.3g}" for rule in RULES})
    heading(ax, "training loss", lift=12)
    label(ax, "step t", (1, 0), "muted", coords="axes fraction", offset=(0, -32), ha="right")
    rates = {"rule": list(RULES), "lr": [result.rates[rule] for rule in RULES],
             "steps_to_a_tenth": [result.reached[rule] for rule in RULES]}  # fmt: skip
    return Drawing(
        figure, {"losses": table, "rates": rates}, _alt(result), {"epochs": epochs},
        controls=[RULE_SWITCHES], room={"words": {"wide": 3, "narrow": 5}},
    )  # fmt: skip


def losses(result: Convergence) -> Table:
    """Median, least and largest loss over seeds: columns t, RULE, RULE_low, RULE_high."""
    table: Table = {"t": result.steps}
    for rule, loss in result.losses.items():
        kept = np.round(loss, 5)
        table |= {
            rule: np.median(kept, axis=1),
            f"{rule}_low": kept.min(axis=1),
            f"{rule}_high": kept.max(axis=1),
        }
    return table


def _alt(result: Convergence) -> str:
    reached = sorted(result.reached.items(), key=lambda item: item[1])
    parts = ", ".join(f"{NAMES[rule]} at step {t}" for rule, t in reached)
    return (
        f"Training loss of seven rules over {result.steps[-1]} steps on a logarithmic axis; all "
        f"fall from 2.5. The median loss comes down to 0.1: {parts}."
    )
