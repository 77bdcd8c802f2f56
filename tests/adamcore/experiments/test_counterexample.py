"""RKK's convex problems: Adam ends at the worst point, AMSGrad near the best."""

import numpy as np
import pytest

from adamcore.experiments.counterexample import online


def test_theorem_1(result):
    """Adam sits at +1 with a regret that does not fall; AMSGrad comes to -1."""
    found = result("theorem1")
    assert found.adam_x == 1.0
    assert found.adam_regret == pytest.approx(0.671, abs=5e-4)
    assert found.amsgrad_x == pytest.approx(-0.997, abs=5e-4)
    assert found.amsgrad_regret == pytest.approx(0.006, abs=5e-4)


def test_online_adam_ends_at_the_worst_point_for_every_alpha(result):
    """Average regret 3.20, 0.498, 0.225 at alpha = 0.1, 0.01, 0.001."""
    found = result("online")
    assert found.adam_x.tolist() == [1.0, 1.0, 1.0]
    assert found.adam_regret == pytest.approx([3.20, 0.498, 0.225], rel=2e-3)


def test_online_amsgrad_ends_below_zero_for_every_alpha(result):
    """x = -0.46, -0.95, -0.78: how far depends on alpha."""
    found = result("online")
    assert found.amsgrad_x == pytest.approx([-0.46, -0.95, -0.78], abs=5e-3)


def test_online_amsgrad_has_less_regret_unless_alpha_is_large(result):
    """At alpha = 0.1 the throw of each cycle's first gradient outweighs where the cycle sits."""
    found = result("online")
    assert (found.amsgrad_regret < found.adam_regret).tolist() == [False, True, True]
    assert found.amsgrad_regret == pytest.approx([3.294, 0.3357, 0.0933], rel=1e-3)


def test_a_longer_run_continues_a_shorter_one():
    """Cycle means of 3 cycles are the first of those of 5."""
    short, long = (online(steps=101 * cycles, rates=(0.01,)) for cycles in (3, 5))
    assert np.array_equal(long.adam_cycles[:, :3], short.adam_cycles)
    assert long.amsgrad_cycles.shape == (1, 5)


@pytest.mark.parametrize(
    ("convention", "x"),
    [("paper", -0.83), ("max_then_correct", -0.82), ("correct_then_max", -0.12)],
)
def test_the_conventions_of_amsgrad_give_different_answers(result, convention, x):
    """Correcting first keeps the early maximum of v / (1 - beta2^t) forever."""
    assert result("conventions").x[convention] == pytest.approx(x, abs=5e-3)
