"""Good learning rates: from which to which the loss ends low enough, rule by rule.

The runs are those of `sensitivity`, and so are the widths; here are the ends.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .learning_rates import Sensitivity, decades, sensitivity
from .registry import Experiment, Value

THRESHOLD = 0.1
"""A rate is good if the median over seeds of the final loss is at most this."""

Span = tuple[float, float]


@dataclass(frozen=True)
class GoodRates:
    """`spans[problem][rule]` are the least and the largest good rate, None if none is good."""

    threshold: float
    spans: dict[str, dict[str, Span | None]]


def good_rates(*, threshold: float = THRESHOLD) -> GoodRates:
    """The ends of the good learning rates on digits, all rules, four problems."""
    return GoodRates(threshold, spans(sensitivity(threshold=threshold), threshold))


def spans(result: Sensitivity, threshold: float = THRESHOLD) -> dict[str, dict[str, Span | None]]:
    """The good rates around the best one, as GoodRates has them."""
    return {
        problem: {rule: _span(result.rates, loss, threshold) for rule, loss in by_rule.items()}
        for problem, by_rule in result.losses.items()
    }


def _span(
    rates: NDArray[np.floating], losses: NDArray[np.floating], threshold: float
) -> Span | None:
    loss = np.median(losses, axis=1)
    best = int(loss.argmin())
    if loss[best] > threshold:
        return None
    below = decades(rates[: best + 1], loss[: best + 1], threshold)
    above = decades(rates[best:], loss[best:], threshold)
    return float(rates[best] * 10.0**-below), float(rates[best] * 10.0**above)


def _values(result: GoodRates) -> Mapping[str, Value]:
    values: dict[str, Value] = {"loss": result.threshold}
    for problem, by_rule in result.spans.items():
        for rule, span in by_rule.items():
            if span:
                values[f"{rule}_{problem}_least"], values[f"{rule}_{problem}_largest"] = span
    return values


EXPERIMENTS = {"good_rates": Experiment(good_rates, _values)}
