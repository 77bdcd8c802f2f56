"""What makes large steps fast: the same step, on one stretch of memory after another.

A step reads and writes each of its intermediate results once. Of ten million parameters none
stays in the processor's cache from one operation to the next; of a stretch that fits they all do.
All rules work coordinate by coordinate, so that the results are the same, bit for bit. New memory
is slow as well, for the system clears it: what nobody holds any more is written into again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import numpy as np

from .states import check_state
from .validation import Array, gradient_of, parameters

__all__ = ["in_blocks"]

BLOCK = 120 * 1024
"""Bytes of theta in one stretch: more would not be kept by the allocator from step to step."""
LARGE = 8 * 1024 * 1024
"""Bytes of theta from which on stretches win over the calls that they cost."""

Step = TypeVar("Step", bound=Callable[..., tuple[Array, Any]])


def in_blocks(step: Step) -> Step:
    """Let `step`, a method of a rule, work through large parameters stretch by stretch."""

    @wraps(step)
    def stepped(rule: Any, theta: Array, grad: Array, state: Any) -> tuple[Array, Any]:
        if getattr(theta, "nbytes", 0) < LARGE or not _is_plain(rule, theta, grad, state):
            return step(rule, theta, grad, state)
        theta, grad = parameters(theta), gradient_of(theta, grad)
        check_state(rule, rule.State, state, theta)
        return _in_turn(step, _settled(rule, state.t + 1), theta, grad, state)

    return stepped  # type: ignore[return-value]


def _settled(rule: Any, t: int) -> Any:
    """Return the rule at step t, for inputs that have been checked as a whole."""
    fixed, values = rule.fixed(t), {}

    def at(theta: Array, grad: Array, _state: Any, *names: str) -> tuple[Any, ...]:
        if names not in values:
            values[names] = tuple(getattr(fixed, name) for name in ("lr", *names))
        return t, theta, grad, *values[names]

    fixed.__dict__["at"] = at
    return fixed


def _is_plain(rule: Any, theta: Any, grad: Any, state: Any) -> bool:
    """Say whether all arrays lie in memory in one order, and no hyperparameter is a grid."""
    arrays = [theta, grad, *(x for x in state if _is_array(x))]
    return not rule.shape and all(_is_line(x) and x.shape == theta.shape for x in arrays)


def _is_array(x: Any) -> bool:
    return isinstance(x, np.ndarray) and x.ndim > 0


def _is_line(x: Any) -> bool:
    return type(x) is np.ndarray and x.flags.c_contiguous


def _in_turn(
    step: Callable[..., Any], rule: Any, theta: Array, grad: Array, state: Any
) -> tuple[Array, Any]:
    """Take the step on each stretch, into memory of its own."""
    new, after = used.like(theta), [used.like(x) if _is_array(x) else x for x in state]
    size, kind = BLOCK // theta.itemsize, type(state)
    old, slope, out = (x.reshape(-1) for x in (theta, grad, new))
    held = [x.reshape(-1) if _is_array(x) else None for x in state]
    room = [x.reshape(-1) if _is_array(x) else None for x in after]
    for first in range(0, theta.size, size):
        part = slice(first, first + size)
        some = [x if line is None else line[part] for x, line in zip(state, held, strict=True)]
        out[part], found = step(rule, old[part], slope[part], kind(*some))
        for at, line in enumerate(room):
            if line is None:
                after[at] = found[at]
            else:
                line[part] = found[at]
    return new, kind(*after)


class Used:
    """Memory of earlier results, for new ones of the same size when nobody holds the earlier."""

    def __init__(self) -> None:
        self.buffers: list[Any] = []

    def like(self, x: Array) -> Array:
        """Return an array like x, with anything in it."""
        if not getattr(sys, "_is_gil_enabled", lambda: True)():
            return np.empty_like(x)  # counts of references are then not what they seem
        buffer = self._idle(x.nbytes)
        if buffer is None:
            buffer = np.empty(x.nbytes, np.uint8)
        array: Array = np.ndarray(x.shape, x.dtype, buffer)
        self.buffers.append(buffer)
        return array

    def _idle(self, size: int) -> Any:
        """Take out bytes that nobody else holds; those of another size are let go."""
        for _ in range(len(self.buffers)):
            try:
                buffer = self.buffers.pop(0)  # in one stroke: no other thread gets the same
            except IndexError:
                return None
            if sys.getrefcount(buffer) > HELD:
                self.buffers.append(buffer)
            elif buffer.nbytes == size:
                return buffer
        return None


HELD = 2
"""References to a buffer that nobody else has: the variable's, and getrefcount's own."""
used = Used()
