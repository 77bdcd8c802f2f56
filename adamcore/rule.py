"""What all rules share: checked hyperparameters, and their precision."""

import math
from collections.abc import Callable
from dataclasses import fields
from typing import Any

import numpy as np

from .validation import RANGES, Array, Hyper, gradient_of, hyperparameter, parameters
from .weak import Weak

type Rate = Hyper | Callable[[int], Hyper]
"""A learning rate, or a schedule: a function of the step t = 1, 2, ..."""


def inverse_sqrt(alpha: Hyper) -> Callable[[int], Hyper]:
    """Return the schedule alpha / sqrt(t) of the regret theorems (KB section 4, RKK)."""
    alpha = hyperparameter("lr", alpha)
    return lambda t: alpha / math.sqrt(t)


class Rule:
    """What all rules share: their hyperparameters are checked when made and broadcast together."""

    lr: Rate

    def __post_init__(self) -> None:
        for field in fields(self):  # type: ignore[arg-type]  # every subclass is a dataclass
            value = getattr(self, field.name)
            if field.name in RANGES and not callable(value):
                object.__setattr__(self, field.name, hyperparameter(field.name, value))

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape that the hyperparameters broadcast to: () unless one is an array."""
        values = [getattr(self, f.name) for f in fields(self)]  # type: ignore[arg-type]
        values = [x(1) if callable(x) else x for x in values]
        return np.broadcast_shapes(*(x.shape for x in values if isinstance(x, np.ndarray)))

    def zeros(self, theta: Array) -> Array:
        """Return zeros of theta's dtype, of the shape that theta has after a step."""
        theta = parameters(theta)
        shape = np.broadcast_shapes(theta.shape, self.shape)
        return np.zeros_like(theta) if shape == theta.shape else np.zeros(shape, theta.dtype)

    def at(self, theta: Array, grad: Array, t: int, *names: str) -> tuple[Any, ...]:
        """Return theta and grad, checked, then lr at step t and the named hyperparameters."""
        theta = parameters(theta)
        values = (self.lr(t) if callable(self.lr) else self.lr, *(getattr(self, n) for n in names))
        if theta.dtype != np.float64:
            values = tuple(weak(x) for x in values)
        return theta, gradient_of(theta, grad), *values


def weak(x: Any) -> Any:
    """Return a hyperparameter in the form that takes on the precision of what it meets."""
    if isinstance(x, np.ndarray) and x.ndim:
        return x.view(Weak)
    return float(x)


def one(beta: Hyper) -> Hyper:
    """Return beta^0, as wide as beta."""
    return np.ones_like(beta) if isinstance(beta, np.ndarray) else 1.0


def is_zero(x: Hyper) -> bool:
    """Say whether a hyperparameter is the number 0, so that its term can be left out."""
    return isinstance(x, float) and x == 0
