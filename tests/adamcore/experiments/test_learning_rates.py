"""Robust to the learning rate: what the digits say, and how its measure works."""

import numpy as np
import pytest

from adamcore.experiments.learning_rates import PROBLEMS, RATES, decades

pytestmark = pytest.mark.long  # its runs take seconds where they are not cached


def test_the_sweep_covers_at_least_five_decades_and_seeds(result):
    """All seven rules, on every problem."""
    found = result("sensitivity")
    assert np.log10(RATES[-1] / RATES[0]) >= 5
    shapes = {losses.shape for rules in found.losses.values() for losses in rules.values()}
    assert shapes == {(len(RATES), 5)}
    assert {len(rules) for rules in found.losses.values()} == {7}


def test_every_rule_learns_and_no_best_rate_lies_at_the_end_of_the_sweep(result):
    """A best rate at the end would say that the sweep is too short."""
    for rules in result("sensitivity").tuned.values():
        for tuned in rules.values():
            assert tuned.loss < 0.1
            assert tuned.accuracy > 0.85
            assert RATES[0] < tuned.rate < RATES[-1]


def test_best_rates_lie_closer_together_for_averages_of_squares(result):
    """2.7 decades apart for SGD and momentum, 1.7 for Adam, up to one step of the sweep."""
    transfer = result("sensitivity").transfer
    for rule, spread in (("sgd", 2.67), ("momentum", 2.67), ("adam", 1.67), ("rmsprop", 1.67)):
        assert transfer[rule].spread == pytest.approx(spread, abs=0.35)


def test_one_rate_for_all_problems_serves_adaptive_rules_best(result):
    """The worst loss over four problems: SGD 0.69, momentum 0.27, AdaGrad 0.15, Adam 0.10."""
    worst = {rule: t.worst for rule, t in result("sensitivity").transfer.items()}
    adaptive = max(worst[rule] for rule in ("adagrad", "rmsprop", "adam", "amsgrad", "adamw"))
    assert adaptive < 0.8 * worst["momentum"] < 0.8**2 * worst["sgd"]
    assert worst["sgd"] == pytest.approx(0.69, rel=0.05)


def test_on_one_problem_adam_forgives_hardly_more_than_momentum(result):
    """Its range of good rates is wider by less than half a decade, wherever it is wider."""
    tuned = result("sensitivity").tuned
    for problem in PROBLEMS:
        assert tuned[problem]["adam"].decades < tuned[problem]["momentum"].decades + 0.5


@pytest.mark.parametrize(
    ("loss", "width"),
    [
        ([1.0, 0.01, 1.0], 1.0),
        ([0.01, 0.01, 0.01], 2.0),
        ([1.0, 1.0, 0.01], 0.5),
        ([np.inf, 0.1, np.inf], 0.0),
        ([1.0, 1.0, 0.2], 0.0),
        ([0.01, 1.0, 0.001], 2 / 3),
    ],
)
def test_decades_are_measured_between_the_crossings_of_the_threshold(loss, width):
    """Linear in logarithms; a second good range apart from the best does not count."""
    found = decades(np.array([0.1, 1.0, 10.0]), np.array(loss), 0.1)
    assert found == pytest.approx(width, abs=1e-9)
