"""Adam's two moving averages of one noisy gradient sequence, with and without bias correction.

m averages the gradients, v their squares; both start at 0, so that at first they are too small.
Divided by 1 - beta^t they are unbiased from the first step (KB section 3).
"""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from adamcore.estimates import estimates
from adamcore.moments import Normal

from .controls import betas
from .drawing import Drawing, Table
from .style import PALETTE, curve, dots, heading, key, label, new_axes, new_figure

__all__ = ["PARAMETERS", "draw"]

PARAMETERS = {"beta1": 0.9, "beta2": 0.999}

STEPS, SEED = 200, 50
MEAN, SPREAD = 0.6, 0.8
X = {"xscale": "log", "xlim": (0.93, 215), "xticks": (1, 3, 10, 30, 100, 200)}
DASH = (0, (3, 2))
CONTROLS = betas()


def draw(beta1: float = 0.9, beta2: float = 0.999) -> Drawing:
    """g and g^2 over time, with m, m-hat and v, v-hat as Adam keeps them.

    The gradients are normal with mean 0.6 and standard deviation 0.8.
    """
    normal = Normal(MEAN, SPREAD)
    table = averages(normal.sample(STEPS, SEED), beta1, beta2)
    figure = new_figure(408)
    first = new_axes(
        figure, "first", (34, 52, 510, 186), ylim=(-1.6, 2.8), yticks=(-1, 0, 1, 2), **X
    )
    second = new_axes(
        figure, "second", (34, 244, 510, 372), ylim=(-0.2, 4.2), yticks=(0, 1, 2, 3, 4), **X
    )
    first.tick_params(labelbottom=False)
    _panel(first, table, "first", ("g", "m", "mhat"), normal.moments.first)
    _panel(second, table, "second", ("g2", "v", "vhat"), normal.moments.second)
    _readout(first, "first", ("m", "β₁", beta1), "gradients g")
    _readout(second, "second", ("v", "β₂", beta2), "squares g²")
    label(second, "step t", (1, 0), "muted", coords="axes fraction", offset=(0, -30), ha="right")
    parameters, sent = {"beta1": beta1, "beta2": beta2}, {"averages": ["t", "g"]}
    return Drawing(figure, {"averages": table}, _alt(table), parameters, sent, controls=CONTROLS)


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


def _readout(ax: Axes, role: str, names: tuple[str, str, float], noisy: str) -> None:
    letter, beta_name, beta = names
    hat = f"{letter}\u0302"
    heading(ax, noisy, role="gradient", lift=26)
    key(ax, 8, role, f"{letter}, uncorrected", linestyle=DASH)
    key(ax, 8, role, f"{hat}, corrected", x=0.34, linewidth=2.2)
    steps = memory(beta)
    text = f"{beta_name} = {beta:g}: memory of {steps:,g} {'step' if steps == 1 else 'steps'}"
    heading(ax, text, role=role, x=1, lift=26, ha="right", gid=f"readout-{role}")


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
