"""The drift of Adam per cycle on RKK's online problem, and the same problem at random."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .memory import remembered
from .registry import Experiment, Value, label

Array = NDArray[np.float64]


def _settled(inputs: Array, beta: Array) -> Array:
    """The periodic state of y = beta y + (1 - beta) u over one cycle, shape (period, *beta)."""
    last = np.zeros_like(beta)
    for _ in range(2):
        states = []
        for u in inputs:
            last = beta * last + (1 - beta) * u
            states.append(last)
        # From rest, one cycle leaves a share 1 - beta^period of the periodic state.
        last = last / (1 - beta ** len(inputs))
    return np.stack(states)


def drift(
    beta2: ArrayLike,
    beta1: float = 0.9,
    first: float = 1010.0,
    rest: float = -10.0,
    period: int = 101,
) -> Array:
    """How far Adam moves x per cycle, in units of the learning rate, once m and v are periodic.

    Positive: towards +1, the worst point. Same shape as `beta2`; each value inside (0, 1).
    """
    betas = np.asarray(beta2, dtype=float)
    gradients = np.array([first] + [rest] * (period - 1))
    m = _settled(gradients, np.asarray(beta1, dtype=float))
    v = _settled(gradients**2, betas)
    total: Array = -(m.reshape(period, *[1] * betas.ndim) / np.sqrt(v)).sum(axis=0)
    return total


@dataclass(frozen=True)
class Drift:
    """Drift per cycle in learning rates for each beta2, and the beta2 where it vanishes."""

    beta2: Array
    drift: Array
    turning_point: float


def drift_by_beta2(
    *,
    beta2: tuple[float, ...] = (0.99, 0.999, 0.9995, 0.9997, 0.9999),
    beta1: float = 0.9,
    first: float = 1010.0,
    rest: float = -10.0,
    period: int = 101,
) -> Drift:
    """Drift of x per cycle, in learning rates, on the online problem of Reddi et al., section 5."""

    def at(value: ArrayLike) -> Array:
        return drift(value, beta1, first, rest, period)

    low, high = 0.99, 0.99999
    while high - low > 1e-12:
        middle = (low + high) / 2
        low, high = (middle, high) if at(middle) > 0 else (low, middle)
    return Drift(np.array(beta2), at(beta2), low)


@dataclass(frozen=True)
class Stochastic:
    """Mean over seeds of x at chosen times; `times`, `adam`, `amsgrad` are equally long.

    `adam_x` and `amsgrad_x` are the last points of each seed.
    """

    times: NDArray[np.int64]
    adam: Array
    amsgrad: Array
    adam_x: Array
    amsgrad_x: Array


@remembered
def stochastic(
    *,
    first: float = 1010.0,
    rest: float = -10.0,
    probability: float = 0.01,
    beta1: float = 0.9,
    beta2: float = 0.99,
    lr: float = 0.01,
    start: float = 0.0,
    steps: int = 200_000,
    seeds: int = 50,
    points: int = 200,
) -> Stochastic:
    """Reddi et al., section 5, at random: 1010x with probability 0.01, else -10x, 50 seeds.

    The mean gradient is 0.2, so the best point is -1. No bias correction, as in RKK. All seeds
    and both rules are one array.
    """
    generator = np.random.default_rng(0)
    m, v, vmax = np.zeros((3, seeds))
    x = np.full((2, seeds), start)
    every = steps // points
    means = []
    for _ in range(points):
        rare = generator.random((every, seeds)) < probability
        for g in np.where(rare, first, rest):
            m = beta1 * m + (1 - beta1) * g
            v = beta2 * v + (1 - beta2) * (g * g)
            vmax = np.maximum(vmax, v)
            x -= lr * (m / np.sqrt((v, vmax)))
            x = np.minimum(np.maximum(x, -1.0), 1.0)
        means.append(x.mean(axis=1))
    adam, amsgrad = np.array(means).T
    return Stochastic(every * np.arange(1, points + 1), adam, amsgrad, *x)


def _drift_values(result: Drift) -> dict[str, Value]:
    labels = [label("beta2", beta) for beta in result.beta2]
    named = dict(zip(labels, result.drift, strict=True))
    return {**named, "turning_point": result.turning_point}


def _stochastic_values(result: Stochastic) -> dict[str, Value]:
    return {
        "adam_x": result.adam_x.mean(),
        "amsgrad_x": result.amsgrad_x.mean(),
        "amsgrad_x_halfway": result.amsgrad[len(result.times) // 2 - 1],
        "adam_error": result.adam_x.std(ddof=1) / len(result.adam_x) ** 0.5,
        "amsgrad_error": result.amsgrad_x.std(ddof=1) / len(result.amsgrad_x) ** 0.5,
    }


EXPERIMENTS = {
    "drift": Experiment(drift_by_beta2, _drift_values, "counterexample"),
    "stochastic": Experiment(stochastic, _stochastic_values),
}
