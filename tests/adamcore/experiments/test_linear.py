"""Scalar walks on linear losses: the bits of the rules, at a fraction of the time."""

import numpy as np
import pytest

from adamcore import Adam, AMSGrad
from adamcore.experiments.linear import average_regret, cycle, cycle_means, directions, walk

STEPS = 1_000


def steps_of(rule) -> list[float]:
    """The steps that the rule itself takes, in units of lr = 1."""
    theta = np.zeros(1)
    state, taken = rule.init(theta), []
    for g in cycle(1010.0, -10.0, 101, STEPS):
        after, state = rule.step(theta, np.array([g]), state)
        taken.append(float((theta - after)[0]))
    return taken


@pytest.mark.parametrize(
    ("convention", "rule"),
    [
        ("adam", Adam(1.0, 0.9, 0.99, eps=0.0, bias_correction=False)),
        ("paper", AMSGrad(1.0, 0.9, 0.99, eps=0.0, convention="paper")),
        ("max_then_correct", AMSGrad(1.0, 0.9, 0.99, eps=0.0, convention="max_then_correct")),
        ("correct_then_max", AMSGrad(1.0, 0.9, 0.99, eps=0.0, convention="correct_then_max")),
    ],
)
def test_directions_are_those_of_the_rule_bit_for_bit(convention, rule):
    """The fast path of the experiments is the same mathematics in the same order."""
    gradients = cycle(1010.0, -10.0, 101, STEPS)
    assert list(directions(gradients, 0.9, 0.99, convention)) == steps_of(rule)


def test_an_unknown_convention_is_refused():
    """A mistyped name must not fall through to another convention."""
    with pytest.raises(ValueError, match="convention must be one of"):
        next(directions([1.0], 0.9, 0.99, "amsgrad"))


def test_the_large_gradient_comes_where_t_mod_period_is_1():
    """RKK count from t = 1; starting at 0 would be another problem."""
    assert cycle(3.0, -1.0, 3, 7) == [3.0, -1.0, -1.0, 3.0, -1.0, -1.0, 3.0]


def test_a_walk_is_projected_onto_the_interval_and_starts_at_its_start():
    """Every point stays in [-1, 1]."""
    assert walk([1.0, 1.0, -3.0], 0.75, 0.0).tolist() == [0.0, -0.75, -1.0, 1.0]


def test_step_sizes_shrink_as_one_over_root_t_on_request():
    """The schedule of the regret theorems."""
    assert walk([-0.5, -0.5], 1.0, 0.0, root=True).tolist() == [0.0, 0.5, 0.5 + 0.5 / np.sqrt(2)]


def test_regret_counts_the_points_that_the_losses_meet():
    """The loss at step t is taken at x_t, before the step; the best fixed point is an end."""
    assert average_regret([3.0, -1.0], np.array([1.0, 0.0, 0.5])) == (3.0 + 2.0) / 2


def test_cycle_means_leave_out_the_start_and_a_broken_cycle():
    """Means are over whole cycles of points after steps."""
    assert cycle_means(np.array([9.0, 1.0, 3.0, 5.0, 7.0, 100.0]), 2).tolist() == [2.0, 6.0]
