"""What a rule remembers from step to step, in the letters of its paper.

t counts the steps; beta1_t and beta2_t are beta1^t and beta2^t as running products (of the betas
of all steps, where these change); the rest has theta's shape and dtype. vhat is the maximum that
AMSGrad keeps, of v or of its corrected form.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from .validation import Array, Hyper

__all__ = ["AMSGradState", "AdaGradState", "AdamState", "MomentumState", "RMSPropState",
           "SGDState", "check_state"]  # fmt: skip


class SGDState(NamedTuple):
    """SGD remembers nothing but the time."""

    t: int


class MomentumState(NamedTuple):
    """u: the decaying sum of gradients."""

    t: int
    u: Array


class AdaGradState(NamedTuple):
    """G: the sum of squared gradients."""

    t: int
    G: Array


class RMSPropState(NamedTuple):
    """v: the moving average of squared gradients."""

    t: int
    v: Array


class AdamState(NamedTuple):
    """m, v: the moving averages of gradients and of their squares, uncorrected."""

    t: int
    m: Array
    v: Array
    beta1_t: Hyper
    beta2_t: Hyper


class AMSGradState(NamedTuple):
    """As AdamState, with vhat, the maximum."""

    t: int
    m: Array
    v: Array
    vhat: Array
    beta1_t: Hyper
    beta2_t: Hyper


@cache
def vectors(kind: Any) -> tuple[tuple[str, int], ...]:
    """Return the names and places of a state's fields that have theta's shape."""
    narrow = ("t", "beta1_t", "beta2_t")
    return tuple((name, at) for at, name in enumerate(kind._fields) if name not in narrow)


def check_state(rule: Any, kind: Any, state: Any, theta: Array) -> None:
    """Raise ValueError unless `state` is of that kind, and its arrays are as theta will be."""
    fields = vectors(kind)
    if type(state) is not kind:
        found, name = type(state).__name__, type(rule).__name__
        raise ValueError(f"state is of type {found}: {name} takes what {name}.init(theta) returns")
    dtype, shape = theta.dtype, theta.shape
    for field, at in fields:
        x = state[at]
        if x.dtype is dtype and x.shape == shape:  # the common case, at every step
            continue
        if x.dtype != theta.dtype:
            raise ValueError(f"state.{field} has dtype {x.dtype}: must be theta's, {theta.dtype}")
        if x.shape != theta.shape and x.shape != rule.wide(theta.shape):
            raise ValueError(f"state.{field} has shape {x.shape}: must be theta's, {theta.shape}")
