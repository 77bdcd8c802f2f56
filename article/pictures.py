"""What stands for the article elsewhere: the preview of a shared link, and the site's icon.

Drawn by the build, in the figures' colours; see the settings of the plugin `sharing`.
"""

from __future__ import annotations

import tempfile
import textwrap
from functools import cache
from pathlib import Path

import numpy as np
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle

import adamcore
from adamcore.figures.race import best, contours, run, window
from adamcore.figures.style import PALETTE, curve
from adamcore.rules import RULES
from adamcore.surfaces import SURFACES

__all__ = ["icon", "preview"]

MODULES = Path(adamcore.__file__).parents[1] / "node_modules"
FONT = ("@fontsource-variable", "source-serif-4", "files", "source-serif-4-latin-wght-normal.woff2")
FOLDER = tempfile.TemporaryDirectory()  # gone with the process
SURFACE, STEPS = "ravine", 200
WIDTH, HEIGHT = 1200, 630
LEFT, MAP = 72, (600, 40, 1160, 590)  # pixels; of the map: left, bottom, right, top


def preview(title: str, description: str, site: str) -> Figure:
    """A picture of 1200 by 630 pixels: the title, and seven rules on their way down a ravine."""
    figure = Figure(figsize=(WIDTH / 100, HEIGHT / 100), dpi=100, facecolor=PALETTE["paper"])
    left, bottom, right, top = MAP
    ax = figure.add_axes(
        (left / WIDTH, bottom / HEIGHT, (right - left) / WIDTH, (top - bottom) / HEIGHT)
    )
    _race(ax)
    _strata(figure)
    if site != title:
        figure.text(LEFT / WIDTH, 0.93, site, font=_serif(400), fontsize=15,
                    color=PALETTE["accent"], va="top")  # fmt: skip
    lines = textwrap.wrap(title, 13)[:3]
    figure.text(LEFT / WIDTH, 0.87, "\n".join(lines), font=_serif(300), fontsize=62,
                color=PALETTE["ink"], va="top", linespacing=1.05)  # fmt: skip
    words = textwrap.wrap(description, 42)
    shown = [*words[:4], "…"] if len(words) > 5 else words
    figure.text(LEFT / WIDTH, 0.77 - 0.152 * len(lines), "\n".join(shown), font=_serif(400),
                fontsize=17.5, color=PALETTE["muted"], va="top", linespacing=1.3)  # fmt: skip
    return figure


def icon(size: int) -> Figure:
    """The core sample of the site's icon, ``size`` pixels wide and high, on paper."""
    figure = Figure(figsize=(size / 100, size / 100), dpi=100, facecolor=PALETTE["paper"])
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set(xlim=(0, 32), ylim=(32, 0))
    ax.axis("off")
    accent, line = PALETTE["accent"], 2 * size / 32 * 0.72
    ax.add_patch(Rectangle((9, 3), 14, 11, color=accent, linewidth=0))
    ax.add_patch(Rectangle((9, 3), 14, 26, fill=False, edgecolor=accent, linewidth=line))
    for depth in (19, 24):
        ax.plot([9, 23], [depth, depth], color=accent, linewidth=line, solid_capstyle="butt")
    return figure


def _race(ax: Axes) -> None:
    problem = SURFACES[SURFACE]
    (x0, x1), (y0, y1) = window(problem)
    ax.set(xlim=(x0, x1), ylim=(y0, y1))
    ax.axis("off")
    lines = contours(problem)
    ax.plot(lines["x"], lines["y"], color=PALETTE["muted"], linewidth=0.8, alpha=0.5)
    paths, _ = run(problem, best()[SURFACE], problem.start, STEPS)
    for rule in RULES:
        x, y = paths[f"x_{rule}"], paths[f"y_{rule}"]
        curve(ax, x, y, rule, linewidth=2.6)
        ax.plot(x[-1:], y[-1:], "o", color=PALETTE[rule], markersize=7)
    ax.plot(*np.array([problem.start]).T, "o", color=PALETTE["ink"], markersize=13,
            markeredgewidth=2.4, markerfacecolor=PALETTE["paper"])  # fmt: skip


def _strata(figure: Figure) -> None:
    """The layers of the page, as its own edge."""
    for at, ink in enumerate(("accent", "grid", "grid", "grid", "grid")):
        figure.add_artist(Rectangle((0, 1 - (at + 1) / 5), 0.02, 0.2, color=PALETTE[ink],
                                    linewidth=0, alpha=1 - 0.12 * at))  # fmt: skip


@cache
def _serif(weight: int) -> FontProperties:
    """The site's own face, of which matplotlib reads neither the format nor the weights."""
    font = TTFont(MODULES.joinpath(*FONT))
    font = instantiateVariableFont(font, {"wght": weight})
    font.flavor = None
    file = Path(FOLDER.name, f"{weight}.ttf")
    font.save(file)
    return FontProperties(fname=file)
