"""What is kept of a path: points stacked over time, thinned or averaged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from .validation import Array

__all__ = ["FIELDS", "Points", "Record", "added", "aligned", "averaged", "joined", "mapped",
           "rebuilt", "recorded", "weighed"]  # fmt: skip

FIELDS = ("theta", "loss", "grad", "state")
STRETCH = 32_768
"""How many numbers of theta go into one call of a loss."""


@dataclass(frozen=True)
class Record:
    """A path, stacked over time: row i belongs to the point reached after t[i] steps.

    theta, grad: (rows, ..., coordinates); loss: (rows, ...); state: the rule's own NamedTuple with
    each field stacked. loss and grad are those met at theta by the next step, number t + 1. A field
    that was not asked for is None.

    >>> from adamcore import Adam, ravine, trajectory
    >>> record = trajectory(Adam(lr=0.1), ravine, steps=100, every=50)
    >>> record.t.tolist(), record.theta.shape, record.loss.shape, record.state.m.shape
    ([0, 50, 100], (3, 2), (3,), (3, 2))
    """

    t: Any
    theta: Any = None
    loss: Any = None
    grad: Any = None
    state: Any = None

    @property
    def last(self) -> tuple[Array, Any]:
        """The last theta and state, from which `trajectory(..., theta, state=state)` goes on.

        ValueError if either was not recorded.
        """
        if self.theta is None or self.state is None:
            raise ValueError("record has no last point: it must have theta and state")
        fields = [_number(x[-1]) for x in self.state]
        return self.theta[-1].copy(), rebuilt(self.state, fields)


def _number(x: Any) -> Any:
    """Return an array's copy, or a number as Python has it: as the rules keep them."""
    return x.copy() if np.ndim(x) else x.item()


class Points(NamedTuple):
    """What is known at one point of the path, or at many, stacked."""

    t: Any
    theta: Any
    grad: Any
    state: Any
    xi: Any


def recorded(problem: Any, points: Points, record: tuple[str, ...]) -> Record:
    """Return what was asked for of the points; the losses of many in one call."""
    t, theta, grad, state, xi = points
    known = {"theta": theta, "grad": grad, "state": state}
    if "loss" in record:
        known["loss"] = losses(problem, theta, xi)
    return Record(t, **{name: known[name] for name in record})


def losses(problem: Any, theta: Array, xi: Any) -> Array:
    """Return the loss at each row, so many at a time as stay in the processor's cache."""
    met = () if xi is None else (aligned(xi, theta.ndim - 1),)
    size = max(1, STRETCH * len(theta) // theta.size)
    parts = [slice(at, at + size) for at in range(0, len(theta), size)]
    found = [np.asarray(problem.loss(theta[p], *(x[p] for x in met))) for p in parts]
    return found[0] if len(found) == 1 else np.concatenate(found)


def aligned(x: Array, ndim: int) -> Array:
    """Return x of shape (n, ...) with axes of 1 put in, so that x[t] has `ndim` of them."""
    return x.reshape(len(x), *(1,) * (ndim + 1 - x.ndim), *x.shape[1:])


def averaged(part: Record, every: int) -> Record:
    """Return the record of the means over each `every` rows; t is that of the first."""

    def mean(x: Any) -> Any:
        # NumPy sums in the order of memory: one layout, one result.
        return np.ascontiguousarray(x).reshape(-1, every, *x.shape[1:]).mean(axis=1)

    return Record(part.t[::every], *(mapped(mean, getattr(part, f)) for f in FIELDS))


def weighed(part: Record, weight: float) -> Record:
    """Return the sum of the rows times `weight`, as one row: part of a mean over many parts."""

    def total(x: Any) -> Any:
        return x.sum(axis=0, keepdims=True) * weight

    return Record(part.t[:1], *(mapped(total, getattr(part, f)) for f in FIELDS))


def added(a: Record, b: Record) -> Record:
    """Return the sums, field by field; t is a's."""
    return Record(a.t, *(_sum(getattr(a, f), getattr(b, f)) for f in FIELDS))


def _sum(a: Any, b: Any) -> Any:
    if isinstance(a, tuple):
        return rebuilt(a, [_sum(x, y) for x, y in zip(a, b, strict=True)])
    return None if a is None else a + b


def mapped(function: Callable[[Any], Any], x: Any) -> Any:
    """Apply a function to an array, or to every field of a (named) tuple."""
    if isinstance(x, tuple):
        return rebuilt(x, [mapped(function, field) for field in x])
    return None if x is None else function(x)


def rebuilt(kind: Any, fields: list[Any]) -> Any:
    """Return the fields as a tuple of the same kind, named or not."""
    return type(kind)(*fields) if hasattr(kind, "_fields") else tuple(fields)


def joined(parts: list[Any]) -> Any:
    """Concatenate arrays, or states field by field, along time."""
    if len(parts) == 1 or parts[0] is None:
        return parts[0]
    if isinstance(parts[0], tuple):
        return rebuilt(parts[0], [joined(list(column)) for column in zip(*parts, strict=True)])
    return np.concatenate(parts)
