"""What is kept of a path: points stacked over time, thinned or averaged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

import numpy as np

from .validation import Array

__all__ = ["FIELDS", "Points", "Record", "added", "aligned", "averaged", "joined", "mapped",
           "recorded", "stacked", "weighed"]  # fmt: skip

FIELDS = ("theta", "loss", "grad", "state")


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
    theta: Array
    grad: Array
    state: Any
    xi: Any


def stacked(points: Iterator[Points], sizes: Iterator[int], with_state: bool) -> Iterator[Points]:
    """Yield the points stacked, so many at a time; copied, as a learner's may work in place."""
    copies = (
        Points(t, np.copy(theta), np.copy(grad), mapped(np.copy, state) if with_state else (), xi)
        for t, theta, grad, state, xi in points
    )
    for size in sizes:
        block = list(islice(copies, size))
        t, theta, grad, states, xi = zip(*block, strict=True)
        state = rebuilt(states[0], [np.array(field) for field in zip(*states, strict=True)])
        met = None if xi[0] is None else np.array(xi)
        yield Points(np.array(t), together(theta), together(grad), state, met)


def together(rows: tuple[Array, ...]) -> Array:
    """Return the rows as one array, in their own layout: strided copies are slow."""
    if rows[0].flags.c_contiguous:
        return np.array(rows)
    return np.moveaxis(np.array([np.moveaxis(row, -1, 0) for row in rows]), 1, -1)


def recorded(problem: Any, points: Points, record: tuple[str, ...]) -> Record:
    """Return what was asked for of the points; all their losses in one call."""
    t, theta, grad, state, xi = points
    known = {"theta": theta, "grad": grad, "state": state}
    if "loss" in record:
        met = () if xi is None else (aligned(xi, theta.ndim - 1),)
        known["loss"] = np.asarray(problem.loss(theta, *met))
    return Record(t, **{name: known[name] for name in record})


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
