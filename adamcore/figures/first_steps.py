"""The first steps of AMSGrad in each of its conventions, beside Adam's.

Left the gradient is constant: the formula card, taken to the letter, begins with a step of
1 / sqrt(1 - beta2) learning rates. Right the first gradient is larger than all others: then it
matters whether the maximum is taken before the correction or behind it.
"""

# ruff: noqa: RUF001 (letters and signs as they are printed)

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from adamcore.problems import Online
from adamcore.rules import Adam, AMSGrad
from adamcore.trajectories import trajectory

from .controls import betas
from .drawing import Drawing, Table
from .numbers import short
from .style import CONVENTIONS as LOOKS
from .style import NARROW, PALETTE, WIDTH, curve, heading, key, label, new_axes, new_figure

__all__ = ["PARAMETERS", "draw"]

PARAMETERS = {"beta1": 0.9, "beta2": 0.999, "first": 10.0}

STEPS, POINTS = 4000, 100
CONVENTIONS = ("card", "paper", "max_then_correct", "correct_then_max")
X = {"xscale": "log", "xlim": (0.85, STEPS), "xticks": (1, 10, 100, 1000)}
Y = {"yscale": "log", "ylim": (0.03, 200), "yticks": (0.1, 1, 10)}
STYLE: dict[str, Any] = {
    "markersize": 5, "markerfacecolor": PALETTE["paper"], "linewidth": 1.4,
}  # fmt: skip
EVERY = 33
"""One of so many points has a marker."""
RISES = 0.8
"""A first step of the paper's form below it is followed by others where Adam's words stand."""
CONTROLS = [
    *betas(least=1),
    {"kind": "range", "name": "first", "label": "first gradient", "min": 1, "max": 20, "step": 0.1},
]
ROOM = {"columns": {"wide": 3}, "words": {"least": 5}}


def draw(beta1: float = 0.9, beta2: float = 0.999, first: float = 10.0) -> Drawing:
    """Steps in units of lr: for gradients of 1, and for a first gradient ``first`` before them."""
    ones = np.ones(STEPS)
    burst = np.concatenate([[first], ones[1:]])
    t = np.unique(np.round(np.geomspace(1, STEPS, POINTS)).astype(int))
    rules: dict[str, Any] = {"adam": Adam(1.0, beta1, beta2, eps=0.0)}
    rules |= {name: AMSGrad(1.0, beta1, beta2, 0.0, name) for name in CONVENTIONS}
    data = {
        name: {"t": t, **{key: steps(rule, g)[t - 1] for key, rule in rules.items()}}
        for name, g in (("constant", ones), ("burst", burst))
    }
    figure, narrow = (_figure(layout, data, first) for layout in LAYOUTS.values())
    parameters = {"beta1": beta1, "beta2": beta2, "first": first}
    constants = {"conventions": CONVENTIONS, "markers": EVERY, "rises": RISES,
                 "beside": [form for form in LAYOUTS if LAYOUTS[form].ends is _beside]}  # fmt: skip
    sent = {"constant": ["t"]}
    alt = _alt(data, first)
    return Drawing(figure, data, alt, parameters, sent, constants, CONTROLS, ROOM, narrow)


def steps(rule: Any, gradients: np.ndarray) -> np.ndarray:
    """How far each step goes against the gradient, in units of lr."""
    record = trajectory(rule, Online(gradients[:, None]), steps=len(gradients), record=("theta",))
    return -np.diff(np.asarray(record.theta)[:, 0])


def _figure(layout: Layout, data: dict[str, Table], first: float) -> Figure:
    width, height = layout.size
    figure = new_figure(height, width)
    constant = new_axes(figure, "constant", layout.constant, **X, **Y)
    after = new_axes(figure, "burst", layout.burst, **X, **Y)
    for ax, name in ((constant, "constant"), (after, "burst")):
        ax.tick_params(labelbottom=name in layout.ticked)
        _panel(ax, data[name], name)
    heading(constant, "step ÷ learning rate", lift=34)
    heading(constant, "the gradient is always 1", role="muted", lift=14)
    heading(after, f"{first:g} at first, then 1", role="muted", lift=layout.words,
            gid="readout-first")  # fmt: skip
    label(after, "step t", (1, 0), "muted", coords="axes fraction", offset=(0, -32), ha="right")
    _labels(layout, constant, after, data)
    return figure


def _panel(ax: Axes, table: Table, name: str) -> None:
    curve(ax, table["t"], table["adam"], "adam", linewidth=3.2, alpha=0.45, gid=f"{name}-adam")
    for convention in CONVENTIONS:
        curve(
            ax, table["t"], table[convention], "amsgrad", gid=f"{name}-{convention}",
            markevery=(0, EVERY), **(STYLE | LOOKS[convention]),
        )  # fmt: skip


def _labels(layout: Layout, constant: Axes, after: Axes, data: dict[str, Table]) -> None:
    def at(table: str, name: str, t: int) -> tuple[float, float]:
        place = int(np.searchsorted(data[table]["t"], t))
        return float(data[table]["t"][place]), float(data[table][name][place])

    card, paper = at("constant", "card", 1)[1], at("constant", "paper", 1)[1]
    text = f"the card to the letter: {short(card)} at t = 1"
    label(constant, text, at("constant", "card", 1), "amsgrad", offset=(0, 7), gid="readout-card")
    text, (x, y) = f"the paper’s: {short(paper)}", at("constant", "card", 30)
    label(constant, text, (x, max(y, 1.25)), "amsgrad", offset=(10, 2), gid="readout-paper")
    x, y = at("constant", "paper", 12)
    place = (x, min(1.0, y)) if paper < RISES else (1.2, 1.0)
    for text, down, gid in (("Adam, and both library", 18, "adam"), ("conventions: 1", 34, "one")):
        label(constant, text, place, "adam", offset=(0, -down), gid=f"label-{gid}")
    high, low = (at("burst", name, STEPS)[1] for name in ("max_then_correct", "correct_then_max"))
    layout.ends(after, high, low)


def _beside(ax: Axes, high: float, low: float) -> None:
    """Both ends of the library's conventions, below their lines if there is room."""
    under = 0.3 if low < 0.22 * high else 0.53  # clear of the dip, if the other line is far below
    for text, y, gid in (
        (f"maximum first: {short(high, 2)}", (under if high > 0.5 else 1.3) * high, "maximum"),
        (f"correction first: {short(low, 2)}", min(0.56, 0.27 * high / low) * low, "burst"),
    ):
        y = y if y > 0.045 else 1.3 * low  # noqa: PLW2901 (within the axes)
        label(ax, text, (STEPS, y), "amsgrad", offset=(-2, 0), ha="right", gid=f"readout-{gid}")


def _in_key(ax: Axes, high: float, low: float) -> None:
    """The same above the axes, with samples of the lines."""
    for lift, gid, convention, text in (
        (27, "maximum", "max_then_correct", f"maximum first: {short(high, 2)}"),
        (8, "burst", "correct_then_max", f"correction first: {short(low, 2)}"),
    ):
        style = STYLE | LOOKS[convention] | {"markevery": [1]}
        key(ax, lift, "amsgrad", text, **style).set_gid(f"readout-{gid}")


class Layout(NamedTuple):
    """Width and height, the boxes of both pairs of axes, and what is written at them.

    ``ticked`` are those with numbers along x. ``words`` is the height of what the second's gradient
    is, and ``ends`` writes where its lines end.
    """

    size: tuple[float, float]
    constant: tuple[float, float, float, float]
    burst: tuple[float, float, float, float]
    ticked: tuple[str, ...]
    words: float
    ends: Callable[[Axes, float, float], None]


LAYOUTS = {
    "wide": Layout((WIDTH, 300), (34, 56, 258, 264), (288, 56, 512, 264),
                   ticked=("constant", "burst"), words=14, ends=_beside),
    "narrow": Layout((NARROW, 448), (34, 52, 292, 196), (34, 268, 292, 412),
                     ticked=("burst",), words=48, ends=_in_key),
}  # fmt: skip


def _alt(data: dict[str, Table], first: float) -> str:
    constant, burst = data["constant"], data["burst"]
    return (
        f"Steps in learning rates against their number. First, a constant gradient: Adam and both "
        f"library conventions of AMSGrad take steps of 1; the paper’s form begins at "
        f"{constant['paper'][0]:.2f} and rises before it falls; the card to the letter begins "
        f"at {constant['card'][0]:.1f} and falls to 1. Then, a first gradient of {first:g} before "
        f"ones: correcting before the maximum leaves steps of {burst['correct_then_max'][-1]:.2f} "
        f"for good, the maximum before correction ends at {burst['max_then_correct'][-1]:.2f}."
    )
