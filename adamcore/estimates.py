"""What Adam estimates of a sequence of gradients: the first two moments, with and without bias."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from .rules import Adam
from .validation import numbers

__all__ = ["Estimates", "estimates"]


class Estimates(NamedTuple):
    """What Adam keeps of its gradients, each of their shape: m, v and the corrected forms.

    >>> estimates([1.0, 1.0]).mhat.round(12).tolist()
    [1.0, 1.0]
    """

    m: Any
    v: Any
    mhat: Any
    vhat: Any


def estimates(g: Any, *, beta1: float = 0.9, beta2: float = 0.999) -> Estimates:
    """Return Adam's estimates after each of the gradients g, shape (steps, ...): KB Algorithm 1.

    They are the bits of `Adam.step`, whose averages do not depend on where theta is. ValueError
    unless the betas are in [0, 1) and g is real with at least one step.

    >>> found = estimates([2.0, 0.0], beta1=0.5, beta2=0.75)
    >>> found.m.tolist(), found.v.tolist()
    ([1.0, 0.5], [1.0, 0.75])
    """
    g = numbers("g", g)
    if not g.ndim or not g.size:
        raise ValueError(f"g has shape {g.shape}: must hold at least one step")
    rule, theta = Adam(beta1=beta1, beta2=beta2), np.zeros(g.shape[1:])
    state, kept = rule.init(theta), []
    for now in g:
        _, state = rule.step(theta, now, state)
        hats = state.m / (1 - state.beta1_t), state.v / (1 - state.beta2_t)
        kept.append((state.m, state.v, *hats))
    return Estimates(*(np.array(column) for column in zip(*kept, strict=True)))
