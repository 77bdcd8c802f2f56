"""Effective step sizes over time: AdaGrad's sum only grows, RMSProp's and Adam's averages forget.

The effective step size is what multiplies a coordinate's gradient, in units of lr.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from adamcore.problems import Online
from adamcore.rules import AdaGrad, Adam, RMSProp
from adamcore.trajectories import trajectory

from .controls import stops
from .drawing import Drawing, Table
from .style import NAMES, NARROW, WIDTH, curve, heading, label, new_axes, new_figure

__all__ = ["PARAMETERS", "draw"]

PARAMETERS = {"period": 100}

STEPS, POINTS, SEED, BETA = 10_000, 110, 0, 0.999
PERIODS = (3, 10, 30, 100, 300, 1000)
RULES = ("adagrad", "rmsprop", "adam")
X = {"xscale": "log", "xlim": (0.9, STEPS), "xticks": (1, 10, 100, 1000, 10_000)}
Y = {"yscale": "log", "ylim": (0.006, 130), "yticks": (0.01, 0.1, 1, 10, 100)}


class Layout(NamedTuple):
    """Width and height, the boxes of both axes, how far below the words on time are, and by rule
    the step that its name is at, and how far it is from there: right and up, in points.
    """

    size: tuple[float, float]
    dense: tuple[float, float, float, float]
    rare: tuple[float, float, float, float]
    below: float
    names: dict[str, tuple[int, tuple[float, float]]]


LAYOUTS = (
    Layout(
        (WIDTH, 282), (38, 54, 248, 246), (292, 54, 502, 246), 32,
        {"adagrad": (30, (-8, -34)), "rmsprop": (2, (6, 12)), "adam": (1500, (0, 8))},
    ),
    Layout(
        (NARROW, 372), (40, 50, 280, 168), (40, 214, 280, 332), 36,
        {"adagrad": (30, (-40, -25)), "rmsprop": (30, (4, 6)), "adam": (1500, (0, 8))},
    ),
)  # fmt: skip


def draw(period: int = 100) -> Drawing:
    """Step sizes of a dense feature, and of one that is seen once in ``period`` steps.

    Gradients are standard normal where a feature is seen and 0 elsewhere; RMSProp's beta and
    Adam's beta2 are 0.999, epsilons the defaults. The table rare_N is for the period N.
    """
    periods = sorted({*PERIODS, period})
    sizes = effective_sizes(masked(periods))
    t = np.unique(np.round(np.geomspace(1, STEPS, POINTS)).astype(int))
    names = ["dense", *(f"rare_{p}" for p in periods)]
    data = {
        name: {"t": t, **{rule: sizes[rule][t - 1, column] for rule in RULES}}
        for column, name in enumerate(names)
    }
    figure, narrow = (_figure(layout, data, period) for layout in LAYOUTS)
    slider = stops("period", "seen once in … steps (precomputed)", periods, "adam")
    controls = [slider | {"show": ","}]
    return Drawing(
        figure, data, _alt(data, period), {"period": period}, controls=controls, narrow=narrow
    )


def _figure(layout: Layout, data: dict[str, Table], period: int) -> Figure:
    width, height = layout.size
    figure = new_figure(height, width)
    dense = new_axes(figure, "dense", layout.dense, **X, **Y)
    rare = new_axes(figure, "rare", layout.rare, **X, **Y)
    _panel(dense, data["dense"], "dense")
    _panel(rare, data[f"rare_{period}"], "rare")
    heading(dense, "effective step ÷ learning rate", lift=32)
    heading(dense, "a dense feature", role="muted", lift=12)
    heading(rare, f"seen once in {period:,} steps", role="muted", lift=12, gid="readout-period")
    label(rare, "step t", (1, 0), "muted", coords="axes fraction", offset=(0, -layout.below),
          ha="right")  # fmt: skip
    _names(dense, data["dense"], layout)
    return figure


def masked(periods: list[int]) -> np.ndarray:
    """Gradients, shape (STEPS, 1 + periods): one dense column, then one for each period."""
    dense, rare = np.random.default_rng(SEED).standard_normal((STEPS, 2)).T
    seen = np.arange(STEPS)[:, None] % np.array(periods) == 0
    return np.column_stack([dense, np.where(seen, rare[:, None], 0.0)])


def effective_sizes(gradients: np.ndarray) -> Table:
    """What each rule multiplies the gradients with, in units of lr; shaped like ``gradients``."""
    adagrad, rmsprop, adam = AdaGrad(1.0), RMSProp(1.0, BETA), Adam(1.0, beta2=BETA)

    def states(rule: Any) -> Any:
        return trajectory(rule, Online(gradients), steps=STEPS, record=("state",)).state

    sums = states(adagrad).G[1:]
    averages = states(rmsprop).v[1:]
    state = states(adam)
    corrected = state.v[1:] / (1 - np.reshape(state.beta2_t[1:], (-1, 1)))
    return {
        "adagrad": 1 / np.sqrt(sums + adagrad.eps),
        "rmsprop": 1 / (np.sqrt(averages) + rmsprop.eps),
        "adam": 1 / (np.sqrt(corrected) + adam.eps),
    }


def _panel(ax: Axes, table: Table, name: str) -> None:
    for rule in RULES:
        curve(ax, table["t"], table[rule], rule, gid=f"{name}-{rule}")


def _names(ax: Axes, table: Table, layout: Layout) -> None:
    for rule, (at, offset) in layout.names.items():
        place = int(np.searchsorted(table["t"], at))
        point = (float(table["t"][place]), float(table[rule][place]))
        label(ax, NAMES[rule], point, rule, offset=offset)


def _alt(data: dict[str, Table], period: int) -> str:
    dense, rare = data["dense"], data[f"rare_{period}"]
    return (
        f"Effective step sizes over {STEPS:,} steps, on logarithmic axes. First, a dense feature: "
        f"AdaGrad falls in a straight line to {dense['adagrad'][-1]:.3f}, while Adam and RMSProp "
        f"settle near 1. Second, a feature seen once in {period} steps: AdaGrad falls to "
        f"{rare['adagrad'][-1]:.2f}, Adam and RMSProp settle near {rare['adam'][-1]:.1f}."
    )
