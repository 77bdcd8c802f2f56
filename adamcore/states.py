"""What a rule remembers from step to step, in the letters of its paper.

t counts the steps; beta1_t and beta2_t are beta1^t and beta2^t as running products; the rest has
theta's shape and dtype. vhat is the maximum that AMSGrad keeps, of v or of its corrected form.
"""

from typing import NamedTuple

from .validation import Array, Hyper


class SGDState(NamedTuple):
    t: int


class MomentumState(NamedTuple):
    t: int
    u: Array


class AdaGradState(NamedTuple):
    t: int
    G: Array


class RMSPropState(NamedTuple):
    t: int
    v: Array


class AdamState(NamedTuple):
    t: int
    m: Array
    v: Array
    beta1_t: Hyper
    beta2_t: Hyper


class AMSGradState(NamedTuple):
    t: int
    m: Array
    v: Array
    vhat: Array
    beta1_t: Hyper
    beta2_t: Hyper
