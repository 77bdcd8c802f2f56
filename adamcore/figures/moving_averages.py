"""Adam's two moving averages of one noisy gradient sequence, with and without bias correction.

m averages the gradients, v their squares; both start at 0, so that at first they are too small.
Divided by 1 - beta^t they are unbiased from the first step (KB section 3).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from adamcore.estimates import estimates
from adamcore.moments import Normal

from .controls import betas
from .drawing import Drawing, Table
from .style import (
    NARROW,
    PALETTE,
    WIDTH,
    curve,
    dots,
    heading,
    key,
    label,
    new_axes,
    new_figure,
)

__all__ = ["PARAMETERS", "draw"]

PARAMETERS = {"beta1": 0.9, "beta2": 0.999}

STEPS, SEED = 200, 50
MEAN, SPREAD = 0.6, 0.8
X = {"xscale": "log", "xlim": (0.93, 215)}
DASH = (0, (3, 2))
CONTROLS = betas()
BESIDE: dict[str, Any] = {"x": 1, "lift": 26, "ha": "right"}
"""A readout beside the name of what is noisy; in a narrow drawing it has a line of its own."""


class Layout(NamedTuple):
    """Width and height, both boxes of axes, ticks, and what stands above the axes.

    ``noisy`` is the height of its name, ``corrected`` where the second key begins, ``below`` how
    far under the axes their name is.
    """

    size: tuple[float, float]
    first: tuple[float, float, float, float]
    second: tuple[float, float, float, float]
    ticks: tuple[float, ...]
    noisy: float
    readout: dict[str, Any]
    corrected: float
    below: float


LAYOUTS = (
    Layout((WIDTH, 408), (34, 52, 510, 186), (34, 244, 510, 372), (1, 3, 10, 30, 100, 200),
           noisy=26, readout=BESIDE, corrected=0.34, below=30),
    Layout((NARROW, 404), (24, 66, 294, 182), (24, 256, 294, 368), (1, 3, 10, 30, 100),
           noisy=48, readout={"lift": 28}, corrected=0.52, below=35),
)  # fmt: skip


def draw(beta1: float = 0.9, beta2: float = 0.999) -> Drawing:
    """g and g^2 over time, with m, m-hat and v, v-hat as Adam keeps them.

    The gradients are normal with mean 0.6 and standard deviation 0.8.
    """
    normal = Normal(MEAN, SPREAD)
    table = averages(normal.sample(STEPS, SEED), beta1, beta2)
    figure, narrow = (_figure(layout, table, normal, (beta1, beta2)) for layout in LAYOUTS)
    parameters, sent = {"beta1": beta1, "beta2": beta2}, {"averages": ["t", "g"]}
    return Drawing(
        figure, {"averages": table}, _alt(table), parameters, sent,
        controls=CONTROLS, narrow=narrow,
    )  # fmt: skip


def _figure(layout: Layout, table: Table, normal: Normal, betas: tuple[float, float]) -> Figure:
    width, height = layout.size
    figure = new_figure(height, width)
    x = X | {"xticks": layout.ticks}
    first = new_axes(figure, "first", layout.first, ylim=(-1.6, 2.8), yticks=(-1, 0, 1, 2), **x)
    second = new_axes(
        figure, "second", layout.second, ylim=(-0.2, 4.2), yticks=(0, 1, 2, 3, 4), **x
    )
    first.tick_params(labelbottom=False)
    _panel(first, table, "first", ("g", "m", "mhat"), normal.moments.first)
    _panel(second, table, "second", ("g2", "v", "vhat"), normal.moments.second)
    _words(layout, first, "first", ("m", "β₁", betas[0]), "gradients g")
    _words(layout, second, "second", ("v", "β₂", betas[1]), "squares g²")
    label(second, "step t", (1, 0), "muted", coords="axes fraction", ha="right",
          offset=(0, -layout.below))  # fmt: skip
    return figure


def averages(g: np.ndarray, beta1: float, beta2: float) -> Table:
    """What Adam keeps after each of the gradients ``g``: columns of equal length."""
    m, v, mhat, vhat = estimates(g, beta1=beta1, beta2=beta2)
    t = np.arange(1, len(g) + 1)
    return {"t": t, "g": g, "m": m, "mhat": mhat, "g2": g * g, "v": v, "vhat": vhat}


def _panel(ax: Axes, table: Table, role: str, names: tuple[str, str, str], truth: float) -> None:
    noisy, raw, corrected = names
    t = table["t"]
    ax.axhline(0, color=PALETTE["muted"], linewidth=0.7)
    ax.axhline(truth, color=PALETTE["ink"], linewidth=0.9, gid=f"truth-{role}")
    dots(ax, t, table[noisy], "gradient", alpha=0.7, gid=f"noisy-{role}")
    curve(ax, t, table[raw], role, linestyle=DASH, gid=raw)
    curve(ax, t, table[corrected], role, linewidth=2.2, gid=corrected)


def _words(layout: Layout, ax: Axes, role: str, names: tuple[str, str, float], noisy: str) -> None:
    letter, beta_name, beta = names
    hat = f"{letter}\u0302"
    heading(ax, noisy, role="gradient", lift=layout.noisy)
    key(ax, 8, role, f"{letter}, uncorrected", linestyle=DASH)
    key(ax, 8, role, f"{hat}, corrected", x=layout.corrected, linewidth=2.2)
    steps = memory(beta)
    text = f"{beta_name} = {beta:g}: memory of {steps:,g} {'step' if steps == 1 else 'steps'}"
    heading(ax, text, role=role, gid=f"readout-{role}", **layout.readout)


def memory(beta: float) -> float:
    """The effective memory of a moving average, 1 / (1 - beta) steps."""
    return round(1 / (1 - beta), 1)


def _alt(table: Table) -> str:
    return (
        f"Two panels over {STEPS} steps, on a logarithmic axis. Top: noisy gradients around a mean "
        f"of {MEAN}; the average m starts near 0 and reaches the mean after some steps, the "
        f"corrected average scatters about the mean from the start. Bottom: squared gradients; "
        f"v creeps up from 0 and is {table['v'][-1]:.2f} at the last step, while the corrected "
        f"average is {table['vhat'][-1]:.2f}, near the true second moment of 1."
    )
