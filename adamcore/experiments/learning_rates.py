"""Robust to the learning rate? The seven rules on digits, over seven decades of it.

The claim is Kingma & Ba's (ICLR 2015, section 1), that hyperparameters "typically require little
tuning". Four problems: two models, each on pixels in [0, 1] and on the raw pixels in [0, 16].
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .digits import Digits, digits
from .memory import remembered
from .registry import Experiment, Value
from .training import Run, train_all

Array = NDArray[np.floating]

RATES = tuple(float(f"{rate:.3g}") for rate in np.logspace(-5, 2, 22))
DEFAULT = 0.001
PROBLEMS: Mapping[str, tuple[str, float]] = {
    "softmax": ("softmax", 1.0),
    "mlp": ("mlp", 1.0),
    "softmax_raw": ("softmax", 16.0),
    "mlp_raw": ("mlp", 16.0),
}


@remembered
def sweep(
    *,
    problem: str = "mlp",
    rates: Sequence[float] = RATES,
    seeds: int = 5,
    batch: int = 32,
    epochs: int = 10,
) -> dict[str, Run]:
    """Every rule at every learning rate on one of PROBLEMS; `rates` is a tuple."""
    model, scale = PROBLEMS[problem]
    training, test = (Digits(part.x * np.float32(scale), part.y) for part in digits())
    setting = {"model": model, "seeds": seeds, "batch": batch, "epochs": epochs}
    return train_all(rates, (training, test), **setting)


@dataclass(frozen=True)
class Tuned:
    """What the choice of the learning rate does to one rule on one problem.

    `loss` is the median over seeds of the final training loss at the best `rate`, `accuracy` the
    mean test accuracy there, `decades` how many decades of rates around it keep the loss under
    the threshold.
    """

    rate: float
    loss: float
    accuracy: float
    decades: float


@dataclass(frozen=True)
class Transfer:
    """One rule on all problems: how far apart the best rates lie, in decades, and the one rate
    whose worst loss over the problems is least, with that loss."""

    spread: float
    rate: float
    worst: float


@dataclass(frozen=True)
class Sensitivity:
    """`losses[problem][rule]` has shape (rates, seeds), infinite where a run diverged."""

    rates: Array
    losses: dict[str, dict[str, Array]]
    tuned: dict[str, dict[str, Tuned]]
    transfer: dict[str, Transfer]


def sensitivity(
    *,
    rates: Sequence[float] = RATES,
    seeds: int = 5,
    batch: int = 32,
    epochs: int = 10,
    threshold: float = 0.1,
) -> Sensitivity:
    """Final training loss against learning rate on digits, all rules, four problems."""
    runs = {
        problem: sweep(problem=problem, rates=rates, seeds=seeds, batch=batch, epochs=epochs)
        for problem in PROBLEMS
    }
    losses = {p: {rule: run.loss for rule, run in by_rule.items()} for p, by_rule in runs.items()}
    tuned = {
        p: {rule: _tuned(np.array(rates), run, threshold) for rule, run in by_rule.items()}
        for p, by_rule in runs.items()
    }
    rules = runs["mlp"]
    transfer = {
        rule: _transfer(np.array(rates), [runs[problem][rule] for problem in PROBLEMS])
        for rule in rules
    }
    return Sensitivity(np.array(rates), losses, tuned, transfer)


def _tuned(rates: Array, run: Run, threshold: float) -> Tuned:
    loss = typical(run)
    best = int(loss.argmin())
    accuracy = float(run.accuracy[best].mean())
    width = decades(rates, loss, threshold)
    return Tuned(float(rates[best]), float(loss[best]), accuracy, width)


def typical(run: Run) -> Array:
    """The median over seeds of the final loss, shape (rates,).

    Close to divergence a single seed may go wrong by a rounding error; the median does not.
    """
    median: Array = np.median(run.loss, axis=1)
    return median


def _transfer(rates: Array, runs: Sequence[Run]) -> Transfer:
    losses = np.array([typical(run) for run in runs])
    best = np.log10(rates[losses.argmin(axis=1)])
    worst = losses.max(axis=0)
    shared = int(worst.argmin())
    return Transfer(float(np.ptp(best)), float(rates[shared]), float(worst[shared]))


def decades(rates: Array, loss: Array, threshold: float) -> float:
    """The width in decades of the rates around the best whose loss is at most `threshold`.

    Between two rates the logarithm of the loss is taken as linear in that of the rate; 0 if even
    the best loss is above. At the end of the sweep the width ends with it.
    """
    x, y = np.log10(rates), np.log(np.minimum(loss, 1e6) / threshold)
    best = int(y.argmin())
    if y[best] > 0:
        return 0.0
    return _reach(x[best:], y[best:]) + _reach(-x[best::-1], y[best::-1])


def _reach(x: Array, y: Array) -> float:
    """How far y stays at or below 0 from x[0] on, x rising."""
    above = np.flatnonzero(y > 0)
    if not len(above):
        return float(x[-1] - x[0])
    i = above[0]
    crossing = x[i - 1] + (x[i] - x[i - 1]) * y[i - 1] / (y[i - 1] - y[i])
    return float(crossing - x[0])


def _values(result: Sensitivity) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for problem, by_rule in result.tuned.items():
        for rule, tuned in by_rule.items():
            name = f"{rule}_{problem}"
            values[f"{name}_lr"] = tuned.rate
            values[f"{name}_loss"] = tuned.loss
            values[f"{name}_accuracy"] = tuned.accuracy
            values[f"{name}_decades"] = tuned.decades
    return values


def _transfer_values(result: Sensitivity) -> dict[str, Value]:
    """What becomes of one rate on other problems, which no figure shows."""
    values: dict[str, Value] = {}
    default = list(result.rates).index(DEFAULT)
    values["adam_default"] = np.median(result.losses["mlp"]["adam"][default])
    for model in ("softmax", "mlp"):
        for rule in result.transfer:
            scales = [result.tuned[name][rule].rate for name in (model, f"{model}_raw")]
            values[f"{rule}_{model}_shift"] = np.log10(scales[0] / scales[1])
    for rule, transfer in result.transfer.items():
        values[f"{rule}_spread"] = transfer.spread
        values[f"{rule}_shared_lr"] = transfer.rate
        values[f"{rule}_shared_worst"] = transfer.worst
    return values


EXPERIMENTS = {
    "sensitivity": Experiment(sensitivity, _values, "sensitivity"),
    "transfer": Experiment(sensitivity, _transfer_values),
}
