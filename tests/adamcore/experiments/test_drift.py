"""The drift per cycle, and the same problem at random."""

import numpy as np
import pytest

from adamcore.experiments.drift import drift, drift_by_beta2
from adamcore.experiments.linear import cycle, directions


def test_drift_against_beta2(result):
    """The default 0.999 still drifts towards the worst point; 0.9997 does not."""
    found = result("drift")
    expected = {0.99: 1.90, 0.999: 0.105, 0.9995: 0.003, 0.9997: -0.038}
    by_beta2 = dict(zip(found.beta2.tolist(), found.drift.tolist(), strict=True))
    assert {b: by_beta2[b] for b in expected} == pytest.approx(expected, abs=6e-3)
    assert by_beta2[0.9995] == pytest.approx(0.003, abs=5e-4)


def test_the_drift_vanishes_at_the_turning_point(result):
    """Below it Adam goes the wrong way, above it the right way."""
    turning = result("drift").turning_point
    assert 0.9995 < turning < 0.9997
    assert drift(turning - 1e-6) > 0 > drift(turning + 1e-6)


@pytest.mark.parametrize("beta2", [0.9, 0.99])
def test_the_periodic_state_is_the_one_that_a_run_reaches(beta2):
    """After many cycles the steps of one cycle sum up to the drift."""
    steps = np.array(list(directions(cycle(1010.0, -10.0, 101, 101 * 40), 0.9, beta2, "adam")))
    assert -steps[-101:].sum() == pytest.approx(float(drift(beta2)), rel=1e-12)


def test_a_grid_of_beta2_is_one_call():
    """The slider's curve has the shape of its grid."""
    grid = np.linspace(0.9, 0.9999, 12).reshape(3, 4)
    assert drift(grid).shape == (3, 4)
    assert drift(grid)[2, 1] == pytest.approx(float(drift(grid[2, 1])), rel=1e-14)
    assert drift_by_beta2(beta2=(0.99,)).drift.shape == (1,)


def test_at_random_adam_goes_up_and_amsgrad_down(result):
    """Means over 50 seeds; both are known within two of their standard errors."""
    found = result("stochastic")
    for points, expected in ((found.adam_x, 0.89), (found.amsgrad_x, -0.38)):
        error = points.std(ddof=1) / np.sqrt(len(points))
        assert points.mean() == pytest.approx(expected, abs=2 * error)


def test_at_random_amsgrad_is_still_moving_at_the_end(result):
    """The mean falls further in the second half of the run."""
    found = result("stochastic")
    assert found.amsgrad[-1] < found.amsgrad[len(found.times) // 2] - 0.1
