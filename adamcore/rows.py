"""Room for the points of a walk: each is written into its row, without an array of its own."""

from __future__ import annotations

from typing import Any

import numpy as np

from .records import Points, rebuilt
from .validation import Array

__all__ = ["Rows"]


class Rows:
    """`n` rows for what `record` names: theta, gradients, and each field of the state."""

    def __init__(self, n: int, theta: Array, state: Any, record: tuple[str, ...]) -> None:
        self.n, self.times, self.samples = n, np.empty(n, np.int64), []  # type: ignore[var-annotated]
        self.drawn = "loss" in record
        self.theta = _like(theta, n) if {"theta", "loss"} & set(record) else None
        self.grad = _like(theta, n) if "grad" in record else None
        self.state = state
        kept = list(state) if "state" in record else []
        self.arrays = [(at, _like(x, n)) for at, x in enumerate(kept) if _is_array(x)]
        self.numbers: list[tuple[int, list[Any]]]
        self.numbers = [(at, []) for at, x in enumerate(kept) if not _is_array(x)]

    def keep(self, i: int, t: int, theta: Array, grad: Any, state: Any, *, xi: Any) -> None:
        """Write what is known after t steps into row i; a rule may change it in place later."""
        self.times[i] = t
        if self.theta is not None:
            self.theta[i] = theta
        if self.grad is not None:
            self.grad[i] = grad
        if i == 1:
            self._widen(state)
        for at, room in self.arrays:
            room[i] = state[at]
        for at, line in self.numbers:
            line.append(np.copy(state[at]) if isinstance(state[at], np.ndarray) else state[at])
        if self.drawn and xi is not None:
            self.samples.append(xi)

    def _widen(self, state: Any) -> None:
        """Make room for a state that a first step has made wider, or of another precision."""
        for k, (at, room) in enumerate(self.arrays):
            shape = np.broadcast_shapes(room.shape[1:], np.shape(state[at]))
            dtype = np.result_type(room.dtype, state[at])
            if shape != room.shape[1:] or dtype != room.dtype:
                self.arrays[k] = (at, np.empty((self.n, *shape), dtype))
                self.arrays[k][1][0] = room[0]

    def points(self) -> Points:
        """Return all rows; what was not asked for is None."""
        found = {**dict(self.arrays), **{at: np.array(line) for at, line in self.numbers}}
        state = rebuilt(self.state, [found[at] for at in sorted(found)]) if found else ()
        met = np.array(self.samples) if self.samples else None
        return Points(self.times, self.theta, self.grad, state, met)


def _is_array(x: Any) -> bool:
    return isinstance(x, np.ndarray) and x.dtype.kind == "f" and x.ndim > 0


def _like(theta: Array, n: int) -> Array:
    """Return n rows of theta's own layout: strided copies are slow."""
    if theta.flags.c_contiguous:
        return np.empty((n, *theta.shape), theta.dtype)
    room = np.empty((n, theta.shape[-1], *theta.shape[:-1]), theta.dtype)
    return np.moveaxis(room, 1, -1)
