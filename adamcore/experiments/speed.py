"""How soon the loss is small: each rule at the learning rate that is best for just that."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..rules import RULES
from .digits import digits
from .learning_rates import RATES
from .memory import remembered
from .registry import Experiment, Value
from .training import Run, train


@dataclass(frozen=True)
class Arrival:
    """At the best rate: the first step at which the median loss over seeds is low enough, and
    that of each seed, None for one that does not get there within the run."""

    rate: float
    steps: int
    seeds: tuple[int | None, ...]


@dataclass(frozen=True)
class Speed:
    """Every rule's arrival by name, and at its rate the loss at `steps`, shape (points, seeds)."""

    threshold: float
    rules: dict[str, Arrival]
    steps: NDArray[np.int64]
    losses: dict[str, NDArray[np.floating]]


@remembered
def speed(
    *,
    threshold: float = 0.1,
    rates: Sequence[float] = RATES[9:17],
    seeds: int = 5,
    batch: int = 32,
    epochs: int = 10,
    every: int = 4,
) -> Speed:
    """Steps to a training loss of 0.1 on digits, each rule at the rate that needs the fewest."""
    setting = {"seeds": seeds, "batch": batch, "epochs": epochs, "every": every}
    runs = {
        name: train(rule, rates, digits(), model="mlp", **setting) for name, rule in RULES.items()
    }
    rules = {name: _arrival(rates, run, threshold) for name, run in runs.items()}
    losses = {name: run.curve[:, rates.index(rules[name].rate)] for name, run in runs.items()}
    return Speed(threshold, rules, next(iter(runs.values())).steps, losses)


def _arrival(rates: Sequence[float], run: Run, threshold: float) -> Arrival:
    medians = [_first(run.steps, curve) for curve in _low(np.median(run.curve, axis=2), threshold)]
    steps, best = min((step, i) for i, step in enumerate(medians) if step is not None)
    seeds = _low(run.curve[:, best], threshold)
    return Arrival(rates[best], steps, tuple(_first(run.steps, curve) for curve in seeds))


def _low(losses: NDArray[np.floating], threshold: float) -> NDArray[np.bool_]:
    """Whether each loss is low enough, shape (points, runs) turned into (runs, points)."""
    return np.asarray(losses <= threshold).T


def _first(steps: NDArray[np.int64], low: NDArray[np.bool_]) -> int | None:
    return int(steps[low.argmax()]) if low.any() else None


def _values(result: Speed) -> dict[str, Value]:
    values: dict[str, Value] = {"loss": result.threshold}
    for name, arrival in result.rules.items():
        values[f"{name}_lr"] = arrival.rate
        values[f"{name}_steps"] = arrival.steps
        values[f"{name}_arrived"] = sum(step is not None for step in arrival.seeds)
        values[f"{name}_seeds"] = ", ".join(str(step or "never") for step in arrival.seeds)
    return values


EXPERIMENTS = {"speed": Experiment(speed, _values, "convergence")}
