"""One coordinate of a run: its gradients, Adam's two estimates, and the step they make.

The gradients are noisy, and their mean changes its sign half-way; or they are silent for long and
then all equal, which takes Adam's steps beyond the learning rate. Below, what epsilon does to a
steady gradient of any scale, outside the root, sqrt(vhat) + eps, and inside it, sqrt(vhat + eps).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from adamcore.bounds import step_bound
from adamcore.estimates import estimates

from .coordinate_layout import LAYOUTS, Layout
from .drawing import Control, Drawing, Table
from .numbers import fixed, short
from .style import PALETTE, curve, dots, heading, is_narrow, key, label, new_axes, new_figure

__all__ = ["PARAMETERS", "draw"]

PARAMETERS: dict[str, int | float | str] = {
    "sequence": "turn", "step": 120, "scale": 1.0, "eps": 1e-8, "place": "outside",
}  # fmt: skip

STEPS, SEED, MEAN, SPREAD, SILENCE = 200, 3, 0.6, 0.8, 150
SEQUENCES = {"turn": "noisy, turning half-way", "burst": "silence, then a burst"}
CONTROLS: list[Control] = [
    {"kind": "choice", "name": "sequence", "label": "gradients", "options": SEQUENCES},
    {"kind": "range", "name": "step", "label": "step t", "min": 1, "max": STEPS, "step": 1},
    {"kind": "decades", "name": "scale", "label": "size of the gradients", "from": -10, "to": 1,
     "per": 20},
    {"kind": "decades", "name": "eps", "label": "ε", "from": -10, "to": -2, "per": 20},
    {"kind": "choice", "name": "place", "label": "ε stands",
     "options": {"outside": "outside the root", "inside": "inside the root"}},
]  # fmt: skip
BETA1, BETA2 = 0.9, 0.999
PLACES = ("outside", "inside")
DASH = (0, (5, 2.5))
EPSILON: dict[str, tuple[str, dict[str, Any], str]] = {
    "outside": ("adam", {}, "√v̂ + ε"),
    "inside": ("accent", {"linestyle": (0, (6, 2))}, "√(v̂ + ε)"),
}
"""By place of epsilon: the role and the style of the line, and its name."""
SMALL = 0.0005
"""Steps below it have nothing but zeros in three places."""
X = {"xlim": (0, STEPS), "xticks": (0, 50, 100, 150, 200)}


def draw(
    sequence: str = "turn",
    step: int = 120,
    scale: float = 1.0,
    eps: float = 1e-8,
    place: str = "outside",
) -> Drawing:
    """g, m-hat, root of v-hat and the step over 200 steps, with a cursor at ``step``.

    ``sequence`` is that of the gradients, "turn" or "burst"; ``scale`` multiplies them all;
    ``place`` says where eps stands, "outside" or "inside".
    """
    sequences = {"turn": gradients(), "burst": silence_then_ones()}
    run = inspected(sequences[sequence], scale, eps, place) | sequences
    sizes = np.logspace(-12, 2, 113)
    epsilon = {"scale": sizes, **{p: steady(sizes, eps, p) for p in PLACES}}
    data = {"run": run, "epsilon": epsilon}
    parameters = {"sequence": sequence, "step": step, "scale": scale, "eps": eps, "place": place}
    sent = {"run": ["t", *SEQUENCES, "bound"], "epsilon": ["scale"]}
    constants = {"beta1": BETA1, "beta2": BETA2, "keyed": ["narrow"]}
    alt = _alt(run, sequence, step, eps)
    figure, narrow = (_figure(layout, data, parameters) for layout in LAYOUTS)
    return Drawing(figure, data, alt, parameters, sent, constants, CONTROLS, narrow=narrow)


def _figure(layout: Layout, data: dict[str, Table], parameters: dict[str, Any]) -> Figure:
    width, height = layout.size
    figure = new_figure(height, width)
    scale, step = parameters["scale"], parameters["step"]
    shown = 2.6 * scale
    top = new_axes(figure, "estimates", layout.estimates, ylim=(-shown, shown),
                   yticks=(-2 * scale, 0, 2 * scale), **X)  # fmt: skip
    top.tick_params(labelbottom=False)
    for words, name in zip(top.get_yticklabels(), ("low", "zero", "high"), strict=True):
        words.set_gid(f"tick-{name}")
    middle = new_axes(
        figure, "step", layout.step, ylim=(-3.6, 3.6), yticks=(-3, -1, 1, 3), **X
    )  # fmt: skip
    bottom = new_axes(
        figure, "epsilon", layout.epsilon, xscale="log", xlim=(1e-12, 1e2), ylim=(-0.04, 1.1),
        xticks=(1e-12, 1e-8, 1e-4, 1), yticks=(0, 0.5, 1),
    )  # fmt: skip
    _estimates(top, data["run"], step, layout)
    _steps(middle, data["run"], step, layout)
    _epsilon(bottom, data["epsilon"], parameters, layout)
    return figure


def silence_then_ones() -> np.ndarray:
    """The gradients of the burst at scale 1: none for a while, then ones."""
    return np.repeat([0.0, 1.0], [SILENCE, STEPS - SILENCE])


def gradients() -> np.ndarray:
    """The noisy gradients at scale 1: normal, of mean +0.6 in the first half, then -0.6."""
    sign = np.where(np.arange(STEPS) < STEPS // 2, 1.0, -1.0)
    return MEAN * sign + SPREAD * np.random.default_rng(SEED).standard_normal(STEPS)


def inspected(base: np.ndarray, scale: float, eps: float, place: str) -> Table:
    """What Adam makes of ``scale`` times ``base``; steps and their bound in units of lr."""
    g = scale * base
    _, _, mhat, vhat = estimates(g, beta1=BETA1, beta2=BETA2)
    root = np.sqrt(vhat) + eps if place == "outside" else np.sqrt(vhat + eps)
    t = np.arange(1, len(g) + 1)
    return {
        "t": t, "g": g, "mhat": mhat, "root_vhat": np.sqrt(vhat),
        "step": mhat / root, "bound": step_bound(BETA1, BETA2, t),
    }  # fmt: skip


def steady(scale: np.ndarray, eps: float, place: str) -> np.ndarray:
    """The step in units of lr for a gradient that is always ``scale``."""
    root = scale + eps if place == "outside" else np.sqrt(scale * scale + eps)
    steps: np.ndarray = scale / root
    return steps


def _cursor(ax: Axes, name: str, step: int) -> None:
    ax.axvline(step, color=PALETTE["ink"], linewidth=0.9, gid=f"cursor-{name}")


def _dot(ax: Axes, x: float, y: float, role: str, gid: str) -> None:
    ax.plot([x], [y], "o", color=PALETTE[role], markersize=6, clip_on=False, gid=f"dot-{gid}")


def _estimates(ax: Axes, run: Table, step: int, layout: Layout) -> None:
    t, at = run["t"], step - 1
    ax.axhline(0, color=PALETTE["muted"], linewidth=0.7)
    dots(ax, t, run["g"], "gradient", alpha=0.8, gid="g")
    _cursor(ax, "estimates", step)
    curve(ax, t, run["root_vhat"], "second", linestyle=DASH, gid="root-vhat")
    curve(ax, t, run["mhat"], "first", gid="mhat")
    for name, role in (("g", "gradient"), ("root_vhat", "second"), ("mhat", "first")):
        _dot(ax, step, float(run[name][at]), role, name.replace("_", "-"))
    first, second = layout.columns
    heading(ax, f"t = {step}", lift=32, x=first, gid="readout-t")
    heading(ax, f"g = {_plus(run['g'][at])}", role="gradient", lift=32, x=second, gid="readout-g")
    key(ax, 10, "first", f"m̂ = {_plus(run['mhat'][at])}", x=first, gid="mhat")
    text = f"√v̂ = {short(run['root_vhat'][at])}"
    key(ax, 10, "second", text, x=second, gid="root-vhat", linestyle=DASH)


def _plus(value: float) -> str:
    return ("+" if value > 0 else "") + short(value)


def _steps(ax: Axes, run: Table, step: int, layout: Layout) -> None:
    t, at = run["t"], step - 1
    ax.axhline(0, color=PALETTE["muted"], linewidth=0.7)
    for sign, name in ((1, "upper"), (-1, "lower")):
        curve(
            ax, t, sign * run["bound"], "muted", linestyle=DASH, linewidth=1.1, gid=f"bound-{name}"
        )
    _cursor(ax, "step", step)
    curve(ax, t, run["step"], "adam", gid="step")
    _dot(ax, step, float(run["step"][at]), "adam", "step")
    size = float(run["step"][at])
    told = _plus(size) if abs(size) < SMALL else ("+" if size > 0 else "") + fixed(size, 3)
    heading(ax, f"step ÷ learning rate = {told}", role="adam", x=layout.columns[0],
            lift=layout.size_lift, gid="readout-step")  # fmt: skip
    text = f"bound ±{run['bound'][at]:.2f}"
    heading(ax, text, role="muted", gid="readout-bound", **layout.bound)
    _abscissa(ax, "step t", layout.below[0])


def _abscissa(ax: Axes, words: str, below: float) -> None:
    label(ax, words, (1, 0), "muted", coords="axes fraction", offset=(0, -below), ha="right")


def _epsilon(ax: Axes, table: Table, parameters: dict[str, Any], layout: Layout) -> None:
    scale, eps, place = (parameters[name] for name in ("scale", "eps", "place"))
    for name, (role, style, _) in EPSILON.items():
        curve(ax, table["scale"], table[name], role, gid=name, **style)
    _dot(ax, scale, float(steady(np.asarray(scale), eps, place)), "ink", "scale")
    heading(ax, "step ÷ learning rate, for a steady gradient", x=layout.columns[0],
            lift=layout.title_lift)  # fmt: skip
    if is_narrow(ax):  # at the lines their names would leave the drawing
        for x, (name, (role, style, words)) in zip(layout.columns, EPSILON.items(), strict=True):
            key(ax, 9, role, words, x=x, words=f"label-{name}", **style)
    else:
        _epsilon_labels(ax, eps)
    _abscissa(ax, "size of the gradient", layout.below[1])


def _epsilon_labels(ax: Axes, eps: float) -> None:
    (outer, _, outside), (inner, _, inside) = EPSILON.values()
    label(ax, outside, (eps, 0.5), outer, offset=(-8, 4), ha="right", gid="label-outside")
    label(ax, inside, (np.sqrt(eps), 0.5), inner, offset=(4, -8), gid="label-inside")


def _alt(run: Table, sequence: str, step: int, eps: float) -> str:
    at = step - 1
    shown = {
        "turn": f"{STEPS} noisy gradients whose mean changes from +{MEAN} to -{MEAN} half-way",
        "burst": f"{SILENCE} gradients of zero and then {STEPS - SILENCE} that are all equal",
    }[sequence]
    return (
        f"Three panels. Top: {shown}, the corrected mean that follows them, and the root of the "
        "corrected second moment. Middle: the step in learning rates, always inside a bound that "
        f"widens to {run['bound'][-1]:.1f}. At step {step} the gradient is {short(run['g'][at])}, "
        f"m-hat {short(run['mhat'][at])}, the root of v-hat {short(run['root_vhat'][at])}, "
        f"the step {run['step'][at]:.3f}. Bottom: the step of a steady gradient against its size: "
        f"with epsilon outside the root it falls below one half at {short(eps)}, "
        f"inside already at {short(np.sqrt(eps / 3), 1)}."
    )
