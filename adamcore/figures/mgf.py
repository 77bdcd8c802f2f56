"""The moment generating function of normal gradients, and its geometry at 0.

M(t) = exp(mu t + sigma^2 t^2 / 2); the tangent at 0 has slope M'(0) = mu, and the parabola that
osculates M at 0 has curvature M''(0) = mu^2 + sigma^2: the second raw moment.
"""

# ruff: noqa: RUF001 (letters and signs as they are printed)

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from adamcore.moments import Normal

from .drawing import Control, Drawing, Table
from .style import (
    NARROW,
    PALETTE,
    THIN,
    WIDTH,
    curve,
    heading,
    key,
    label,
    new_axes,
    new_figure,
)

__all__ = ["PARAMETERS", "draw"]

PARAMETERS = {"mean": 0.6, "spread": 0.8}

CONTROLS: list[Control] = [
    {"kind": "range", "name": "mean", "label": "mean μ",
     "min": -1.2, "max": 1.2, "step": 0.01, "show": ".2f", "tone": "first"},
    {"kind": "range", "name": "spread", "label": "spread σ",
     "min": 0.4, "max": 1.5, "step": 0.01, "show": ".2f", "tone": "second"},
]  # fmt: skip

LIMIT = 1.5
SAMPLES = 48
DASH, DOTS = (0, (5, 2.5)), (0, (1.5, 1.8))


class Layout(NamedTuple):
    """Width and height, the boxes of both axes, and in points: how far the keys are lifted above
    the first, the title above the second, and how far the letters of the abscissae lie below.

    ``name`` is the place of M(t): in widths of the axes, and by how much it is lifted.
    """

    size: tuple[float, float]
    main: tuple[float, float, float, float]
    density: tuple[float, float, float, float]
    keys: tuple[float, float]
    name: tuple[float, float]
    title: float
    letters: float


LAYOUTS = (
    Layout((WIDTH, 264), (34, 64, 312, 232), (352, 64, 514, 232), (44, 24), (0.02, -12), 24, 16),
    Layout((NARROW, 370), (30, 66, 292, 220), (30, 268, 292, 346), (48, 28), (0.0, 8), 9, 18),
)


def draw(mean: float = 0.6, spread: float = 0.8) -> Drawing:
    """M(t) with its tangent and parabola at 0, beside the density of the gradients.

    mean and spread are mu and sigma of the gradients' normal distribution.
    """
    normal = Normal(mean, spread)
    second = normal.moments.second
    t = np.linspace(-LIMIT, LIMIT, 121)
    g = np.linspace(-4.0, 4.0, 161)
    curves = {
        "t": t,
        "mgf": normal.M(t),
        "tangent": normal.tangent(t),
        "parabola": normal.parabola(t),
    }
    density = {"g": g, "density": normal.density(g)}
    z = np.random.default_rng(0).standard_normal(SAMPLES)
    samples = {"z": z, "g": mean + spread * z}
    data = {"curves": curves, "density": density, "samples": samples}
    figure, narrow = (_figure(layout, data, mean, second) for layout in LAYOUTS)
    return Drawing(
        figure,
        data,
        "Two panels. First, the moment generating function M of t, a curve through 1 at t = 0. "
        f"Its tangent there has slope {mean:.2f}, and a parabola with curvature {second:.2f} hugs "
        f"it near 0. Second, the bell-shaped density of the gradients, centred at {mean:.2f} with "
        f"standard deviation {spread:.2f}, with {SAMPLES} samples as ticks below it.",
        {"mean": mean, "spread": spread},
        {"curves": ["t"], "density": ["g"], "samples": ["z"]},
        controls=CONTROLS,
        narrow=narrow,
    )


def _figure(layout: Layout, data: dict[str, Table], mean: float, second: float) -> Figure:
    width, height = layout.size
    figure = new_figure(height, width)
    main = new_axes(
        figure, "main", layout.main, xlim=(-LIMIT, LIMIT), ylim=(-0.5, 4),
        xticks=(-1, 0, 1), yticks=(0, 1, 2, 3, 4),
    )  # fmt: skip
    density = new_axes(
        figure, "density", layout.density, xlim=(-4, 4), ylim=(-0.14, 1.0),
        xticks=(-3, 0, 3), yticks=(),
    )  # fmt: skip
    _generating_function(main, data["curves"])
    _density(density, data["density"], data["samples"], mean)
    x, lift = layout.name
    heading(main, "M(t)", x=x, lift=lift)
    heading(density, "density of g", lift=layout.title)
    _keys(main, mean, second, layout.keys)
    for ax, letter, inward in ((main, "t", -4), (density, "g", -2)):
        label(ax, letter, (1, 0), "muted", coords="axes fraction",
              offset=(inward, -layout.letters), ha="center")  # fmt: skip
    return figure


def _generating_function(ax: Axes, curves: Table) -> None:
    t = curves["t"]
    dashed = {"linestyle": DASH, "gid": "tangent"}
    dotted = {"linestyle": DOTS, "gid": "parabola"}
    curve(ax, t, curves["tangent"], "first", **dashed)
    curve(ax, t, curves["parabola"], "second", **dotted, linewidth=2.2)
    curve(ax, t, curves["mgf"], "ink", gid="mgf")
    ax.plot([0], [1], "o", color=PALETTE["ink"], markersize=5, gid="origin")


def _keys(ax: Axes, mean: float, second: float, lifts: tuple[float, float]) -> None:
    slope, curvature = lifts
    key(ax, slope, "first", f"slope M′(0) = μ = {mean:.2f}", gid="slope", linestyle=DASH)
    text = f"curvature M″(0) = μ² + σ² = {second:.2f}"
    key(ax, curvature, "second", text, gid="curvature", linestyle=DOTS)


def _density(ax: Axes, density: Table, samples: Table, mean: float) -> None:
    g, height = density["g"], density["density"]
    ax.spines["left"].set_visible(False)
    ax.axhline(0, color=PALETTE["muted"], linewidth=THIN)
    curve(ax, g, height, "gradient", gid="density")
    ax.plot([mean, mean], [0, float(max(height))], color=PALETTE["first"], linewidth=1.2,
            linestyle=(0, (4, 2)), gid="mean")  # fmt: skip
    ax.vlines(samples["g"], -0.11, -0.03, color=PALETTE["gradient"], linewidth=1, gid="samples")
