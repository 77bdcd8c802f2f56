"""What makes large steps fast: the same step, on one stretch of memory after another.

A step reads and writes each of its intermediate results once. Of ten million parameters none
stays in the processor's cache from one operation to the next; of a stretch that fits they all do.
All rules work coordinate by coordinate, so that the results are the same, bit for bit.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import numpy as np

from .states import check_state
from .validation import Array, gradient_of, parameters

__all__ = ["in_blocks"]

BLOCK = 128 * 1024
"""Bytes of theta in one stretch. A step of Adam holds about eight times as much."""
LARGE = 8 * BLOCK
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
        rule = rule.fixed(state.t + 1)
        if rule.shape:
            return step(rule, theta, grad, state)
        return _in_turn(step, rule, theta, grad, state)

    return stepped  # type: ignore[return-value]


def _is_plain(rule: Any, *inputs: Any) -> bool:
    """Say whether all arrays lie in memory in one order, and no hyperparameter is a grid."""
    theta, grad, state = inputs
    arrays = [theta, grad, *(x for x in state if isinstance(x, np.ndarray) and x.ndim)]
    return not rule.shape and all(_is_line(x) and x.shape == theta.shape for x in arrays)


def _is_line(x: Any) -> bool:
    return type(x) is np.ndarray and x.flags.c_contiguous


def _in_turn(
    step: Callable[..., Any], rule: Any, theta: Array, grad: Array, state: Any
) -> tuple[Array, Any]:
    """Take the step on each stretch, into new arrays."""
    new, after = np.empty_like(theta), [_room(x) for x in state]
    size = BLOCK // theta.itemsize
    lines = [x.reshape(-1) for x in (theta, grad, new)]
    for first in range(0, theta.size, size):
        part = slice(first, first + size)
        some = type(state)(*(_cut(x, part) for x in state))
        lines[2][part], found = step(rule, lines[0][part], lines[1][part], some)
        after = [_kept(x, room, part) for x, room in zip(found, after, strict=True)]
    return new, type(state)(*after)


def _room(x: Any) -> Any:
    return np.empty_like(x) if isinstance(x, np.ndarray) and x.ndim else x


def _cut(x: Any, part: slice) -> Any:
    return x.reshape(-1)[part] if isinstance(x, np.ndarray) and x.ndim else x


def _kept(x: Any, room: Any, part: slice) -> Any:
    """Put an array into its place; a number is the same for all stretches."""
    if isinstance(room, np.ndarray) and room.ndim:
        room.reshape(-1)[part] = x
        return room
    return x
