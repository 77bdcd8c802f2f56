"""Seven rules leave one point of a surface, each at its own best learning rate.

The rates come from adamcore.experiments.surfaces.race: the best of a sweep, by a stated score.
"""

# ruff: noqa: RUF001 (signs as they are printed)

from __future__ import annotations

from functools import cache

import numpy as np

from adamcore.experiments.surfaces import RATES
from adamcore.experiments.surfaces import race as sweep
from adamcore.rules import RULES
from adamcore.surfaces import SURFACES, Surface
from adamcore.trajectories import trajectory

from .controls import RULE_SWITCHES
from .course import FLOOR, KEYS, LONG, WORD, Race, contours, pictures, told
from .drawing import Control, Drawing, Table, significant
from .landscape import ticks, window
from .numbers import short
from .style import NAMES
from .update import terms

__all__ = ["PARAMETERS", "contours", "draw", "ticks", "window"]

PARAMETERS: dict[str, str | int | float | None] = {
    "surface": "ravine", "steps": 200, "scale": 1.0, "x": None, "y": None,
    "sgd": None, "momentum": None, "adagrad": None, "rmsprop": None,
    "adam": None, "amsgrad": None, "adamw": None, "update": "adam",
}  # fmt: skip

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

    moved = terms(update, rates[update], scaled(problem, scale), start, steps)
    race = Race(problem, start, rates, scale, paths, losses, update, moved["step"])
    figure, narrow = pictures(race)
    lines = {f"contours_{name}": contours(problem) for name, problem in SURFACES.items()}
    data = {"paths": paths, "losses": losses, "update": moved, "rates": _rates(), **lines}
    sent = {name: list(data[name]) for name in ("rates", *lines)}  # the page runs the race itself
    parameters = {
        "surface": surface, "steps": steps, "scale": scale, "x": start[0], "y": start[1], **rates,
        "update": update,
    }  # fmt: skip
    constants, alt = {"floor": FLOOR, "word": WORD}, _alt(surface, losses, start, scale)
    return Drawing(figure, data, alt, parameters, sent, constants, controls(), ROOM, narrow)


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
    switches = RULE_SWITCHES | {"off": OFF, "keys": KEYS}
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


def _rates() -> Table:
    rows = [(s, rule, lr) for s, rates in best().items() for rule, lr in rates.items()]
    surface, rule, lr = zip(*rows, strict=True)
    return {"surface": surface, "rule": rule, "lr": lr}


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
