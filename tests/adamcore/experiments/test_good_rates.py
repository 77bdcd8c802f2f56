"""The ends of the good learning rates."""

import inspect

import numpy as np
import pytest

from adamcore.experiments.good_rates import THRESHOLD, spans
from adamcore.experiments.learning_rates import Sensitivity, sensitivity

RATES = np.array([1e-3, 1e-2, 1e-1, 1.0])


def spanned(*losses):
    """Of one rule with these losses, the same for two seeds."""
    table = {"mlp": {"adam": np.repeat(np.array(losses)[:, None], 2, axis=1)}}
    return spans(Sensitivity(RATES, table, {}, {}), 0.1)["mlp"]["adam"]


def test_between_two_rates_the_loss_is_taken_as_a_power_of_the_rate():
    """From 1 at 0.001 to 0.01 at 0.01 it is 0.1 half way, on logarithmic axes."""
    assert spanned(1.0, 0.01, 0.01, 1.0) == pytest.approx((10**-2.5, 10**-0.5))


def test_at_the_end_of_the_sweep_good_rates_end():
    """Nothing is known beyond."""
    assert spanned(0.05, 0.02, 0.04, 0.06) == pytest.approx((1e-3, 1.0))


def test_where_no_rate_is_good_there_is_no_span():
    """Though one is the best, and others diverge."""
    assert spanned(2.0, 0.3, 0.2, np.inf) is None


@pytest.mark.long
def test_the_spans_are_as_wide_as_the_widths_that_are_quoted(result):
    """Ends and widths come from the same losses, by the same threshold."""
    assert inspect.signature(sensitivity).parameters["threshold"].default == THRESHOLD
    found, tuned = result("good_rates").spans, result("sensitivity").tuned
    for problem, by_rule in found.items():
        for rule, span in by_rule.items():
            width = np.log10(span[1] / span[0]) if span else 0.0
            assert width == pytest.approx(tuned[problem][rule].decades), (problem, rule)
