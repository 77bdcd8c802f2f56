"""Fast convergence? Loss curves on digits, and what bias correction does to training.

Sources: Kingma & Ba, ICLR 2015, sections 6.3 and 6.4, in a small form: a perceptron with one
hidden layer on 1,437 pictures of 8 x 8 pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..rules import RULES, Adam
from .digits import digits
from .learning_rates import RATES, sweep, typical
from .memory import remembered
from .registry import Experiment, Value, label
from .training import train

Array = NDArray[np.floating]


@dataclass(frozen=True)
class Convergence:
    """By rule: its rate, and the training loss at `steps`, shape (points, seeds).

    `reached` is the first step at which the median loss over seeds is at most the threshold.
    """

    steps: NDArray[np.int64]
    rates: dict[str, float]
    losses: dict[str, Array]
    reached: dict[str, int]


@remembered
def convergence(
    *,
    rates: Sequence[float] = RATES,
    seeds: int = 5,
    batch: int = 32,
    epochs: int = 10,
    every: int = 4,
    threshold: float = 0.1,
) -> Convergence:
    """Training loss of a perceptron on digits, each rule at its own best rate of the sweep.

    Best is the least median over seeds of the final loss, as in `sensitivity`.
    """
    setting: dict[str, Any] = {"seeds": seeds, "batch": batch, "epochs": epochs}
    tried = sweep(problem="mlp", rates=tuple(rates), **setting)
    best = {name: rates[int(typical(run).argmin())] for name, run in tried.items()}
    runs = {
        name: train(RULES[name], [rate], digits(), every=every, **setting)
        for name, rate in best.items()
    }
    steps = next(iter(runs.values())).steps
    losses = {name: run.curve[:, 0] for name, run in runs.items()}
    reached = {
        name: int(steps[np.flatnonzero(np.median(loss, axis=1) <= threshold)[0]])
        for name, loss in losses.items()
    }
    return Convergence(steps, best, losses, reached)


@dataclass(frozen=True)
class Correction:
    """Final training loss by beta2, shape (rates, seeds), with and without bias correction."""

    rates: Array
    corrected: dict[float, Array]
    uncorrected: dict[float, Array]


@remembered
def bias_correction_in_training(
    *,
    beta2: Sequence[float] = (0.99, 0.999, 0.9999),
    rates: Sequence[float] = RATES[3:13],
    seeds: int = 5,
    batch: int = 32,
    epochs: int = 10,
) -> Correction:
    """Adam with and without bias correction on digits: Kingma & Ba, section 6.4, in small."""

    def losses(beta: float, on: bool) -> Array:
        rule = partial(Adam, beta2=beta, bias_correction=on)
        return train(rule, rates, digits(), seeds=seeds, batch=batch, epochs=epochs).loss

    return Correction(
        np.array(rates),
        {beta: losses(beta, True) for beta in beta2},
        {beta: losses(beta, False) for beta in beta2},
    )


def _convergence_values(result: Convergence) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for rule, loss in result.losses.items():
        values[f"{rule}_lr"] = result.rates[rule]
        values[f"{rule}_steps"] = result.reached[rule]
        values[f"{rule}_loss"] = np.median(loss[-1])
    return values


def _correction_values(result: Correction) -> dict[str, Value]:
    """Per beta2: each form's best rate and loss, and both losses at corrected Adam's best rate."""
    values: dict[str, Value] = {}
    for beta in result.corrected:
        forms = {"corrected": result.corrected[beta], "uncorrected": result.uncorrected[beta]}
        medians = {name: np.median(loss, axis=1) for name, loss in forms.items()}
        for name, median in medians.items():
            values[label(f"{name}_lr", beta)] = result.rates[median.argmin()]
            values[label(f"{name}_loss", beta)] = median.min()
        at = medians["corrected"].argmin()
        values[label("uncorrected_there", beta)] = medians["uncorrected"][at]
    return values


EXPERIMENTS = {
    "convergence": Experiment(convergence, _convergence_values),
    "correction_in_training": Experiment(bias_correction_in_training, _correction_values),
}
