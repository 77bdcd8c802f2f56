"""Final loss against learning rate, seven rules on real data.

The numbers are those of adamcore.experiments.learning_rates: scikit-learn's digits, two models,
each on pixels up to 1 and up to 16.
"""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from adamcore.experiments.learning_rates import Sensitivity
from adamcore.experiments.learning_rates import sensitivity as experiment
from adamcore.rules import RULES

from .controls import RULE_SWITCHES
from .drawing import Control, Drawing, Table
from .style import NAMES, PALETTE, band, curve, heading, label, new_axes, new_figure, rule_keys

__all__ = ["PARAMETERS", "draw"]

PARAMETERS = {"problem": "mlp"}

PROBLEMS = {
    "softmax": "softmax regression, pixels up to 1",
    "mlp": "a perceptron with one hidden layer, pixels up to 1",
    "softmax_raw": "softmax regression, pixels up to 16",
    "mlp_raw": "a perceptron with one hidden layer, pixels up to 16",
}
CONTROLS: list[Control] = [
    {
        "kind": "choice",
        "name": "problem",
        "label": "Problem",
        "options": {
            "softmax": "softmax, pixels up to 1",
            "mlp": "perceptron, pixels up to 1",
            "softmax_raw": "softmax, pixels up to 16",
            "mlp_raw": "perceptron, pixels up to 16",
        },
    },
    RULE_SWITCHES,
]
ROOM = {"columns": {"wide": 1}, "words": {"wide": 3, "narrow": 5, "least": 6}}
CEILING = 1e3
"""Losses are drawn up to here; runs that left the finite numbers stand here."""


def draw(problem: str = "mlp") -> Drawing:
    """Training loss after ten epochs by learning rate: medians over five seeds, bands their range.

    ``problem`` is one of "softmax", "mlp", "softmax_raw", "mlp_raw"; each has a table.
    """
    result = experiment()
    data = {name: losses(result, name) for name in PROBLEMS} | {"tuned": _tuned(result)}
    figure = new_figure(348)
    ax = new_axes(
        figure, "main", (46, 96, 510, 310), xscale="log", yscale="log",
        xlim=(result.rates[0], result.rates[-1]), ylim=(0.01, 10),
        xticks=10.0 ** np.arange(-5, 3), yticks=(0.01, 0.1, 1, 10),
    )  # fmt: skip
    _curves(ax, data[problem])
    rule_keys(ax, {rule: NAMES[rule] for rule in RULES}, 68)
    heading(ax, f"final loss, {PROBLEMS[problem]}", lift=18, gid="readout-problem")
    label(ax, "learning rate", (1, 0), "muted", coords="axes fraction", offset=(0, -34), ha="right")
    constants = {"problems": PROBLEMS}
    parameters = {"problem": problem}
    return Drawing(
        figure, data, _alt(result, problem), parameters,
        constants=constants, controls=CONTROLS, room=ROOM,
    )  # fmt: skip


def losses(result: Sensitivity, problem: str) -> Table:
    """Median, least and largest final loss over seeds: columns lr, RULE, RULE_low, RULE_high."""
    table: Table = {"lr": result.rates}
    for rule, loss in result.losses[problem].items():
        kept = np.round(np.minimum(loss, CEILING), 5)
        table |= {
            rule: np.median(kept, axis=1),
            f"{rule}_low": kept.min(axis=1),
            f"{rule}_high": kept.max(axis=1),
        }
    return table


def _tuned(result: Sensitivity) -> Table:
    """For every problem and rule: best rate, loss there, decades of rates that end below 0.1."""
    rows = [
        (problem, rule, tuned.rate, tuned.loss, tuned.accuracy, tuned.decades)
        for problem, by_rule in result.tuned.items()
        for rule, tuned in by_rule.items()
    ]
    names = ("problem", "rule", "lr", "loss", "accuracy", "decades")
    return dict(zip(names, zip(*rows, strict=True), strict=True))


def _curves(ax: Axes, table: Table) -> None:
    for rule in RULES:
        band(ax, table, rule, "lr")
    for rule in RULES:
        curve(ax, table["lr"], table[rule], rule, gid=f"loss-{rule}")
        best = int(np.argmin(table[rule]))
        ax.plot([table["lr"][best]], [table[rule][best]], "o", color=PALETTE[rule], markersize=5,
                gid=f"best-{rule}")  # fmt: skip


def _alt(result: Sensitivity, problem: str) -> str:
    tuned = result.tuned[problem]
    parts = ", ".join(f"{NAMES[r]} {tuned[r].rate:.3g} ({tuned[r].decades:.1f})" for r in RULES)
    return (
        f"Final training loss of {PROBLEMS[problem]}, against the learning rate, both on "
        f"logarithmic axes: seven valleys. The best rate of each rule, and in brackets how many "
        f"powers of ten of rates end at a loss of 0.1 or less: {parts}."
    )
