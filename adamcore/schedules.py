"""Hyperparameters that change from step to step, as values: functions of t = 1, 2, ...

Any function of t can be one. These can also be compared, hashed, pickled and printed, know how
wide they are when they hold arrays, and are put together: warmup(100, cosine(0.1, 0, 1000)).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

import numpy as np

from .validation import Hyper, count, numbers
from .values import ByValue

__all__ = ["Rate", "Schedule", "cosine", "inverse_sqrt", "linear", "value_at", "warmup"]

Rate: TypeAlias = "Hyper | Callable[[int], Hyper]"
"""A hyperparameter: a number, an array, or a schedule, a function of the step t = 1, 2, ..."""


class Schedule(ByValue):
    """What all schedules share. Their classes are named like the functions that they are.

    A schedule of one's own is any function of t; as a subclass it is a value, too.

    >>> @dataclass(frozen=True, eq=False)
    ... class halved(Schedule):
    ...     start: float
    ...     def __call__(self, t):
    ...         return self.start / 2 ** (t - 1)
    >>> halved(0.4)(3), halved(0.4) == halved(0.4)
    (0.1, True)
    """

    def __post_init__(self) -> None:
        for field in fields(self):  # type: ignore[arg-type]  # every subclass is a dataclass
            value = getattr(self, field.name)
            if field.name == "steps":
                value = count("steps", value, 1)
            elif not callable(value):
                array = numbers(field.name, value)
                value = array if array.ndim else float(array)
            object.__setattr__(self, field.name, value)

    def __call__(self, t: int) -> Hyper:
        """Return the value at step t = 1, 2, ..."""
        raise NotImplementedError

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of what it returns: () unless it holds an array."""
        values = [getattr(self, f.name) for f in fields(self)]  # type: ignore[arg-type]
        return np.broadcast_shapes(*(getattr(x, "shape", ()) for x in values))


@dataclass(frozen=True, eq=False)
class inverse_sqrt(Schedule):  # noqa: N801  # called like the function that it is
    """alpha / sqrt(t), the rate of the regret theorems (KB section 4, RKK Theorem 4).

    ValueError unless alpha is a number or an array of numbers.

    >>> inverse_sqrt(0.5)(4)
    0.25
    """

    alpha: Hyper

    def __call__(self, t: int) -> Hyper:
        return self.alpha / math.sqrt(t)


@dataclass(frozen=True, eq=False)
class linear(Schedule):  # noqa: N801
    """From `start` at t = 1 in equal steps to `end` at t = steps + 1, and `end` from there on.

    ValueError unless start and end are numbers or arrays, and steps is a whole number >= 1.

    >>> [linear(0.4, 0.0, 4)(t) for t in (1, 3, 5, 9)]
    [0.4, 0.2, 0.0, 0.0]
    """

    start: Hyper
    end: Hyper
    steps: int

    def __call__(self, t: int) -> Hyper:
        return self.start + (self.end - self.start) * min((t - 1) / self.steps, 1.0)


@dataclass(frozen=True, eq=False)
class cosine(Schedule):  # noqa: N801
    """From `start` at t = 1 by half a cosine to `end` at t = steps + 1 (arXiv 1608.03983, eq. 5).

    ValueError as `linear`. cos is not correctly rounded: bits may differ from machine to machine.

    >>> [round(cosine(0.4, 0.0, 4)(t), 12) for t in (1, 3, 5, 9)]
    [0.4, 0.2, 0.0, 0.0]
    """

    start: Hyper
    end: Hyper
    steps: int

    def __call__(self, t: int) -> Hyper:
        fraction = min((t - 1) / self.steps, 1.0)
        return self.end + (self.start - self.end) * ((1 + math.cos(math.pi * fraction)) / 2)


@dataclass(frozen=True, eq=False)
class warmup(Schedule):  # noqa: N801
    """`then` grown linearly over the first `steps` steps: t / steps of it at step t.

    `then` is a number, an array or another schedule, which runs from t = 1 all the same.
    ValueError unless steps is a whole number >= 1.

    >>> [warmup(4, 0.1)(t) for t in (1, 2, 4, 5)]
    [0.025, 0.05, 0.1, 0.1]
    """

    steps: int
    then: Rate

    def __call__(self, t: int) -> Hyper:
        value = self.then(t) if callable(self.then) else self.then
        return value * min(t / self.steps, 1.0)


def value_at(rate: Any, t: int) -> Any:
    """Return the value of a schedule at step t, or the constant itself."""
    return rate(t) if callable(rate) else rate
