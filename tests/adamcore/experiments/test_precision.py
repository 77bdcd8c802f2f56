"""Averages in 16 bits, epsilons in half precision, bytes of states."""

import numpy as np
import pytest

from adamcore.experiments.precision import bfloat16


def test_a_bfloat16_average_never_falls(result):
    """1.57 before and after gradients become ten times smaller; 32 bits come down to 0.01."""
    found = result("second_moment_16")
    assert found.after_16 == found.before_16 == pytest.approx(1.57, abs=0.02)
    assert found.before == pytest.approx(1, abs=0.05)
    assert found.after < 0.02


def test_a_thousandth_less_rounds_back_in_bfloat16():
    """0.999 times 1 is 1, and so for every number of bfloat16."""
    mantissas = bfloat16(1 + np.arange(128) / 128)
    assert (bfloat16(np.float32(0.999) * mantissas) == mantissas).all()


@pytest.mark.parametrize(
    ("x", "rounded"),
    [(1.0, 1.0), (1 + 2**-8, 1.0), (1 + 3 * 2**-8, 1 + 2**-6), (1 + 1.01 * 2**-8, 1 + 2**-7),
     (-3.14159, -3.140625)],
)  # fmt: skip
def test_bfloat16_rounds_to_nearest_and_ties_to_even(x, rounded):
    """Eight significant bits, of which one is not written."""
    assert float(bfloat16(x)) == rounded


def test_half_precision_has_no_usual_epsilon_and_no_square_of_a_small_gradient(result):
    """1e-8 and (1e-4)^2 are 0; the least number above zero is 6e-8."""
    from adamcore.experiments import values

    found = values()["half_precision"].summary(result("half_precision"))
    assert found["of_1em08"] == found["square"] == 0
    assert found["of_1em07"] > 0
    assert found["least"] == 2.0**-24


def test_adam_keeps_eight_bytes_for_a_parameter(result):
    """Two numbers of four bytes; AMSGrad three, SGD none."""
    state = result("state_bytes").state
    assert state == {"sgd": 0, "momentum": 4, "adagrad": 4, "rmsprop": 4, "adam": 8, "amsgrad": 12,
                     "adamw": 8}  # fmt: skip
