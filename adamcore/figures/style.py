"""One look for all figures: a colour and a dash per rule, thin axes, labels beside the lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter, NullFormatter, NullLocator
from numpy.typing import ArrayLike

from .numbers import number, signed

__all__ = [
    "CONVENTIONS",
    "DASHES",
    "NAMES",
    "NARROW",
    "PALETTE",
    "TEXT",
    "THIN",
    "WIDTH",
    "band",
    "curve",
    "dots",
    "end_labels",
    "heading",
    "is_narrow",
    "key",
    "label",
    "new_axes",
    "new_figure",
    "rule_keys",
    "rule_style",
    "text_size",
]

WIDTH, NARROW = 520.0, 300.0
"""Every figure's width in points, and that of its drawing for narrow screens: in a window of 320
pixels a point is a pixel there. Heights are their own; a narrow drawing's is at most 470, which
leaves room for controls."""

PALETTE = {
    "ink": "#1d1f24",
    "muted": "#5c6068",
    "grid": "#dcd9d0",
    "paper": "#fcfbf8",
    "accent": "#8a3b12",
    "gradient": "#74777f",
    "first": "#1b5fae",
    "second": "#a04a00",
    "sgd": "#6b6e76",
    "momentum": "#8a5a00",
    "adagrad": "#00705a",
    "rmsprop": "#0b62a8",
    "adam": "#b3261e",
    "amsgrad": "#6a3fb5",
    "adamw": "#a3246e",
}
"""The light theme's colour of each role: all different, so that a page can put its own in place."""

DASHES: dict[str, Any] = {
    "sgd": (0, (1, 1.6)),
    "momentum": (0, (6, 2)),
    "adagrad": (0, (4, 1.6, 1, 1.6)),
    "rmsprop": (0, (2.6, 1.6)),
    "adam": "solid",
    "amsgrad": (0, (7, 3, 2, 3)),
    "adamw": (0, (5, 1.4, 1, 1.4, 1, 1.4)),
}
"""The dash of each rule, in multiples of the line's width: colour is never the only sign."""

CONVENTIONS: dict[str, dict[str, Any]] = {
    "paper": {"linestyle": DASHES["amsgrad"], "marker": "o"},
    "max_then_correct": {"linestyle": (0, (3, 1.6)), "marker": "s"},
    "correct_then_max": {"linestyle": (0, (1, 1.5)), "marker": "^"},
    "card": {"linestyle": (0, (10, 2)), "marker": "D"},
}
"""AMSGrad's forms have one colour: in every drawing each has a dash and a marker of its own."""

NAMES = {
    "sgd": "SGD",
    "momentum": "Momentum",
    "adagrad": "AdaGrad",
    "rmsprop": "RMSProp",
    "adam": "Adam",
    "amsgrad": "AMSGrad",
    "adamw": "AdamW",
}

TEXT, SMALL = 10.5, 10.0
LARGER = 1.2
"""How much larger the words of a narrow drawing are: below 12 pixels nothing is read with ease."""
LINE, THIN = 1.7, 0.7


def new_figure(height: float, width: float = WIDTH) -> Figure:
    """A figure of these points, as wide as WIDTH or NARROW, on a transparent ground."""
    figure = Figure(figsize=(width / 72, height / 72), dpi=72)
    figure.patch.set_alpha(0)
    return figure


def new_axes(
    figure: Figure, name: str, box: tuple[float, float, float, float], **options: Any
) -> Axes:
    """Axes named ``name`` in the rectangle ``box``: left, top, right, bottom in points, y down.

    ``options`` are those of matplotlib's axes: xlim, ylim, xscale, yscale, xticks, yticks, ...
    On a linear or logarithmic axis alike, ticks are given by hand and printed without noise.
    """
    left, top, right, bottom = box
    width, height = figure.get_size_inches() * 72
    rectangle = (left / width, 1 - bottom / height, (right - left) / width, (bottom - top) / height)
    ax = figure.add_axes(rectangle)
    ax.set_gid(f"axes-{name}")
    for which in ("x", "y"):
        if scale := options.pop(f"{which}scale", None):
            getattr(ax, f"set_{which}scale")(scale)
    ticks = {which: options.pop(f"{which}ticks", None) for which in ("x", "y")}
    ax.set(**options)
    _furnish(ax, ticks)
    return ax


def _furnish(ax: Axes, ticks: dict[str, Any]) -> None:
    ax.patch.set_visible(False)
    for side, spine in ax.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set(color=PALETTE["muted"], linewidth=THIN)
    ax.tick_params(length=3, width=THIN, pad=5, color=PALETTE["muted"], labelcolor=PALETTE["muted"])
    ax.tick_params(labelsize=text_size(ax, SMALL))
    ax.grid(True, color=PALETTE["grid"], linewidth=THIN)
    ax.set_axisbelow(True)
    for axis, places in ((ax.xaxis, ticks["x"]), (ax.yaxis, ticks["y"])):
        axis.set_minor_locator(NullLocator())
        axis.set_minor_formatter(NullFormatter())
        axis.set_major_formatter(FuncFormatter(lambda value, _: number(value)))
        if places is not None:
            axis.set_ticks(list(places))


def is_narrow(ax: Axes) -> bool:
    """Whether the drawing that has ``ax`` is one for narrow screens."""
    return bool(ax.figure.bbox.width < WIDTH)


def text_size(ax: Axes, points: float) -> float:
    """Of words in the drawing that has ``ax``, where the wide one's have ``points``."""
    return points * (LARGER if is_narrow(ax) else 1)


def heading(ax: Axes, text: str, **options: Any) -> Text:
    """A line above the axes that says what they show; ``lift`` is its height in points."""
    at = (options.pop("x", 0.0), 1.0)
    options = {"offset": (0.0, options.pop("lift", 9.0)), "coords": "axes fraction"} | options
    return label(ax, text, at, options.pop("role", "ink"), **options)


def label(ax: Axes, text: str, at: tuple[float, float], role: str, **options: Any) -> Text:
    """A direct label at the data point ``at``, in the colour of ``role``.

    ``offset`` moves it by points (x right, y up); further options are those of matplotlib's text,
    with the ``fontsize`` of the wide drawing.
    """
    offset, coords = options.pop("offset", (0.0, 0.0)), options.pop("coords", "data")
    size = text_size(ax, options.pop("fontsize", TEXT))
    drawn = ax.annotate(
        signed(text), at, offset, xycoords=coords, textcoords="offset points", annotation_clip=False
    )
    drawn.set(**({"color": PALETTE[role], "fontsize": size} | options))
    return drawn


def key(ax: Axes, lift: float, role: str, text: str, **options: Any) -> Text:
    """A sample of a line and what it shows, ``lift`` points above the axes.

    ``x`` is where it begins, in widths of the axes; the words, which are returned, are ``right`` of
    that by so many points, and ``down``. ``gid`` names them ``sample-GID`` and ``readout-GID``,
    ``words`` is the gid of the words where the sample has none.
    """
    x, gid = options.pop("x", 0.0), options.pop("gid", None)
    words = options.pop("words", gid and f"readout-{gid}")
    right, down = options.pop("right", 32.0), options.pop("down", 0.0)
    width, height = _points(ax)
    y, sample = 1 + (lift + 3.5) / height, 26 / width
    ax.plot([x, x + sample / 2, x + sample], [y, y, y], transform=ax.transAxes, clip_on=False,
            gid=gid and f"sample-{gid}", **(rule_style(role) | options))  # fmt: skip
    at = x + right / width
    return heading(ax, text, role=role, x=at, lift=lift - down, gid=words)


def rule_keys(ax: Axes, texts: Mapping[str, str], lift: float, columns: int = 4) -> None:
    """A key of rules above the axes, in rows from the top down; ``texts`` by rule."""
    for place, (rule, text) in enumerate(texts.items()):
        row, column = divmod(place, columns)
        key(ax, lift - 19 * row, rule, text, x=column / columns, gid=f"key-{rule}", linewidth=1.9)


def end_labels(ax: Axes, ends: Mapping[str, tuple[float, float]], texts: Mapping[str, str]) -> None:
    """Labels right of the axes for lines that end at ``ends``, moved apart where they would meet.

    Each is joined to its line by a thin one; gids are ``label-RULE`` and ``tie-RULE``.
    """
    width, height = _points(ax)
    ax.set_autoscale_on(False)
    to_points = (ax.transData - ax.transAxes).transform
    places = {rule: to_points(end)[1] * height for rule, end in ends.items()}
    for rule, y in apart(places, 17.0, height).items():
        x = float(to_points(ends[rule])[0])
        ax.plot([x, 1 + 9 / width, 1 + 14 / width], [places[rule] / height, y / height, y / height],
                transform=ax.transAxes, clip_on=False, linewidth=THIN,
                color=PALETTE[rule], gid=f"tie-{rule}")  # fmt: skip
        label(ax, texts[rule], (1, y / height), rule, coords="axes fraction", offset=(18, -4),
              gid=f"label-{rule}")  # fmt: skip


def apart(places: Mapping[str, float], gap: float, top: float) -> dict[str, float]:
    """``places`` in their order, each at least ``gap`` from the next, none above ``top``."""
    names = sorted(places, key=lambda name: places[name])
    found: dict[str, float] = {}
    ceiling = top
    for name in reversed(names):
        found[name] = ceiling = min(places[name], ceiling)
        ceiling -= gap
    if found and min(found.values()) < 0:
        floor = 0.0
        for name in names:
            found[name] = floor = max(found[name], floor)
            floor += gap
    return found


def band(ax: Axes, table: Mapping[str, Any], rule: str, along: str) -> None:
    """A pale band between the columns RULE_low and RULE_high: one closed path, ``band-RULE``."""
    x, low, high = (np.asarray(table[c]) for c in (along, f"{rule}_low", f"{rule}_high"))
    ax.fill(np.concatenate([x, x[::-1]]), np.concatenate([low, high[::-1]]),
            color=PALETTE[rule], alpha=0.13, linewidth=0, gid=f"band-{rule}")  # fmt: skip


def _points(ax: Axes) -> tuple[float, float]:
    """Width and height of the axes in points."""
    box = ax.get_window_extent()
    return float(box.width), float(box.height)


def curve(ax: Axes, x: ArrayLike, y: ArrayLike, role: str, **options: Any) -> Line2D:
    """A line in the colour (and, for a rule, the dash) of ``role``; ``gid`` names it."""
    options = rule_style(role) | options
    (line,) = ax.plot(x, y, **options)
    return line


def dots(ax: Axes, x: ArrayLike, y: ArrayLike, role: str, **options: Any) -> None:
    """Small dots at the points: one path of round caps, where markers were an element each."""
    points = np.stack([np.asarray(x, float), np.asarray(y, float)], axis=-1)
    path = Path(np.repeat(points, 2, axis=0), [Path.MOVETO, Path.LINETO] * len(points))
    path.should_simplify = False  # which would take ends that meet for nothing
    style = {"edgecolor": PALETTE[role], "linewidth": 2.6, "capstyle": "round"}
    ax.add_patch(PathPatch(path, fill=False, **(style | options)))


def rule_style(role: str) -> dict[str, Any]:
    """Colour, dash and width of a role's line, as options of matplotlib's plot."""
    return {
        "color": PALETTE[role],
        "linestyle": DASHES.get(role, "solid"),
        "linewidth": LINE,
        "dash_capstyle": "butt",
        "solid_capstyle": "round",
    }
