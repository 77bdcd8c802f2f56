"""The smallest language model: who learns what follows the rare tokens.

The numbers are those of adamcore.experiments.bigram.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from matplotlib.figure import Figure

from adamcore.experiments.bigram import Bigram
from adamcore.experiments.bigram import bigram as experiment

from .controls import stops
from .drawing import Drawing, Table, significant
from .style import NAMES, NARROW, WIDTH, curve, heading, key, label, new_axes, new_figure

__all__ = ["PARAMETERS", "draw"]

PARAMETERS = {"step": 500}

RULES = {
    "sgd": ("Gradient descent", "sgd"),
    "momentum": (NAMES["momentum"], "momentum"),
    "sign": ("Sign descent", "ink"),
    "adam": (NAMES["adam"], "adam"),
}
"""The words and the role of each rule; without batches SGD is gradient descent."""
GROUPS = 24


class Layout(NamedTuple):
    """Width and height, the axes' box, where the key's second column begins in widths of the axes,
    and how far below them the words on ranks are.
    """

    size: tuple[float, float]
    main: tuple[float, float, float, float]
    column: float
    below: float


LAYOUTS = (
    Layout((WIDTH, 312), (46, 84, 510, 272), 0.5, 32),
    Layout((NARROW, 336), (42, 84, 288, 292), 0.6, 36),
)


def draw(step: int = 500) -> Drawing:
    """Excess loss against the rank of the token after ``step`` steps.

    ``step`` is one of 10, 30, 100, 300, 500; tokens are taken together in groups of about equal
    width on a logarithmic axis. The table after_N is for the step N.
    """
    result = experiment()
    data = {f"after_{t}": _excess(result, row) for row, t in enumerate(result.looks)}
    figure, narrow = (_figure(layout, data[f"after_{step}"], step, len(result.pi))
                      for layout in LAYOUTS)  # fmt: skip
    slider = stops("step", "step (precomputed)", list(result.looks), "adam")
    alt = _alt(data[f"after_{step}"], step)
    return Drawing(figure, data, alt, {"step": step}, controls=[slider], narrow=narrow)


def _figure(layout: Layout, table: Table, step: int, tokens: int) -> Figure:
    width, height = layout.size
    figure = new_figure(height, width)
    ax = new_axes(
        figure, "main", layout.main, xscale="log", yscale="log",
        xlim=(1, tokens), ylim=(1e-7, 10), xticks=(1, 3, 10, 30, 100, 300)
        if tokens == 300 else (1, 10), yticks=(1e-6, 1e-4, 0.01, 1),
    )  # fmt: skip
    for place, (rule, (words, role)) in enumerate(RULES.items()):
        row, column = divmod(place, 2)
        curve(ax, table["rank"], table[rule], role, gid=f"excess-{rule}")
        key(ax, 56 - 19 * row, role, words, x=column * layout.column, linewidth=1.9)
    heading(ax, f"excess loss after {step} steps", lift=12, gid="readout-step", role="muted")
    label(ax, "rank of the token", (1, 0), "muted", coords="axes fraction",
          offset=(0, -layout.below), ha="right")  # fmt: skip
    return figure


def _excess(result: Bigram, row: int) -> Table:
    """Mean excess loss by group of tokens: columns rank (the group's geometric mean), RULE."""
    tokens = len(result.pi)
    edges = np.unique(np.round(np.geomspace(1, tokens + 1, GROUPS + 1)).astype(int))
    groups = [slice(a - 1, b - 1) for a, b in pairwise(edges)]
    ranks = [np.exp(np.log(np.arange(g.start + 1, g.stop + 1)).mean()) for g in groups]
    table: Table = {"rank": significant(ranks, 4)}
    for rule in RULES:
        excess = np.maximum(result.rules[rule].path[row], 1e-9)  # float32 may round below zero
        table[rule] = significant([excess[g].mean() for g in groups], 4)
    return table


def _alt(table: Table, step: int) -> str:
    def ratio(rule: str) -> str:
        return f"{RULES[rule][0]} {table[rule][-1] / np.mean(table[rule][:3]):.1f}"

    told = ", ".join(ratio(rule) for rule in RULES)
    return (
        f"Excess loss of a table of bigrams after {step} steps against the rank of the token, both "
        "on logarithmic axes. At the end the lines of gradient descent and momentum rise toward "
        "the rare tokens, those of sign descent and Adam lie level far below. The loss of the "
        f"rarest group over that of the most common three: {told}."
    )
