"""The online problem on which Adam walks to the worst point and AMSGrad does not (RKK, section 5).

f_t(x) = 1010 x if t mod 101 = 1, else -10 x, on [-1, 1]: a cycle's gradients sum to +10, so that
the best point is -1. x saws up and down within a cycle; shown are means over whole cycles.
"""

# ruff: noqa: RUF001 (letters and signs as they are printed)

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from adamcore.experiments.drift import drift

from .controls import stops
from .counterexample_layout import LAYOUTS, Label, Layout
from .drawing import Control, Drawing, Table
from .style import (
    CONVENTIONS,
    PALETTE,
    curve,
    heading,
    label,
    new_axes,
    new_figure,
)

__all__ = ["PARAMETERS", "draw"]

PARAMETERS = {"beta2": 0.99}

PERIOD, CYCLES, SHOWN = 101, 990, 66
FIRST, REST = 1010.0, -10.0
"""The gradient at the first step of each cycle, and at the others."""
BETA1, LR = 0.9, 0.01
GRID = (0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9993, 0.9995, 0.9997, 0.9998, 0.9999)
RUNS = ("adam", "paper", "max_then_correct", "correct_then_max")
SAMPLE = 26
"""How long a sample is, in points."""
MARKED = {"paper": [3, 18, 33, 48], "max_then_correct": [10, 25, 40, 55],
          "correct_then_max": [6, 22, 38, 54], "adam": []}  # fmt: skip
"""Points of a line that have its marker: others than those of a line that it nearly covers."""
AT, LOW = 0.2, -0.3
"""Adam's label goes with its line, a share AT of the way; above it where x is below LOW. In a
narrow drawing it stands above the axes, with those of the other lines."""
RUN_SWITCHES: Control = {
    "kind": "switches",
    "label": "Runs",
    "series": {
        "adam": "Adam",
        "paper": "AMSGrad as in the paper",
        "max_then_correct": "AMSGrad, maximum then correction",
        "correct_then_max": "AMSGrad, correction then maximum",
    },
    "tones": {run: "adam" if run == "adam" else "amsgrad" for run in RUNS},
}
NAMED = {
    "correct_then_max": "AMSGrad, correction first",
    "paper": "AMSGrad as in the paper",
    "max_then_correct": "AMSGrad, maximum first",
}
ROOM = {"switches": {"wide": 2, "narrow": 1}, "words": {"wide": 4, "narrow": 6, "least": 7}}
LOOKS = CONVENTIONS | {"adam": {"linestyle": "solid", "marker": "o"}}


def draw(beta2: float = 0.99) -> Drawing:
    """Where Adam and AMSGrad go for 100,000 steps, their regret, and Adam's drift by beta2.

    beta1 is 0.9, the learning rate 0.01, the start 0; "adam" and "paper" have no bias correction.
    The tables x_RUN and regret_RUN have a column for each beta2 of a grid.
    """
    betas = sorted({*GRID, beta2})
    means, regrets = walks(np.array(betas))
    t = PERIOD * CYCLES // SHOWN * np.arange(1, SHOWN + 1)
    data: dict[str, Table] = {
        f"{kind}_{run}": {"t": t}
        | {f"{b:g}": np.round(found[:, r, i], 5) for i, b in enumerate(betas)}
        for kind, found in (("x", means), ("regret", regrets))
        for r, run in enumerate(RUNS)
    }
    rest = np.geomspace(0.1, 1e-4, 91)
    data["drift"] = {"one_minus_beta2": rest, "drift": drift(1 - rest, BETA1)}
    here = float(drift(beta2, BETA1))

    figure, narrow = (_figure(layout, data, beta2, here) for layout in LAYOUTS)
    walked = [name for name in data if name != "drift"]
    sent = {name: list(data[name])[name != "x_adam" :] for name in walked}  # one has the times
    constants = {"beta1": BETA1, "first": FIRST, "rest": REST, "period": PERIOD,
                 "label": {"wide": {"at": AT, "low": LOW}}, "marked": MARKED,
                 "runs": RUN_SWITCHES["series"]}  # fmt: skip
    controls = [stops("beta2", f"β₂ ({len(betas)} precomputed runs)", betas, "adam"), RUN_SWITCHES]
    parameters = {"beta2": beta2}
    alt = _alt(data, beta2, here)
    return Drawing(figure, data, alt, parameters, sent, constants, controls, ROOM, narrow)


def _figure(layout: Layout, data: dict[str, Table], beta2: float, here: float) -> Figure:
    width, height = layout.size
    figure = new_figure(height, width)
    walk = new_axes(figure, "walk", layout.walk, xlim=(0, 1e5), ylim=(-1.12, 1.12),
                    xticks=layout.steps)  # fmt: skip
    walk.set_yticks((-1, 0, 1), ("best −1", "0", "worst 1"))
    regret = new_axes(figure, "regret", layout.regret, xlim=(0, 1e5), ylim=(-0.05, 1.0),
                      xticks=layout.fewer, yticks=(0, 0.5, 1))  # fmt: skip
    drifts = new_axes(figure, "drift", layout.drift, xscale="log", xlim=(0.1, 1e-4),
                      ylim=(-0.5, 2.4), yticks=(0, 1, 2))  # fmt: skip
    drifts.set_xticks([1 - beta for beta in layout.betas], [f"{beta:g}" for beta in layout.betas])
    _lines(walk, data, "x", f"{beta2:g}")
    _lines(regret, data, "regret", f"{beta2:g}")
    _drift(layout, drifts, data["drift"], beta2, here)
    _words(layout, walk, regret, data, f"{beta2:g}")
    return figure


def walks(beta2: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Means of x over SHOWN stretches, and R_T / T at their ends: (SHOWN, RUNS, len(beta2)).

    All runs are one array; m_t does not depend on the run, as the losses are linear.
    """
    x: np.ndarray = np.zeros((len(RUNS), len(beta2)))
    m, vmax = 0.0, np.zeros_like(x)
    v: np.ndarray = np.zeros(len(beta2))
    power1, power2, paid, summed = 1.0, np.ones(len(beta2)), np.zeros_like(x), np.zeros_like(x)
    means, regrets = [], []
    stretch = PERIOD * CYCLES // SHOWN
    for t in range(1, PERIOD * CYCLES + 1):
        g = FIRST if t % PERIOD == 1 else REST
        paid += g * x
        m = BETA1 * m + (1 - BETA1) * g
        v = beta2 * v + (1 - beta2) * (g * g)
        power1, power2 = power1 * BETA1, power2 * beta2
        vhat = v / (1 - power2)
        # Adam takes v itself: a maximum with nothing kept.
        vmax = np.maximum(vmax, (v, v, v, vhat))
        vmax[0] = v
        mhat = m / (1 - power1)
        root = np.sqrt((vmax[0], vmax[1], vmax[2] / (1 - power2), vmax[3]))
        x = x - LR * np.array([[m], [m], [mhat], [mhat]]) / root
        x = np.minimum(np.maximum(x, -1.0), 1.0)
        summed += x
        if t % stretch == 0:
            # The best point, -1, has paid -10 in each whole cycle.
            means.append(summed / stretch)
            regrets.append((paid + 10.0 * (t // PERIOD)) / t)
            summed = np.zeros_like(x)
    return np.array(means), np.array(regrets)


def _lines(ax: Axes, data: Table, kind: str, column: str) -> None:
    for run in RUNS:
        role = "adam" if run == "adam" else "amsgrad"
        table = data[f"{kind}_{run}"]
        style = LOOKS[run] | {"markersize": 5, "markerfacecolor": PALETTE["paper"]}
        curve(ax, table["t"], table[column], role, gid=f"{kind}-{run}", markevery=MARKED[run],
              **style)  # fmt: skip
        ax.plot(table["t"][-1:], table[column][-1:], color=PALETTE[role], clip_on=False,
                gid=f"{kind}-{run}-end", **style)  # fmt: skip


def _drift(layout: Layout, ax: Axes, table: Table, beta2: float, here: float) -> None:
    ax.axhline(0, color=PALETTE["ink"], linewidth=0.9)
    curve(ax, table["one_minus_beta2"], table["drift"], "adam", gid="drift")
    edge = min(here, ax.get_ylim()[1])
    ax.plot([1 - beta2], [edge], "o", color=PALETTE["adam"], markersize=7, clip_on=False,
            gid="drift-here")  # fmt: skip
    title, told = layout.drifts
    heading(ax, "Adam’s drift per cycle ÷ η", offset=title)
    heading(ax, f"{here:+.3f} at β₂ = {beta2:g}", role="adam", offset=told, gid="readout-drift")
    label(ax, "β₂", (1, 0), "muted", coords="axes fraction", offset=(0, -32), ha="right")
    label(ax, "to the worst", role="muted", **layout.worst)
    label(ax, "to the best", (0.085, 0), "muted", offset=(0, -15))


def _words(layout: Layout, walk: Axes, regret: Axes, data: Table, column: str) -> None:
    heading(walk, "x, mean over cycles", offset=layout.title)
    heading(regret, "average regret R/T", lift=8)
    for ax in (walk, regret):
        label(ax, "step t", (1, 0), "muted", coords="axes fraction", offset=(0, -32), ha="right")
    at, offset = layout.adam or _under(data["x_adam"], column)
    label(walk, "Adam", at, "adam", **offset, gid="label-adam")
    for run, free in layout.names.items():
        _name(walk, run, free)


def _under(table: Table, column: str) -> Label:
    """Adam's label at its line."""
    place = int(AT * SHOWN)
    x, y = float(table["t"][place]), float(table[column][place])
    return (x, y), {"offset": (0, 8 if y < LOW else -18)}


def _name(ax: Axes, run: str, place: tuple[float, float]) -> None:
    """A sample of the line of ``run``, and its name."""
    box = ax.get_window_extent()
    x, y = place[0] / box.width, 1 + place[1] / box.height
    xs = [x, x + SAMPLE / 2 / box.width, x + SAMPLE / box.width]
    curve(ax, xs, [y + 3.5 / box.height] * 3, "amsgrad", gid=f"sample-{run}", markevery=[1],
          markersize=5, markerfacecolor=PALETTE["paper"], transform=ax.transAxes,
          clip_on=False, **LOOKS[run])  # fmt: skip
    label(ax, NAMED[run], (x, y), "amsgrad", coords="axes fraction", offset=(SAMPLE + 6, 0),
          gid=f"label-{run}")  # fmt: skip


def _alt(data: Table, beta2: float, here: float) -> str:
    column = f"{beta2:g}"
    x = {run: data[f"x_{run}"][column][-1] for run in RUNS}
    side = "worst" if here > 0 else "best"
    return (
        f"Top: x over 100,000 steps with β₂ = {beta2:g}. Adam ends at {x['adam']:.2f}, AMSGrad "
        f"at {x['paper']:.2f} as in the paper, at {x['max_then_correct']:.2f} with the maximum "
        f"before correction, at {x['correct_then_max']:.2f} with correction before the maximum; 1 "
        f"is the worst point, -1 the best. Bottom left: average regret, which for Adam stays at "
        f"{data['regret_adam'][column][-1]:.2f}. Bottom right: Adam’s drift per cycle against "
        f"β₂, here {here:+.3f} learning rates, towards the {side} point; "
        f"it changes sign near 0.9995."
    )
