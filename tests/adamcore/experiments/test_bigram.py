"""A bigram table: who learns the rare tokens."""

import numpy as np
import pytest

from adamcore.experiments.bigram import RATES, RULES, SignDescent, table
from adamcore.rules import Adam

pytestmark = pytest.mark.long  # its runs take seconds where they are not cached


def test_gradient_descent_leaves_what_sign_descent_and_adam_learn(result):
    """Excess loss: below 0.2 for SGD, a few hundredths for momentum, below 1e-4 for the others."""
    values = {name: _mean(result("bigram"), name, slice(None)) for name in RULES}
    assert values["sgd"] == pytest.approx(0.157, abs=5e-3)
    assert values["momentum"] == pytest.approx(0.026, abs=2e-3)
    assert values["adam"] < values["sign"] < 1e-4


def test_what_gradient_descent_leaves_it_leaves_at_the_rare_tokens(result):
    """Their excess is several times that of the hundred most common ones; Adam knows no such."""
    found = result("bigram")
    common, rare = slice(100), slice(100, None)
    for name in ("sgd", "momentum"):
        assert _mean(found, name, rare) > 4 * _mean(found, name, common)
    for name in ("sign", "adam"):
        assert _mean(found, name, rare) == pytest.approx(_mean(found, name, common), rel=0.2)


def test_at_the_prototype_s_rate_gradient_descent_leaves_0_18(result):
    """At a rate of 100, the best of a coarser grid, 0.182 in all."""
    sgd = result("bigram").rules["sgd"]
    assert sgd.sweep[list(sgd.rates).index(100.0)] == pytest.approx(0.182, abs=5e-4)


def test_no_best_rate_lies_at_the_end_of_its_grid(result):
    """A best rate at the end would say that the sweep is too short."""
    for name, rule in result("bigram").rules.items():
        assert RATES[name][0] < rule.rate < RATES[name][-1]


def test_the_gradient_is_that_of_the_loss():
    """Central differences of the mean excess loss, in double precision."""
    problem = table(5, 0.1, seed=1)
    logits = np.random.default_rng(0).standard_normal((5, 5))

    def loss(w):
        return float((problem.pi * problem.excess(w)).sum())

    h = 1e-5
    for i, j in np.ndindex(5, 5):
        bump = np.zeros((5, 5))
        bump[i, j] = h
        slope = (loss(logits + bump) - loss(logits - bump)) / (2 * h)
        assert problem.gradient(logits)[i, j] == pytest.approx(slope, abs=1e-6)


def test_sign_descent_is_adam_without_memory():
    """All betas and epsilon 0."""
    theta, g = np.array([1.0, 2.0, -3.0]), np.array([1e-9, -5.0, 100.0])
    adam, sign = Adam(0.1, beta1=0.0, beta2=0.0, eps=0.0), SignDescent(0.1)
    steps = [rule.step(theta, g, rule.init(theta))[0] for rule in (adam, sign)]
    assert steps[0] == pytest.approx(steps[1], rel=1e-12)


def _mean(found, name, tokens):
    weights = found.pi[tokens]
    return float((weights * found.rules[name].excess[tokens]).sum() / weights.sum())
