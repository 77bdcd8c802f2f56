"""Steps without bias correction, the first steps of AMSGrad's conventions, the bound."""

import numpy as np
import pytest

from adamcore.experiments.bias import no_bias_correction


def test_without_bias_correction_steps_are_too_large_for_long(result):
    """3.16 alpha at first, 6.57 alpha at t = 12, within 5 % of alpha from t = 2,375 on."""
    found = result("no_correction")
    assert found.first == pytest.approx(np.sqrt(10), rel=1e-12)
    assert (found.peak_step, found.settled_step) == (12, 2375)
    assert found.peak == pytest.approx(6.57, abs=5e-3)


def test_with_bias_correction_every_step_is_alpha(result):
    """A constant gradient gives a constant step."""
    assert result("no_correction").corrected == pytest.approx(1.0, rel=1e-9)


def test_the_steps_follow_the_closed_form():
    """(1 - beta1^t) / sqrt(1 - beta2^t) under a constant gradient."""
    found, t = no_bias_correction(steps=50), np.arange(1, 51)
    assert found.uncorrected == pytest.approx((1 - 0.9**t) / np.sqrt(1 - 0.999**t), rel=1e-10)


def test_a_large_beta2_without_momentum_makes_the_first_step_100_alpha(result):
    """1 / sqrt(1 - 0.9999)."""
    assert result("no_correction_sparse").first == pytest.approx(100, rel=1e-9)


def test_first_steps_of_the_conventions(result):
    """The card to the letter takes 31.6 times the learning rate, the paper 3.16, libraries 1."""
    first = {name: float(steps[0]) for name, steps in result("first_steps").steps.items()}
    root = np.sqrt(1000)
    assert first == pytest.approx(
        {"card": root, "paper": root / 10, "max_then_correct": 1, "correct_then_max": 1}
    )


def test_a_lone_gradient_after_silence_comes_to_the_bound_of_the_paper(result):
    """3.16 alpha at the defaults, up to what beta2^t leaves of the correction."""
    found = result("step_bound")
    assert found.bound == pytest.approx(3.1623, abs=5e-5)
    assert found.step == pytest.approx(found.bound, rel=1e-4)


def test_gradients_that_grow_pass_the_bound_of_the_paper(result):
    """Growing by beta2 / beta1 a step they come to the least upper bound, 7.27 alpha."""
    from adamcore import Adam
    from adamcore.experiments.bias import step_sizes

    growing = (0.999 / 0.9) ** np.arange(-1_999.0, 1.0)
    steps = step_sizes(Adam(1.0, eps=0.0, bias_correction=False), growing)
    assert steps[-1] == pytest.approx(result("step_bound").largest, rel=1e-9)


def test_a_burst_after_silence_drives_corrected_steps_far_beyond_the_learning_rate(result):
    """6.57 alpha at the twelfth gradient, as without correction at the start of training."""
    found, start = result("burst"), result("no_correction")
    assert found.longest_at == start.peak_step
    assert found.longest == pytest.approx(start.peak, rel=1e-3)


def test_a_short_silence_is_enough_for_steps_beyond_the_learning_rate(result):
    """150 silent steps lead to 2.55 alpha, at the thirteenth gradient."""
    found = result("short_burst")
    assert found.longest == pytest.approx(2.545, abs=5e-4)
    assert found.longest_at == 13
