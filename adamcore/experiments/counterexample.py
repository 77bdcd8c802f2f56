"""The convex problems on which Adam converges to the worst point (RKK, Theorem 1 and section 5)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .linear import average_regret, cycle, cycle_means, directions, walk
from .memory import remembered
from .registry import Experiment, Value, label

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Theorem1:
    """Last points, average regrets and walks of Adam and AMSGrad; walks have T + 1 points."""

    adam_x: float
    amsgrad_x: float
    adam_regret: float
    amsgrad_regret: float
    adam_walk: Array
    amsgrad_walk: Array


def theorem1(
    *,
    c: float = 3.0,
    period: int = 3,
    beta1: float = 0.0,
    beta2: float = 0.1,
    lr: float = 0.8,
    start: float = 1.0,
    steps: int = 30_000,
) -> Theorem1:
    """Reddi et al., Theorem 1: cx if t mod 3 = 1, else -x, on [-1, 1]; rate lr/sqrt(t).

    The best point is -1. beta2 = 1 / (1 + c^2), and lr < sqrt(1 - beta2), start x_1 = 1, as in
    the theorem's proof; which lr below that is free.
    """
    gradients = cycle(c, -1.0, period, steps)
    walks = [
        walk(list(directions(gradients, beta1, beta2, rule)), lr, start, root=True)
        for rule in ("adam", "paper")
    ]
    adam, amsgrad = walks
    return Theorem1(
        adam_x=adam[-1],
        amsgrad_x=amsgrad[-1],
        adam_regret=average_regret(gradients, adam),
        amsgrad_regret=average_regret(gradients, amsgrad),
        adam_walk=adam,
        amsgrad_walk=amsgrad,
    )


@dataclass(frozen=True)
class Online:
    """Where Adam and AMSGrad end for each learning rate; arrays of shape (rates,).

    `*_x` is the last point, `*_mean` the mean over the last cycle, `*_regret` is R_T / T, and
    `*_cycles` has the mean over every cycle, shape (rates, cycles).
    """

    rates: Array
    adam_x: Array
    adam_mean: Array
    adam_regret: Array
    adam_cycles: Array
    amsgrad_x: Array
    amsgrad_mean: Array
    amsgrad_regret: Array
    amsgrad_cycles: Array


@remembered
def online(
    *,
    first: float = 1010.0,
    rest: float = -10.0,
    period: int = 101,
    beta1: float = 0.9,
    beta2: float = 0.99,
    rates: Sequence[float] = (0.1, 0.01, 0.001),
    start: float = 0.0,
    steps: int = 1_000_000,
) -> Online:
    """Reddi et al., section 5: 1010x if t mod 101 = 1, else -10x, on [-1, 1]; constant rate.

    The best point is -1. No bias correction, as in RKK. The paper states no rate.
    """
    gradients = cycle(first, rest, period, steps)
    columns: dict[str, list[float] | list[Array]] = {}
    for name, rule in (("adam", "adam"), ("amsgrad", "paper")):
        along = list(directions(gradients, beta1, beta2, rule))
        walks = [walk(along, lr, start) for lr in rates]
        cycles = [cycle_means(points, period) for points in walks]
        columns[f"{name}_x"] = [points[-1] for points in walks]
        columns[f"{name}_mean"] = [means[-1] for means in cycles]
        columns[f"{name}_regret"] = [average_regret(gradients, points) for points in walks]
        columns[f"{name}_cycles"] = cycles
    return Online(np.array(rates), **{name: np.array(rows) for name, rows in columns.items()})


@dataclass(frozen=True)
class Conventions:
    """Last point and mean of the last cycle for each convention of AMSGrad, by name."""

    x: dict[str, float]
    mean: dict[str, float]
    cycles: dict[str, Array]


def conventions(
    *,
    first: float = 1010.0,
    rest: float = -10.0,
    period: int = 101,
    beta1: float = 0.9,
    beta2: float = 0.99,
    lr: float = 0.01,
    start: float = 0.0,
    steps: int = 100_000,
) -> Conventions:
    """AMSGrad in three conventions on the online problem of Reddi et al., section 5."""
    gradients = cycle(first, rest, period, steps)
    names = ("paper", "max_then_correct", "correct_then_max")
    walks = {
        name: walk(list(directions(gradients, beta1, beta2, name)), lr, start) for name in names
    }
    cycles = {name: cycle_means(points, period) for name, points in walks.items()}
    return Conventions(
        x={name: float(points[-1]) for name, points in walks.items()},
        mean={name: float(means[-1]) for name, means in cycles.items()},
        cycles=cycles,
    )


def _theorem1_values(result: Theorem1) -> dict[str, Value]:
    names = ("adam_x", "amsgrad_x", "adam_regret", "amsgrad_regret")
    return {name: getattr(result, name) for name in names}


def _online_values(result: Online) -> dict[str, Value]:
    fields = ("x", "mean", "regret")
    names = [f"{rule}_{field}" for rule in ("adam", "amsgrad") for field in fields]
    labels = [label("", lr) for lr in result.rates]
    return {n + end: getattr(result, n)[i] for n in names for i, end in enumerate(labels)}


def _conventions_values(result: Conventions) -> dict[str, Value]:
    means = {f"{name}_mean": mean for name, mean in result.mean.items()}
    return {**result.x, **means}


EXPERIMENTS = {
    "theorem1": Experiment(theorem1, _theorem1_values),
    "online": Experiment(online, _online_values),
    "conventions": Experiment(conventions, _conventions_values),
}
