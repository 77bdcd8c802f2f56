"""How wide the range of good learning rates is on softmax regression, and how sure that is.

With the five seeds of `sensitivity` two rules may change places by chance: here are 25.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..rules import RULES
from .digits import digits
from .learning_rates import RATES, decades
from .memory import remembered
from .registry import Experiment, Value, label
from .training import train

Array = NDArray[np.floating]


@dataclass(frozen=True)
class Widths:
    """Decades of rates that end at a threshold or below, by rule, each of shape (thresholds,).

    `width` is that of the median over all seeds; `low` and `high` are the least and the largest
    of groups of five seeds.
    """

    thresholds: Array
    width: dict[str, Array]
    low: dict[str, Array]
    high: dict[str, Array]


@remembered
def forgiveness(
    *,
    rules: Sequence[str] = ("sgd", "momentum", "adagrad", "rmsprop", "adam"),
    thresholds: Sequence[float] = (0.1, 0.2, 0.3),
    rates: Sequence[float] = RATES,
    seeds: int = 25,
    group: int = 5,
    batch: int = 32,
    epochs: int = 10,
) -> Widths:
    """Decades of good learning rates for softmax regression on digits, 25 seeds."""
    setting: dict[str, Any] = {"model": "softmax", "seeds": seeds, "batch": batch, "epochs": epochs}
    width: dict[str, Array] = {}
    parts: dict[str, Array] = {}
    for name in rules:
        loss = train(RULES[name], rates, digits(), **setting).loss
        groups = np.split(loss, seeds // group, axis=1)
        width[name] = _widths(rates, loss, thresholds)
        parts[name] = np.array([_widths(rates, part, thresholds) for part in groups])
    low = {name: part.min(axis=0) for name, part in parts.items()}
    high = {name: part.max(axis=0) for name, part in parts.items()}
    return Widths(np.array(thresholds), width, low, high)


def _widths(rates: Sequence[float], loss: Array, thresholds: Sequence[float]) -> Array:
    median = np.median(loss, axis=1)
    return np.array([decades(np.array(rates), median, threshold) for threshold in thresholds])


def _values(result: Widths) -> dict[str, Value]:
    """The widths, and how far groups of five seeds lie apart at most."""
    widths = {
        label(name, threshold): row[i]
        for name, row in result.width.items()
        for i, threshold in enumerate(result.thresholds)
    }
    scatter = max((result.high[name] - result.low[name]).max() for name in result.width)
    return {**widths, "scatter": scatter}


EXPERIMENTS = {"forgiveness": Experiment(forgiveness, _values)}
