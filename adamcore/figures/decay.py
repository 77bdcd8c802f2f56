"""What L2 in Adam and the decay of AdamW leave of a weight, against the gradient's scale.

Gradients are noise alone, so that without decay the weight would stay. In Adam the L2 term is
divided by the root of v like any gradient: where gradients are large, hardly anything decays.
"""

# ruff: noqa: RUF001 (letters and signs as they are printed)

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from adamcore.problems import Online
from adamcore.rules import Adam, AdamW
from adamcore.trajectories import trajectory

from .controls import stops
from .decay_layout import CROSSED, HIGH, LAYOUTS, LOW, WORDS, Layout
from .drawing import Control, Drawing, Table
from .numbers import fixed, short
from .style import PALETTE, curve, heading, label, new_axes, new_figure

__all__ = ["PARAMETERS", "draw"]

SHORT = {"show": ".3g"}
PARAMETERS = {"lr": 0.001, "l2": 0.1, "weight_decay": 1.0}

STEPS, COORDINATES, SEED = 2000, 100, 0
RATES = (0.0001, 0.0003, 0.001, 0.003, 0.01)
L2 = (0.01, 0.03, 0.1, 0.3, 1.0)
DECAYS = (0.03, 0.1, 0.3, 1.0, 3.0)
SCALES = np.geomspace(1e-3, 1e2, 21)
PER_LAMBDA = np.geomspace(1e-3, 1e4, 29)
SHOWN = (0.01, 0.1, 1.0, 10.0)
"""The scales at which the measured values are marked."""
FORMS: Control = {
    "kind": "equation",
    "label": "AdamW’s decay in both forms",
    "parts": [
        "The paper’s λ\u00a0", {"name": "form-paper"},
        " = the library’s weight_decay\u00a0", {"name": "form-library"},
        " × learning rate\u00a0", {"name": "form-rate"},
    ],
}  # fmt: skip
"""AdamW's decay as the paper counts it, without the learning rate, and as libraries do."""


def draw(lr: float = 0.001, l2: float = 0.1, weight_decay: float = 1.0) -> Drawing:
    """The share of a weight left after 2,000 steps, a mean over 100 coordinates.

    The table ``l2`` has a column for each learning rate of a grid, over the gradient's scale in
    units of lambda: scaling both changes nothing in Adam but the weight of epsilon, so that it
    tells of every lambda from 0.01 to 1. The table ``adamw`` has learning rates in its columns
    too, over the decay: there the scale has no part.
    """
    rates = sorted({*RATES, lr})
    decays = sorted({*DECAYS, weight_decay})
    coupled = left(Adam, [lr], "l2", [l2], SCALES)[0, 0]
    per_lambda = left(Adam, rates, "l2", [1.0], PER_LAMBDA)[:, 0]
    decoupled = left(AdamW, rates, "weight_decay", decays, np.ones(1))[:, :, 0]
    here = decoupled[rates.index(lr), decays.index(weight_decay)]
    names = [f"{rate:g}" for rate in rates]
    data = {
        "left": {
            "scale": SCALES,
            "l2": coupled,
            "adamw": np.full(len(SCALES), here),
        },
        "l2": {"scale_per_lambda": PER_LAMBDA} | dict(zip(names, per_lambda, strict=True)),
        "adamw": {"weight_decay": decays} | dict(zip(names, decoupled, strict=True)),
    }
    figure, narrow = (_figure(layout, data["left"], l2, weight_decay) for layout in LAYOUTS)
    sent = {"left": ["scale"], "l2": list(data["l2"]), "adamw": list(data["adamw"])}
    constants = {"shown": SHOWN, "low": LOW, "high": HIGH, "crossed": CROSSED,
                 "aside": {"wide": LAYOUTS[0].aside, "narrow": LAYOUTS[1].aside},
                 "words": {"wide": WORDS._asdict()}}  # fmt: skip
    parameters = {"lr": lr, "l2": l2, "weight_decay": weight_decay}
    controls = [
        stops("lr", "learning rate", rates) | SHORT,
        stops("l2", "λ of L2 in Adam", sorted({*L2, l2}), "adam") | SHORT,
        stops("weight_decay", "λ of AdamW", decays, "adamw") | SHORT,
        FORMS,
    ]
    room = {"columns": {"wide": 3}}
    alt = _alt(data["left"])
    return Drawing(figure, data, alt, parameters, sent, constants, controls, room, narrow)


def _figure(layout: Layout, table: Table, l2: float, weight_decay: float) -> Figure:
    width, height = layout.size
    figure = new_figure(height, width)
    ax = new_axes(
        figure, "main", layout.main, xscale="log", xlim=(1e-3, 1e2), ylim=(-0.04, 1.08),
        xticks=(0.001, 0.01, 0.1, 1, 10, 100), yticks=(0, 0.25, 0.5, 0.75, 1),
    )  # fmt: skip
    _lines(layout, ax, table)
    heading(ax, "share of a weight left after 2,000 steps", offset=layout.title)
    label(ax, "scale of the gradient’s noise", (1, 0), "muted", coords="axes fraction",
          offset=(0, -34), ha="right")  # fmt: skip
    texts = {
        "l2": f"Adam with L2, λ = {short(l2)}",
        "adamw": f"AdamW, λ = {short(weight_decay)}: {fixed(float(table['adamw'][0]))}",
    }
    layout.words(ax, table, texts)
    return figure


def left(
    rule: Callable[..., Any], rates: list[float], name: str, decays: list[float], scales: np.ndarray
) -> np.ndarray:
    """The mean weight at the end, from 1: (rates, decays, scales)."""
    noise = np.random.default_rng(SEED).standard_normal((STEPS, 1, 1, COORDINATES, 1)) * scales
    lr = np.reshape(rates, (-1, 1, 1, 1))
    decay = np.reshape(decays, (1, -1, 1, 1))
    record = trajectory(
        rule(lr=lr, **{name: decay}), Online(noise, start=1.0), steps=STEPS, every=STEPS,
        record=("theta",),
    )  # fmt: skip
    left_over: np.ndarray = record.theta[-1].mean(axis=-2)
    return left_over


def _lines(layout: Layout, ax: Axes, table: Table) -> None:
    curve(ax, table["scale"], table["adamw"], "adamw", gid="adamw")
    curve(ax, table["scale"], table["l2"], "adam", gid="l2")
    for scale in SHOWN:
        share = float(table["l2"][_at(table, scale)])
        name = f"{scale:g}".replace(".", "_")
        ax.plot([scale], [share], "o", color=PALETTE["adam"], markersize=5, gid=f"dot-{name}")
        offset = _beside(share, float(table["adamw"][0]), layout.aside)
        label(ax, fixed(share), (scale, share), "adam", offset=offset, gid=f"share-{name}")


def _beside(share: float, adamw: float, aside: float) -> tuple[float, float]:
    """Where the number at a dot stands: above it, beside it or below, and never on AdamW's line."""
    if share < LOW:
        return aside, 27 if CROSSED < adamw - share < 0.11 else 8
    if share > HIGH:
        return 0, 13 if CROSSED < share - adamw < 0.12 else -18
    return 8, -28 if share > 2 * LOW and 0 < share - adamw < LOW else -12


def _at(table: Table, scale: float) -> int:
    return int(np.argmin(abs(np.log(table["scale"] / scale))))


def _alt(table: Table) -> str:
    parts = ", ".join(f"{table['l2'][_at(table, s)]:.2f} at {s:g}" for s in SHOWN)
    return (
        f"The share of a weight that is left after {STEPS:,} steps, against the scale of the "
        f"gradient’s noise on a logarithmic axis. Adam with L2 rises like an S: {parts}. AdamW is "
        f"a flat line at {table['adamw'][0]:.2f}."
    )
