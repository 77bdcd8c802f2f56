"""Learning rates for the race, and the saddle."""

import numpy as np
import pytest

from adamcore import RULES, SURFACES, trajectory
from adamcore.experiments.surfaces import saddle_escape


def test_every_rule_has_a_rate_on_every_surface(result):
    """Inside the sweep, with the best score of it."""
    found = result("race")
    assert set(found.best) == set(SURFACES)
    for surface, by_rule in found.best.items():
        assert set(by_rule) == set(RULES)
        for rule, rate in by_rule.items():
            assert found.rates[found.score[surface][rule].argmin()] == rate
            assert found.rates[0] < rate < found.rates[-1]


def test_at_its_rate_every_path_stays_in_the_window_and_descends(result):
    """From the surface's own start, over the sweep's 200 steps."""
    for surface, by_rule in result("race").best.items():
        problem = SURFACES[surface]
        low, high = np.array(problem.window, dtype=float).T
        for rule, rate in by_rule.items():
            path = trajectory(RULES[rule](rate), problem, steps=200)
            assert ((low <= path.theta) & (path.theta <= high)).all()
            lowest = problem.loss(np.array(problem.minimum))
            assert path.loss[-1] - lowest < 0.1 * (path.loss[0] - lowest)


def test_on_the_ravine_sgds_rate_is_below_its_limit(result):
    """Curvature 20 allows at most 0.1."""
    assert result("race").best["ravine"]["sgd"] == pytest.approx(0.0794)


def test_sgd_does_not_get_stuck_at_the_saddle(result):
    """From 10,000 random starts none is left there after 300 steps."""
    found = result("saddle")
    assert found.stuck == 0
    assert found.longest < 300


def test_only_a_start_on_the_ridge_itself_would_stay(monkeypatch):
    """With too few steps the measure does report starts that are still there."""
    assert saddle_escape(starts=500, steps=3).stuck > 0
