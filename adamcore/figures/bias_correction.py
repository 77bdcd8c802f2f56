"""The length of Adam's step over time, with and without bias correction.

The gradient is constant, so that every corrected step is lr. Without correction the steps are too
large, not too small: m and v both start at 0, but v is slower, and stands under the root.
"""

# ruff: noqa: RUF001 (letters and signs as they are printed)

from __future__ import annotations

from math import isfinite
from typing import NamedTuple

import numpy as np
from matplotlib.figure import Figure

from adamcore.bounds import kb_bound, step_bound
from adamcore.problems import Online
from adamcore.rules import Adam
from adamcore.trajectories import trajectory

from .bias_labels import CONSTANTS, LINES, at_lines, in_key, level
from .controls import betas
from .drawing import Drawing, Table
from .numbers import short
from .style import NARROW, WIDTH, curve, heading, is_narrow, label, new_axes, new_figure

__all__ = ["PARAMETERS", "draw"]

PARAMETERS = {"beta1": 0.9, "beta2": 0.999}

STEPS, POINTS = 4000, 140
NEAR = 0.995
"""What is told as 1.00."""


class Layout(NamedTuple):
    """Width and height, the axes' box, and how far below it the words on time are."""

    size: tuple[float, float]
    main: tuple[float, float, float, float]
    below: float


LAYOUTS = (
    Layout((WIDTH, 290), (34, 32, 510, 250), 32),
    Layout((NARROW, 344), (34, 108, 292, 304), 36),
)


def draw(beta1: float = 0.9, beta2: float = 0.999) -> Drawing:
    """Step divided by lr against t for a constant gradient, and the bounds on a step."""
    t = shown_steps()
    steps = {
        "t": t,
        "corrected": relative_steps(beta1, beta2, True)[t - 1],
        "uncorrected": relative_steps(beta1, beta2, False)[t - 1],
    }
    values = (float(kb_bound(beta1, beta2)), float(step_bound(beta1, beta2)))
    bounds: Table = {"bound": ["paper", "largest"], "value": list(values)}
    tends = beta1 >= beta2  # then no step is the longest
    figure, narrow = (_figure(layout, steps, values, tends) for layout in LAYOUTS)
    return Drawing(
        figure, {"steps": steps, "bounds": bounds}, _alt(steps, tends),
        {"beta1": beta1, "beta2": beta2}, {"steps": ["t"], "bounds": ["bound"]},
        {"near": NEAR} | CONSTANTS, betas(), narrow=narrow,
    )  # fmt: skip


def _figure(layout: Layout, steps: Table, bounds: tuple[float, float], tends: bool) -> Figure:
    width, height = layout.size
    figure = new_figure(height, width)
    ax = new_axes(
        figure, "main", layout.main, xscale="log", yscale="log",
        xlim=(0.93, STEPS), ylim=(0.6, 150), xticks=(1, 10, 100, 1000), yticks=(1, 3, 10, 30, 100),
    )  # fmt: skip
    heading(ax, "step ÷ learning rate", lift=12)
    label(ax, "step t", (1, 0), "muted", coords="axes fraction", offset=(0, -layout.below),
          ha="right")  # fmt: skip
    for name, value in zip(("paper", "largest"), bounds, strict=True):
        level(ax, name, value)
    for name in ("uncorrected", "corrected"):
        role, style = LINES[name]
        curve(ax, steps["t"], steps[name], role, gid=name, **style)
    at = _told(steps, tends)
    texts = _texts(bounds, at, tends)
    if is_narrow(ax):
        in_key(ax, texts, at)
    else:
        from_below = steps["uncorrected"][0] < 1
        at_lines(ax, bounds, texts, at, tends=tends, from_below=from_below)
    return figure


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


def _told(steps: Table, tends: bool) -> tuple[float, float]:
    """The longest uncorrected step: its t and its size; or the first that comes close to 1."""
    sizes = steps["uncorrected"]
    place = min(int(np.searchsorted(sizes, NEAR)), len(sizes) - 1) if tends else np.argmax(sizes)
    return float(steps["t"][place]), float(sizes[place])


def _texts(bounds: tuple[float, float], at: tuple[float, float], tends: bool) -> dict[str, str]:
    """The words on each line that has any."""
    paper, largest = bounds
    size = "tends to 1" if tends else f"{at[1]:.2f} at t = {at[0]:.0f}"
    texts = {
        "paper": f"Kingma and Ba’s bound {short(paper)}",
        "corrected": "with correction: 1",
        "uncorrected": f"without correction: {size}",
    }
    return (
        {"largest": f"no step can exceed {short(largest)}"} if isfinite(largest) else {}
    ) | texts


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
