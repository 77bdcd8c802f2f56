"""The length of Adam's step over time, with and without bias correction.

The gradient is constant, so that every corrected step is lr. Without correction the steps are too
large, not too small: m and v both start at 0, but v is slower, and stands under the root.
"""

# ruff: noqa: RUF001 (letters and signs as they are printed)

from __future__ import annotations

from math import inf, isfinite, log

import numpy as np
from matplotlib.axes import Axes

from adamcore.bounds import kb_bound, step_bound
from adamcore.problems import Online
from adamcore.rules import Adam
from adamcore.trajectories import trajectory

from .controls import betas
from .drawing import Drawing, Table
from .numbers import short
from .style import PALETTE, THIN, curve, heading, label, new_axes, new_figure

__all__ = ["PARAMETERS", "draw"]

PARAMETERS = {"beta1": 0.9, "beta2": 0.999}

STEPS, POINTS = 4000, 140
NEAR, ROOM = 0.995, 116
"""What is told as 1.00; half the length of the words at the peak, in points, on a phone."""
LIFT, APART = 29, 16
"""How far words stand above the limit, and then above those of a bound which stand there too."""
TIE = {"aside": 60, "under": 5, "over": 12}
"""Where the line from the peak meets its words, in points: that far from their middle, from below
and from above."""
DASH, DOTS = (0, (5, 2.5)), (0, (1.2, 2))


def draw(beta1: float = 0.9, beta2: float = 0.999) -> Drawing:
    """Step divided by lr against t for a constant gradient, and the bounds on a step."""
    t = shown_steps()
    steps = {
        "t": t,
        "corrected": relative_steps(beta1, beta2, True)[t - 1],
        "uncorrected": relative_steps(beta1, beta2, False)[t - 1],
    }
    bounds: Table = {
        "bound": ["paper", "largest"],
        "value": [float(kb_bound(beta1, beta2)), float(step_bound(beta1, beta2))],
    }
    figure = new_figure(290)
    ax = new_axes(
        figure, "main", (34, 32, 510, 250), xscale="log", yscale="log",
        xlim=(0.93, STEPS), ylim=(0.6, 150), xticks=(1, 10, 100, 1000), yticks=(1, 3, 10, 30, 100),
    )  # fmt: skip
    heading(ax, "step ÷ learning rate", lift=12)
    label(ax, "step t", (1, 0), "muted", coords="axes fraction", offset=(0, -32), ha="right")
    for name, role, dash in (("paper", "muted", DASH), ("largest", "muted", DOTS)):
        value = bounds["value"][bounds["bound"].index(name)]
        curve(
            ax,
            [0.93, STEPS],
            [value, value],
            role,
            linestyle=dash,
            linewidth=1.2,
            gid=f"bound-{name}",
        )
    curve(ax, t, steps["uncorrected"], "accent", linestyle=(0, (6, 2)), gid="uncorrected")
    curve(ax, t, steps["corrected"], "adam", gid="corrected", linewidth=2.2)
    _labels(ax, bounds["value"], steps["uncorrected"][0] < 1)
    tends = beta1 >= beta2  # then no step is the longest
    _words(ax, steps, tends, bounds["value"][1])
    return Drawing(
        figure, {"steps": steps, "bounds": bounds}, _alt(steps, tends),
        {"beta1": beta1, "beta2": beta2}, {"steps": ["t"], "bounds": ["bound"]},
        {"near": NEAR, "room": ROOM, "tie": TIE, "lift": LIFT, "apart": APART}, betas(),
    )  # fmt: skip


def relative_steps(beta1: float, beta2: float, bias_correction: bool) -> np.ndarray:
    """How far each of the first STEPS steps goes, in units of lr, for a gradient of 1."""
    rule = Adam(1.0, beta1, beta2, eps=0.0, bias_correction=bias_correction)
    record = trajectory(rule, Online([[1.0]]), steps=STEPS, record=("theta",))
    steps: np.ndarray = -np.diff(record.theta[:, 0])
    return steps


def shown_steps() -> np.ndarray:
    """The steps that are drawn: all early ones, then evenly on the logarithmic axis."""
    shown: np.ndarray = np.unique(np.round(np.geomspace(1, STEPS, POINTS)).astype(int))
    return shown


def _labels(ax: Axes, bounds: list[float], from_below: bool) -> None:
    paper, largest = bounds
    end = float(STEPS)
    if isfinite(largest):
        text = f"no gradients can push a step beyond {short(largest)}"
        label(ax, text, (end, largest), "muted", offset=(0, 6), ha="right", gid="readout-largest")
    # Where the two meet, words stand on both sides, or above all where the steps' line is near.
    apart = _height(ax, largest) - _height(ax, paper)
    near = 0 < _height(ax, paper) - _height(ax, 1.0) < 24
    lift = (22 + apart if near else -17) if apart < 20 else 6
    text = f"Kingma and Ba’s bound {short(paper)}"
    label(ax, text, (end, paper), "muted", offset=(0, lift), ha="right", gid="readout-paper")
    lift = 6 if from_below else -17
    label(ax, "with correction: 1", (1.4, 1), "adam", offset=(0, lift), gid="readout-corrected")


def _words(ax: Axes, steps: Table, tends: bool, largest: float) -> None:
    """Of the longest uncorrected step, or of their limit where they come close to it."""
    sizes = steps["uncorrected"]
    place = min(int(np.searchsorted(sizes, NEAR)), len(sizes) - 1) if tends else np.argmax(sizes)
    at = (float(steps["t"][place]), float(sizes[place]))
    text = f"without correction: {at[1]:.2f} at t = {steps['t'][place]}"
    text = "without correction: tends to 1" if tends else text
    offset = _offset(ax, at, _lift(ax, at[1], largest) if tends else 42)
    label(ax, text, at, "accent", offset=offset, ha="center", gid="readout-uncorrected")
    _tie(ax, at, offset)


def _lift(ax: Axes, size: float, largest: float) -> float:
    """How far the words on the limit stand above it, clear of the words on the largest step."""
    above = _height(ax, largest) + 6 - _height(ax, size)
    return above + APART if abs(above - LIFT) < APART else LIFT


def _tie(ax: Axes, at: tuple[float, float], offset: tuple[float, float]) -> None:
    """A thin line from the point ``at`` to its words, which stand ``offset`` points away."""
    x, y = (float(part) for part in (ax.transData - ax.transAxes).transform(at))
    box = ax.get_window_extent()
    right, up = offset
    aside = max(right - TIE["aside"], min(right + TIE["aside"], 0))
    end = up - TIE["under"] if up > 0 else up + TIE["over"]
    ax.plot([x, x + aside / box.width], [y, y + end / box.height], transform=ax.transAxes,
            clip_on=False, color=PALETTE["accent"], linewidth=THIN,
            gid="tie-uncorrected")  # fmt: skip


def _height(ax: Axes, value: float) -> float:
    """How far above the bottom of the axes a finite ``value`` stands, in points."""
    if not isfinite(value):
        return inf
    low, high = ax.get_ylim()
    points: float = ax.get_window_extent().height * 72 / ax.figure.dpi
    return points * log(value / low) / log(high / low)


def _offset(ax: Axes, at: tuple[float, float], lift: float) -> tuple[float, float]:
    """From a step to its words: above it, or under the curve where they would leave the axes."""
    left, right = ax.get_xlim()
    box = ax.get_window_extent()
    scale = 72 / ax.figure.dpi
    width = box.width * scale
    x = width * log(at[0] / left) / log(right / left)
    above = _height(ax, at[1]) + lift < box.height * scale - 12
    return min(width - ROOM, max(ROOM, x)) - x, lift if above else -95


def _alt(steps: Table, tends: bool) -> str:
    uncorrected = steps["uncorrected"]
    peak = int(np.argmax(uncorrected))
    later = (
        f"the steps grow to {uncorrected[peak]:.2f} at step {steps['t'][peak]} and come down to "
        f"{uncorrected[-1]:.2f} only by step {STEPS}"
    )
    return (
        f"Step divided by learning rate against the number of the step, both on logarithmic axes. "
        f"With bias correction a flat line at 1. Without, the first step is {uncorrected[0]:.2f}; "
        f"{'the steps tend to 1 from below' if tends else later}."
    )
