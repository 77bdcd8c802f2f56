"""A valley turned by an angle: what scaling the axes one by one can do, and what it cannot."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..rules import RULES
from .registry import Experiment, Value, label

Array = NDArray[np.floating]

# Rates span six decades, which cover every rule's best: 20 of them to a decade.
SPANS = {"sgd": (-7, -1), "momentum": (-7, -1), "rmsprop": (-4, 2), "adam": (-4, 2)}


@dataclass(frozen=True)
class Rotation:
    """By rule: the final loss over that at the start, and the best rate, each (angles,).

    `path` is that loss after every step at the best rate, shape (angles, steps + 1).
    """

    degrees: Array
    loss: dict[str, Array]
    rate: dict[str, Array]
    path: dict[str, Array]


def rotation(
    *,
    degrees: Sequence[float] = (0, 5, 10, 15, 20, 25, 30, 35, 40, 45),
    condition: float = 10_000.0,
    steps: int = 500,
    rates: int = 121,
) -> Rotation:
    """A quadratic of condition 10,000 turned by an angle, from (1, 1) in its own axes, 500 steps.

    Every rule has its own best rate of 121 over six decades at each angle.
    """
    steepness = np.array([1.0, condition])
    loss: dict[str, Array] = {}
    rate: dict[str, Array] = {}
    path: dict[str, Array] = {}
    for name, (low, high) in SPANS.items():
        tried = np.logspace(low, high, rates)
        # Losses of shape (angles, steps + 1, rates).
        runs = np.array([_losses(name, tried, steepness, angle, steps) for angle in degrees])
        best = runs[:, -1].argmin(axis=-1)
        path[name] = np.take_along_axis(runs, best[:, None, None], axis=-1)[..., 0]
        loss[name], rate[name] = path[name][:, -1], tried[best]
    return Rotation(np.asarray(degrees, dtype=float), loss, rate, path)


def _losses(name: str, rates: Array, steepness: Array, degrees: float, steps: int) -> Array:
    """The loss over that at the start after every step, shape (steps + 1, rates)."""
    angle = np.deg2rad(degrees)
    axes = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    hessian = (axes * steepness) @ axes.T
    theta = np.tile(axes.sum(axis=1), (len(rates), 1))
    rule = RULES[name](rates[:, None])
    state, path = rule.init(theta), [theta]
    # Learning rates that are too large overflow; that is a result here, not a fault.
    with np.errstate(all="ignore"):
        for _ in range(steps):
            theta, state = rule.step(theta, theta @ hessian, state)
            path.append(theta)
        loss = (np.array(path) @ axes) ** 2 @ steepness / steepness.sum()
    return np.where(np.isfinite(loss), loss, np.inf)


def _values(result: Rotation) -> dict[str, Value]:
    return {
        label(rule, angle): loss[i]
        for rule, loss in result.loss.items()
        for i, angle in enumerate(result.degrees)
    }


EXPERIMENTS = {"rotation": Experiment(rotation, _values, "rotation")}
