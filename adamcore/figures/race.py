"""Seven rules leave one point of a surface, each at its own best learning rate.

The rates come from adamcore.experiments.surfaces.race: the best of a sweep, by a stated score.
"""

# ruff: noqa: RUF001 (signs as they are printed)

from __future__ import annotations

from functools import cache

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from adamcore.experiments.surfaces import RATES
from adamcore.experiments.surfaces import race as sweep
from adamcore.rules import RULES
from adamcore.surfaces import SURFACES, Surface
from adamcore.trajectories import trajectory

from .controls import RULE_SWITCHES
from .drawing import Control, Drawing, Table, significant
from .landscape import contours as level_lines
from .landscape import outline, ticks, window
from .landscape import scale as map_scale
from .numbers import short
from .style import NAMES, PALETTE, WIDTH, curve, heading, label, new_axes, new_figure, rule_keys
from .update import arrow, terms

__all__ = ["PARAMETERS", "contours", "draw", "ticks", "window"]

PARAMETERS: dict[str, str | int | float | None] = {
    "surface": "ravine", "steps": 200, "scale": 1.0, "x": None, "y": None,
    "sgd": None, "momentum": None, "adagrad": None, "rmsprop": None,
    "adam": None, "amsgrad": None, "adamw": None, "update": "adam",
}  # fmt: skip

FLOOR, LONG = 1e-12, 200
HEIGHT, KEYS = 518, 84
"""Of the drawing, and of its foot with the keys, whose place switches take in a page."""
MAP, LOSS = (46, 12, 512, 245), (46, 292, 512, 392)
OFF = ["adagrad", "rmsprop", "amsgrad", "adamw"]
"""Rules that a page does not show at first."""
TITLES = {
    "ravine": "ravine",
    "rosenbrock": "Rosenbrock’s valley",
    "beale": "Beale’s function",
    "himmelblau": "Himmelblau’s function",
    "saddle": "saddle",
}
ROOM = {
    "switches": {"wide": 4, "middle": 3, "narrow": 2},
    "words": {"middle": 3, "narrow": 5},
}


def draw(  # noqa: PLR0917 (all have names and defaults)
    surface: str = "ravine",
    steps: int = 200,
    scale: float = 1.0,
    x: float | None = None,
    y: float | None = None,
    sgd: float | None = None,
    momentum: float | None = None,
    adagrad: float | None = None,
    rmsprop: float | None = None,
    adam: float | None = None,
    amsgrad: float | None = None,
    adamw: float | None = None,
    update: str = "adam",
) -> Drawing:
    """Paths on a surface from (x, y), over its contours, and the losses above its minimum.

    The rules minimize ``scale`` times the loss; the losses drawn are those of the surface itself.
    A start or a learning rate (named by its rule) that is None is the surface's own. The axis of
    steps is not shorter than 200, so that fewer steps are the beginning of the same picture. An
    arrow is the next step of the rule ``update``, whose terms are the table of that name.
    """
    given = dict(zip(RULES, (sgd, momentum, adagrad, rmsprop, adam, amsgrad, adamw), strict=True))
    rates = {
        rule: own if (lr := given[rule]) is None else lr for rule, own in best()[surface].items()
    }
    problem = SURFACES[surface]
    start = (problem.start[0] if x is None else x, problem.start[1] if y is None else y)
    paths, losses = run(problem, rates, start, steps, scale)

    last = max(steps, LONG)
    figure = new_figure(HEIGHT)
    (x0, x1), (y0, y1) = window(problem)
    course = new_axes(figure, "map", MAP, xlim=(x0, x1), ylim=(y0, y1), xticks=(), yticks=())
    loss = new_axes(
        figure,
        "loss",
        LOSS,
        yscale="log",
        xlim=(0, last),
        ylim=(1e-9, 1e3),
        xticks=np.linspace(0, last, 5),
        yticks=(1e-8, 1e-4, 1),
    )
    _map(course, problem, paths, start)
    map_scale(course, problem)
    moved = terms(update, rates[update], scaled(problem, scale), start, steps)
    for rule in RULES:
        _update(course, rule, paths, moved["step"] if rule == update else np.zeros(2))
    names = {rule: f"{NAMES[rule]}, learning rate {rates[rule]:.3g}" for rule in RULES}
    rule_keys(loss, names, LOSS[1] - (HEIGHT - KEYS) - 14, columns=2)
    heading(loss, "loss above the minimum", lift=8)
    heading(loss, told(scale), role="muted", lift=8, x=1, ha="right", gid="readout-scale")
    label(loss, "step t", (1, 0), "muted", coords="axes fraction", offset=(0, -30), ha="right")
    for rule in RULES:
        curve(loss, losses["t"], np.maximum(losses[rule], FLOOR), rule, gid=f"loss-{rule}")
    lines = {f"contours_{name}": contours(problem) for name, problem in SURFACES.items()}
    data = {"paths": paths, "losses": losses, "update": moved, "rates": _rates(), **lines}
    sent = {name: list(data[name]) for name in ("rates", *lines)}  # the page runs the race itself
    parameters = {
        "surface": surface, "steps": steps, "scale": scale, "x": start[0], "y": start[1], **rates,
        "update": update,
    }  # fmt: skip
    constants, alt = {"floor": FLOOR}, _alt(surface, losses, start, scale)
    return Drawing(figure, data, alt, parameters, sent, constants, controls(), ROOM)


def controls() -> list[Control]:
    """The start is moved by a handle, within the window of the surface."""
    windows = {name: window(problem) for name, problem in SURFACES.items()}
    start: list[Control] = [
        {"kind": "coordinate", "name": axis, "label": axis, "by": "surface",
         "limits": {name: list(sides[i]) for name, sides in windows.items()}}
        for i, axis in enumerate("xy")
    ]  # fmt: skip
    rates: list[Control] = [
        {"kind": "decades", "name": rule, "label": NAMES[rule],
         "from": -4, "to": 1, "per": 10, "show": "", "tone": rule}
        for rule in RULES
    ]  # fmt: skip
    switches = RULE_SWITCHES | {"off": OFF, "keys": round(KEYS / WIDTH, 4)}
    hint = "Drag the ring, tap the map or use arrow keys to move the start."
    best_of = f"Learning rates: each rule’s best of {len(RATES)}"
    return [
        switches,
        {"kind": "note", "text": hint},
        {"kind": "choice", "name": "surface", "label": "Surface", "options": TITLES},
        {"kind": "range", "name": "steps", "label": "step", "min": 0, "max": LONG, "step": 1},
        {
            "kind": "decades",
            "name": "scale",
            "label": "loss multiplied by",
            "from": -3,
            "to": 3,
            "per": 10,
        },
        *start,
        {"kind": "fold", "label": best_of, "members": rates},
        {
            "kind": "fold",
            "label": "The next update, term by term",
            "members": [
                {"kind": "choice", "name": "update", "label": "Update of", "options": NAMES}
            ],
        },
    ]


@cache
def best() -> dict[str, dict[str, float]]:
    """Each rule's best learning rate by surface and rule."""
    return {name: dict(rates) for name, rates in sweep().best.items()}


def run(
    problem: Surface,
    rates: dict[str, float],
    start: tuple[float, float],
    steps: int,
    scale: float = 1.0,
) -> tuple[Table, Table]:
    """Paths (columns t, x_RULE, y_RULE) and losses above the minimum (t, RULE).

    Every gradient is multiplied by ``scale``, the losses are not.
    """
    lowest = float(problem.loss(np.array(problem.minimum)))
    paths: Table = {"t": np.arange(steps + 1)}
    losses: Table = {"t": np.arange(steps + 1)}
    for name, rule in RULES.items():
        record = trajectory(
            rule(rates[name]),
            scaled(problem, scale), np.array(start, float), steps, record=("theta", "loss"),
        )  # fmt: skip
        paths[f"x_{name}"], paths[f"y_{name}"] = significant(record.theta.T)
        losses[name] = significant(record.loss - lowest)
    return paths, losses


def scaled(problem: Surface, scale: float) -> Surface:
    """``scale`` times the loss, as a rule meets it: its gradients."""
    return Surface(problem.loss, lambda theta: scale * problem.gradient(theta), problem.start)


def contours(problem: Surface) -> Table:
    """Level lines for the race's map; NaN stands between two lines."""
    return level_lines(problem, (MAP[2] - MAP[0], MAP[3] - MAP[1]))


def _map(ax: Axes, problem: Surface, paths: Table, start: tuple[float, float]) -> None:
    ax.add_patch(PathPatch(outline(contours(problem)), fill=False, edgecolor=PALETTE["muted"],
                           linewidth=0.7, alpha=0.45, gid="contours"))  # fmt: skip
    for rule in RULES:
        x, y = paths[f"x_{rule}"], paths[f"y_{rule}"]
        curve(ax, x, y, rule, gid=f"path-{rule}", linewidth=1.5)
        ax.plot(x[-1:], y[-1:], "o", color=PALETTE[rule], markersize=4.5, gid=f"end-{rule}")
    assert problem.minimum is not None
    bottom = np.array(problem.minimum)
    label(ax, "minimum", (bottom[0], bottom[1]), "ink",
          offset=(9, -15), gid="readout-minimum")  # fmt: skip
    ax.plot(*[[c] for c in problem.minimum], "+", color=PALETTE["ink"], markersize=11,
            markeredgewidth=1.4, gid="minimum")  # fmt: skip
    ax.plot(*[[c] for c in start], "o", color=PALETTE["ink"], markersize=8, markeredgewidth=1.6,
            markerfacecolor=PALETTE["paper"], clip_on=False, gid="start")  # fmt: skip


def _update(ax: Axes, rule: str, paths: Table, step: np.ndarray) -> None:
    """The rule's next step as an arrow from where its path ends."""
    at = np.array([paths[f"x_{rule}"][-1], paths[f"y_{rule}"][-1]])
    there = ax.transData.transform([at, at + step])
    points = ax.transData.inverted().transform(arrow(*there))
    path = Path(points, [Path.MOVETO] + [Path.LINETO] * (len(points) - 1))
    ax.add_patch(PathPatch(path, fill=False, edgecolor=PALETTE[rule], linewidth=2.4,
                           capstyle="round", zorder=4, gid=f"update-{rule}"))  # fmt: skip


def _rates() -> Table:
    rows = [(s, rule, lr) for s, rates in best().items() for rule, lr in rates.items()]
    surface, rule, lr = zip(*rows, strict=True)
    return {"surface": surface, "rule": rule, "lr": lr}


def told(scale: float) -> str:
    return f"run on the loss × {short(scale)}"


def _ended(loss: float) -> str:
    return short(loss, 2) if np.isfinite(loss) else "beyond all bounds"


def _alt(surface: str, losses: Table, start: tuple[float, float], scale: float) -> str:
    last = {rule: float(losses[rule][-1]) for rule in RULES}
    order = sorted(RULES, key=lambda rule: np.nan_to_num(last[rule], nan=np.inf))
    ends = ", ".join(f"{NAMES[rule]} {_ended(last[rule])}" for rule in order)
    at = f"({start[0]:g}, {start[1]:g})"
    units = "" if scale == 1 else f", {told(scale)},"
    return (
        f"Top: contours of the surface {surface} over x and y, a ring at the start {at}, "
        f"a cross at the minimum, and the paths of seven rules{units}. Bottom: the loss above the "
        f"minimum by step on a logarithmic axis; at the end, from least to most: {ends}."
    )
