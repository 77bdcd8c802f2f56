"""One update of a rule, taken apart into the terms of its formula."""

from __future__ import annotations

from typing import Any

import numpy as np

from adamcore.rules import RULES
from adamcore.surfaces import Surface
from adamcore.trajectories import trajectory

from .drawing import Table

__all__ = ["TERMS", "arrow", "terms"]

TERMS = ("gradient", "momentum", "root", "decay", "step")
SEEN, HEAD = 1.0, 6.0
"""Points: the shortest arrow that is drawn, and its head's size."""


def terms(rule: str, lr: float, problem: Surface, start: tuple[float, float], steps: int) -> Table:
    """What the rule makes of the point that it reaches after ``steps``: columns coordinate, TERMS.

    ``step`` is how far it moves next. ``momentum`` is what stands above the fraction line or in its
    place, ``root`` what stands below it, with epsilon, and ``decay`` AdamW's share of the step. NaN
    is a term that the rule has not.
    """
    own = RULES[rule](lr)
    theta, state = trajectory(own, problem, np.array(start, float), steps).last
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        grad = problem.gradient(theta)
        after, state = own.step(theta, grad, state)
        found = {"gradient": grad, "step": after - theta, **_averages(rule, own, state)}
        if rule == "adamw":
            found["decay"] = -lr * own.weight_decay * theta
    none = np.full(2, np.nan)
    return {"coordinate": ["x", "y"], **{term: found.get(term, none) for term in TERMS}}


def _averages(rule: str, own: Any, state: Any) -> dict[str, Any]:
    """Momentum and root, as the rule's formula has them, from its state after the step."""
    if rule == "momentum":
        return {"momentum": state.u}
    if rule == "adagrad":
        return {"root": np.sqrt(state.G + own.eps)}
    if rule == "rmsprop":
        return {"root": np.sqrt(state.v) + own.eps}
    if rule == "sgd":
        return {}
    square = state.vhat if rule == "amsgrad" else state.v
    return {
        "momentum": state.m / (1 - state.beta1_t),
        "root": np.sqrt(square / (1 - state.beta2_t)) + own.eps,
    }


def arrow(at: Any, to: Any) -> np.ndarray:
    """An arrow from one point of the drawing to another, in one stroke: (n, 2).

    Where it would be nothing to see it is the first point alone.
    """
    at, to = np.asarray(at, float), np.asarray(to, float)
    length = float(np.hypot(*(to - at)))
    if not SEEN <= length < np.inf:
        return np.array([at])
    along = (to - at) / length
    across = np.array([-along[1], along[0]])
    head = min(HEAD, length / 2)
    wings = [to - head * along + side * 0.6 * head * across for side in (1, -1)]
    return np.array([at, to, wings[0], to, wings[1]])
