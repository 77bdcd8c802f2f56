"""What a schedule of the learning rate does: a decline to zero, a warm-up, and the size of batches.

All on the article's perceptron on digits, and all in numbers of steps: 44 of them are one pass.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..rules import RULES, Adam
from ..schedules import linear, warmup
from .digits import digits
from .learning_rates import RATES, typical
from .memory import remembered
from .registry import Experiment, Value, label
from .training import train

Array = NDArray[np.floating]
Rule = Callable[[Any], Any]


def _constant(rule: Rule, lr: Any, steps: int, warm: int) -> Any:
    del steps, warm
    return rule(lr)


def _linear(rule: Rule, lr: Any, steps: int, warm: int) -> Any:
    del warm
    return rule(linear(lr, 0.0, steps))


def _warm(rule: Rule, lr: Any, steps: int, warm: int) -> Any:
    del steps
    return rule(warmup(warm, lr))


def _both(rule: Rule, lr: Any, steps: int, warm: int) -> Any:
    return rule(warmup(warm, linear(lr, 0.0, steps)))


FORMS: Mapping[str, Callable[..., Any]] = {
    "constant": _constant, "linear": _linear, "warm": _warm, "both": _both,
}  # fmt: skip


def _steps(batch: int, epochs: int) -> int:
    return len(digits()[0].y) // batch * epochs


@dataclass(frozen=True)
class Schedules:
    """Final losses by rule and form of the schedule, each of shape (rates, seeds)."""

    rates: Array
    losses: dict[str, dict[str, Array]]


@remembered
def schedules(
    *,
    rules: Sequence[str] = ("sgd", "momentum", "rmsprop", "adam"),
    forms: Sequence[str] = ("constant", "linear"),
    rates: Sequence[float] = RATES[6:18],
    seeds: int = 5,
    batch: int = 32,
    epochs: int = 10,
    warm: int = 44,
) -> Schedules:
    """Constant rates against a linear decline to zero, each at its own best of 12 rates."""
    steps = _steps(batch, epochs)

    def loss(rule: str, form: str) -> Array:
        law = partial(FORMS[form], RULES[rule], steps=steps, warm=warm)
        return train(law, rates, digits(), seeds=seeds, batch=batch, epochs=epochs).loss

    losses = {rule: {form: loss(rule, form) for form in forms} for rule in rules}
    return Schedules(np.array(rates), losses)


@remembered
def warm_up(
    *,
    rules: Sequence[str] = ("adam",),
    forms: Sequence[str] = ("constant", "warm", "linear", "both"),
    rates: Sequence[float] = (0.1, 0.215),
    seeds: int = 45,
    batch: int = 32,
    epochs: int = 10,
    warm: int = 44,
) -> Schedules:
    """A warm-up over the first pass at two high rates of Adam, 45 seeds, for five decide nothing.

    So near to divergence a run's end hangs on a rounding error: quartiles belong to each median.
    """
    return schedules(
        rules=tuple(rules), forms=tuple(forms), rates=tuple(rates), seeds=seeds, batch=batch,
        epochs=epochs, warm=warm,
    )  # fmt: skip


@dataclass(frozen=True)
class Batches:
    """Adam's median final loss for each batch size and rate, shape (sizes, rates)."""

    sizes: NDArray[np.int64]
    rates: Array
    loss: Array


@remembered
def batch_sizes(
    *,
    sizes: Sequence[int] = (8, 32, 128),
    epochs: Sequence[int] = (5, 10, 10),
    rates: Sequence[float] = RATES[6:15],
    seeds: int = 5,
) -> Batches:
    """Adam's best rate of nine for three sizes of batches; the smallest gets half the passes."""
    rows = [
        typical(train(Adam, rates, digits(), seeds=seeds, batch=batch, epochs=passes))
        for batch, passes in zip(sizes, epochs, strict=True)
    ]
    return Batches(np.array(sizes), np.array(rates), np.array(rows))


def _schedule_values(result: Schedules) -> dict[str, Value]:
    """For each rule and form the best rate and the median loss there."""
    values: dict[str, Value] = {}
    for rule, by_form in result.losses.items():
        for form, loss in by_form.items():
            median = np.median(loss, axis=1)
            values[f"{rule}_{form}_lr"] = result.rates[median.argmin()]
            values[f"{rule}_{form}"] = median.min()
    return values


def _warm_values(result: Schedules) -> dict[str, Value]:
    """For each form and rate the median and the quartiles over seeds."""
    values: dict[str, Value] = {}
    for form, loss in result.losses["adam"].items():
        for rate, runs in zip(result.rates, loss, strict=True):
            for part, at in (("", 0.5), ("_low", 0.25), ("_high", 0.75)):
                values[label(form, rate) + part] = np.quantile(runs, at)
    return values


def _batch_values(result: Batches) -> dict[str, Value]:
    best = result.loss.argmin(axis=1)
    return {f"lr_{size}": result.rates[i] for size, i in zip(result.sizes, best, strict=True)}


EXPERIMENTS = {
    "schedules": Experiment(schedules, _schedule_values),
    "warm_up": Experiment(warm_up, _warm_values),
    "batch_sizes": Experiment(batch_sizes, _batch_values),
}
