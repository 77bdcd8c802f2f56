"""Effective step sizes over time: what a sum of squares does, and what an average does.

The effective step size of a coordinate is what multiplies its gradient: for AdaGrad
lr / sqrt(G_t + eps), for RMSProp lr / (sqrt(v_t) + eps), for Adam lr / (sqrt(vhat_t) + eps).
Sources: Duchi, Hazan & Singer, JMLR 12, 2011; Kingma & Ba, ICLR 2015, section 5.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..rules import AdaGrad, Adam, RMSProp
from .registry import Experiment, Value, label

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Effective:
    """Effective step sizes in units of lr by rule, each of shape (steps, 2): dense, rare."""

    times: NDArray[np.int64]
    sizes: dict[str, Array]


def effective_step_sizes(
    *,
    period: int = 100,
    steps: int = 10_000,
    beta2: float = 0.999,
    eps: float = 1e-8,
    seed: int = 0,
) -> Effective:
    """Effective step sizes of a dense feature and of one that is seen once in `period` steps.

    Gradients are standard normal where the feature is seen and 0 elsewhere. Every rule has the
    same epsilon; RMSProp has the same beta as Adam, so that bias correction is what differs.
    """
    gradients = np.random.default_rng(seed).standard_normal((steps, 2))
    gradients[np.arange(steps) % period != 0, 1] = 0.0
    adagrad, rmsprop = AdaGrad(1.0, eps), RMSProp(1.0, beta2, eps)
    adam = Adam(1.0, beta2=beta2, eps=eps)
    theta = np.zeros(2)
    a, r, d = adagrad.init(theta), rmsprop.init(theta), adam.init(theta)
    rows: dict[str, list[Array]] = {"adagrad": [], "rmsprop": [], "adam": []}
    for g in gradients:
        a = adagrad.step(theta, g, a)[1]
        r = rmsprop.step(theta, g, r)[1]
        d = adam.step(theta, g, d)[1]
        rows["adagrad"].append(1 / np.sqrt(a.G + eps))
        rows["rmsprop"].append(1 / (np.sqrt(r.v) + eps))
        rows["adam"].append(1 / (np.sqrt(d.v / (1 - d.beta2_t)) + eps))
    times = np.arange(1, steps + 1)
    return Effective(times, {name: np.array(sizes) for name, sizes in rows.items()})


def _values(result: Effective) -> dict[str, Value]:
    """AdaGrad's and Adam's sizes after 100 steps and at the end, and how much is left of them."""
    values: dict[str, Value] = {}
    for rule, sizes in result.sizes.items():
        for column, feature in enumerate(("dense", "rare")):
            name = f"{rule}_{feature}"
            values[label(name, 100)] = sizes[99, column]
            values[f"{name}_end"] = sizes[-1, column]
            values[f"{name}_left"] = sizes[-1, column] / sizes[99, column]
    return values


EXPERIMENTS = {"effective": Experiment(effective_step_sizes, _values, "adagrad_decay")}
