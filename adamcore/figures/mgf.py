"""The moment generating function of normal gradients, and its geometry at 0.

M(t) = exp(mu t + sigma^2 t^2 / 2); the tangent at 0 has slope M'(0) = mu, and the parabola that
osculates M at 0 has curvature M''(0) = mu^2 + sigma^2: the second raw moment.
"""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from .drawing import Drawing
from .style import PALETTE, THIN, curve, heading, label, new_axes, new_figure

__all__ = ["PARAMETERS", "draw"]

PARAMETERS = {"mean": 0.6, "spread": 0.8}

LIMIT = 1.5
SAMPLES = 48


def draw(mean: float = 0.6, spread: float = 0.8) -> Drawing:
    """M(t) with its tangent and parabola at 0, beside the density of the gradients.

    mean and spread are mu and sigma of the gradients' normal distribution.
    """
    t = np.linspace(-LIMIT, LIMIT, 121)
    g = np.linspace(-4.0, 4.0, 161)
    second = mean**2 + spread**2
    curves = {
        "t": t,
        "mgf": np.exp(mean * t + spread**2 * t**2 / 2),
        "tangent": 1 + mean * t,
        "parabola": 1 + mean * t + second * t**2 / 2,
    }
    density = {"g": g, "density": normal_density(g, mean, spread)}
    z = np.random.default_rng(0).standard_normal(SAMPLES)
    samples = {"z": z, "g": mean + spread * z}

    figure = new_figure(264)
    _generating_function(new_axes(
        figure, "main", (34, 64, 312, 232), xlim=(-LIMIT, LIMIT), ylim=(-0.5, 4),
        xticks=(-1, 0, 1), yticks=(0, 1, 2, 3, 4),
    ), curves, mean, second)  # fmt: skip
    _density(new_axes(
        figure, "density", (352, 64, 514, 232), xlim=(-4, 4), ylim=(-0.14, 1.0),
        xticks=(-3, 0, 3), yticks=(),
    ), density, samples, mean)  # fmt: skip
    return Drawing(
        figure,
        {"curves": curves, "density": density, "samples": samples},
        f"Left: the moment generating function M of t, a curve through 1 at t = 0. Its tangent "
        f"there has slope {mean:.2f}, and a parabola with curvature {second:.2f} hugs it near 0. "
        f"Right: the bell-shaped density of the gradients, centred at {mean:.2f} with standard "
        f"deviation {spread:.2f}, with {SAMPLES} samples as ticks below it.",
        {"mean": mean, "spread": spread},
    )


def normal_density(g: np.ndarray, mean: float, spread: float) -> np.ndarray:
    return np.exp(-(((g - mean) / spread) ** 2) / 2) / (spread * np.sqrt(2 * np.pi))


def _generating_function(ax: Axes, curves: dict, mean: float, second: float) -> None:
    t = curves["t"]
    dashed = {"linestyle": (0, (5, 2.5)), "gid": "tangent"}
    dotted = {"linestyle": (0, (1.5, 1.8)), "gid": "parabola"}
    curve(ax, t, curves["tangent"], "first", **dashed)
    curve(ax, t, curves["parabola"], "second", **dotted, linewidth=2.2)
    curve(ax, t, curves["mgf"], "ink", gid="mgf")
    ax.plot([0], [1], "o", color=PALETTE["ink"], markersize=5, gid="origin")
    heading(ax, "M(t)", x=0.02, lift=-12)
    _key(ax, 44, "first", f"slope M′(0) = μ = {mean:.2f}", "slope", (5, 2.5))
    _key(ax, 24, "second", f"curvature M″(0) = μ² + σ² = {second:.2f}", "curvature", (1.5, 1.8))
    label(ax, "t", (1, 0), "muted", coords="axes fraction", offset=(-4, -16), ha="center")


def _key(ax: Axes, lift: float, role: str, text: str, gid: str, dash: tuple) -> None:
    """A line's sample and what it shows, ``lift`` points above the axes."""
    top = ax.get_position().height * ax.figure.get_size_inches()[1] * 72
    y = 1 + (lift + 3.5) / top
    ax.plot([0, 0.09], [y, y], color=PALETTE[role], linewidth=2, linestyle=(0, dash),
            transform=ax.transAxes, clip_on=False)  # fmt: skip
    heading(ax, text, f"readout-{gid}", color=PALETTE[role], x=0.11, lift=lift)


def _density(ax: Axes, density: dict, samples: dict, mean: float) -> None:
    g, height = density["g"], density["density"]
    ax.spines["left"].set_visible(False)
    ax.axhline(0, color=PALETTE["muted"], linewidth=THIN)
    curve(ax, g, height, "gradient", gid="density")
    ax.plot([mean, mean], [0, normal_peak(density)], color=PALETTE["first"], linewidth=1.2,
            linestyle=(0, (4, 2)), gid="mean")  # fmt: skip
    ax.vlines(samples["g"], -0.11, -0.03, color=PALETTE["gradient"], linewidth=1, gid="samples")
    heading(ax, "density of g", lift=24)
    label(ax, "g", (1, 0), "muted", coords="axes fraction", offset=(-2, -16), ha="center")


def normal_peak(density: dict) -> float:
    return float(np.max(density["density"]))
