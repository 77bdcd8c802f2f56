"""What bias correction does to the steps, and what each AMSGrad convention does first.

Sources: Kingma & Ba, ICLR 2015, sections 2.1, 3 and 6.4 (KB); Reddi, Kale & Kumar, ICLR 2018.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..bounds import kb_bound, step_bound
from ..rules import Adam, AMSGrad
from .registry import Experiment, Value

Array = NDArray[np.float64]


def step_sizes(rule: Any, gradients: Array) -> Array:
    """The steps of `rule` in units of its learning rate for given gradients, shape (steps, ...)."""
    theta = np.zeros(gradients.shape[1:])
    state, sizes = rule.init(theta), []
    for g in gradients:
        after, state = rule.step(theta, g, state)
        sizes.append((theta - after) / rule.lr)
    return np.array(sizes)


@dataclass(frozen=True)
class Uncorrected:
    """Steps under a constant gradient in units of the learning rate, shape (steps,).

    `first`, `peak` and `peak_step` are those of the uncorrected steps; from `settled_step` on they
    stay within `tolerance` of the corrected ones, which are 1 throughout.
    """

    corrected: Array
    uncorrected: Array
    first: float
    peak: float
    peak_step: int
    settled_step: int


def no_bias_correction(
    *, beta1: float = 0.9, beta2: float = 0.999, steps: int = 4_000, tolerance: float = 0.05
) -> Uncorrected:
    """Adam's steps under a constant gradient without bias correction: too large, for long."""
    ones = np.ones(steps)
    with_, without = (
        step_sizes(Adam(1.0, beta1, beta2, eps=0.0, bias_correction=on), ones)
        for on in (True, False)
    )
    off = np.flatnonzero(np.abs(without - 1) > tolerance)
    return Uncorrected(
        corrected=with_,
        uncorrected=without,
        first=float(without[0]),
        peak=float(without.max()),
        peak_step=int(without.argmax()) + 1,
        settled_step=int(off[-1]) + 2,
    )


def no_bias_correction_sparse(
    *, beta1: float = 0.0, beta2: float = 0.9999, steps: int = 10
) -> Uncorrected:
    """The same at beta = (0, 0.9999), a corner of the grid in section 6.4 of the Adam paper."""
    return no_bias_correction(beta1=beta1, beta2=beta2, steps=steps)


@dataclass(frozen=True)
class FirstSteps:
    """The first steps in units of the learning rate by convention, each of shape (steps,)."""

    steps: dict[str, Array]


def first_steps(*, beta1: float = 0.9, beta2: float = 0.999, steps: int = 100) -> FirstSteps:
    """The first steps of AMSGrad's conventions under a constant gradient."""
    ones = np.ones(steps)
    names = ("paper", "max_then_correct", "correct_then_max", "card")
    rules = {name: AMSGrad(1.0, beta1, beta2, eps=0.0, convention=name) for name in names}
    return FirstSteps({name: step_sizes(rule, ones) for name, rule in rules.items()})


@dataclass(frozen=True)
class Bound:
    """The step for a lone gradient after `silence` steps of none, KB's bound, and the sharp one.

    `largest` is the least upper bound over all gradients, by Cauchy and Schwarz; gradients that
    grow by the factor beta2 / beta1 from step to step approach it.
    """

    step: float
    bound: float
    largest: float


def lone_gradient(*, beta1: float = 0.9, beta2: float = 0.999, silence: int = 10_000) -> Bound:
    """Adam's step for a gradient after long silence, and the bound of Kingma & Ba, section 2.1."""
    gradients = np.zeros(silence + 1)
    gradients[-1] = 1.0
    tiny = 1e-300  # Without any epsilon a gradient that never was gives 0 / 0.
    steps = step_sizes(Adam(1.0, beta1, beta2, eps=tiny), gradients)
    return Bound(float(steps[-1]), float(kb_bound(beta1, beta2)), float(step_bound(beta1, beta2)))


@dataclass(frozen=True)
class Burst:
    """Adam's steps in units of the learning rate after a silence, shape (burst,), and the longest.

    `longest_at` counts from the first gradient of the burst, which is 1.
    """

    steps: Array
    longest: float
    longest_at: int


def silence_then_burst(
    *, beta1: float = 0.9, beta2: float = 0.999, silence: int = 10_000, burst: int = 100
) -> Burst:
    """Corrected Adam after 10,000 gradients of 0, when gradients of 1 begin to come."""
    gradients = np.repeat([0.0, 1.0], [silence, burst])
    tiny = 1e-300  # Without any epsilon a gradient that never was gives 0 / 0.
    steps = step_sizes(Adam(1.0, beta1, beta2, eps=tiny), gradients)[silence:]
    return Burst(steps, float(steps.max()), int(steps.argmax()) + 1)


def short_silence_then_burst(*, silence: int = 150, burst: int = 50) -> Burst:
    """The same after 150 gradients of 0, as the coordinate inspector shows it."""
    return silence_then_burst(silence=silence, burst=burst)


def _uncorrected_values(result: Uncorrected) -> dict[str, Value]:
    names = ("first", "peak", "peak_step", "settled_step")
    return {name: getattr(result, name) for name in names}


def _first_values(result: FirstSteps) -> dict[str, Value]:
    return {name: steps[0] for name, steps in result.steps.items()}


def _burst_values(result: Burst) -> dict[str, Value]:
    return {"longest": result.longest, "longest_at": result.longest_at}


def _bound_values(result: Bound) -> dict[str, Value]:
    return {"step": result.step, "bound": result.bound, "largest": result.largest}


EXPERIMENTS = {
    "no_correction": Experiment(no_bias_correction, _uncorrected_values, "bias_correction"),
    "no_correction_sparse": Experiment(
        no_bias_correction_sparse, lambda result: {"first": result.first}
    ),
    "first_steps": Experiment(first_steps, _first_values, "first_steps"),
    "burst": Experiment(silence_then_burst, _burst_values),
    "short_burst": Experiment(short_silence_then_burst, _burst_values, "coordinate_inspector"),
    "step_bound": Experiment(lone_gradient, _bound_values, "coordinate_inspector"),
}
