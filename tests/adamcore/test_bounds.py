"""The bound on Adam's step holds, is attained, and is not the one that the paper gives."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from adamcore import Adam, Online, kb_bound, step_bound, trajectory

ENTRY = st.one_of(st.just(0.0), st.floats(1e-6, 1e6), st.floats(-1e6, -1e-6))


def lengths(g, **hyper):
    """Return the lengths of Adam's steps along one coordinate, in units of lr."""
    g = np.asarray(g, float)[:, None]
    theta = trajectory(Adam(1.0, eps=1e-300, **hyper), Online(g), steps=len(g)).theta
    return np.abs(np.diff(theta[:, 0]))


@settings(deadline=None, max_examples=100)
@given(
    arrays(float, st.integers(1, 60), elements=ENTRY),
    st.floats(0, 0.99),
    st.floats(0.5, 0.9999),
    st.booleans(),
)
def test_no_step_is_longer_than_the_bound(g, beta1, beta2, correct):
    """Whatever the gradients, step t stays within step_bound(beta1, beta2, t)."""
    found = lengths(g, beta1=beta1, beta2=beta2, bias_correction=correct)
    t = np.arange(1, len(g) + 1)
    bound = step_bound(beta1, beta2, t, bias_correction=correct)
    assert np.all(found <= bound * (1 + 1e-9) + 1e-12 * np.max(np.cumsum(found)))


@pytest.mark.parametrize("correct", [True, False])
def test_growing_gradients_attain_the_bound(correct):
    """Gradients that grow by beta2 / beta1 make the longest steps there are."""
    g = (0.999 / 0.9) ** np.arange(300)
    bound = step_bound(0.9, 0.999, 300, bias_correction=correct)
    assert lengths(g, bias_correction=correct)[-1] == pytest.approx(bound, rel=1e-9)


def test_bound_of_the_paper_is_the_step_after_silence():
    """A gradient after long silence moves by KB's 3.16 lr."""
    g = np.append(np.full(30_000, 1e-30), 1.0)
    assert lengths(g)[-1] == pytest.approx(kb_bound(0.9, 0.999), rel=1e-9)
    assert kb_bound(0.9, 0.999) == pytest.approx(3.1622776601683795, rel=1e-12)
    assert kb_bound(0.9, 0.9) == 1


def test_bound_of_the_paper_can_be_exceeded():
    """Gradients that stay large after long silence make steps of 6.57 lr, corrected or not."""
    g = np.append(np.full(30_000, 1e-30), np.ones(20))
    assert lengths(g).max() == pytest.approx(6.57, abs=0.005)
    assert step_bound(0.9, 0.999) == pytest.approx(7.27, abs=0.005)


def test_bound_without_correction_is_that_of_the_first_step():
    """At t = 1 the bound is (1 - beta1) / sqrt(1 - beta2), and 1 with correction."""
    assert step_bound(0.9, 0.999, 1, bias_correction=False) == pytest.approx(np.sqrt(10))
    assert step_bound(0.9, 0.999, 1) == pytest.approx(1)
    assert step_bound(0.0, 0.9999, 1, bias_correction=False) == pytest.approx(100)


def test_there_is_no_bound_beyond_the_square_root_of_beta2():
    """For beta1 >= sqrt(beta2) steps grow without limit as t does."""
    assert step_bound(0.95, 0.9) == np.inf
    assert step_bound(0.9, 0.0) == np.inf
    assert np.all(np.diff(step_bound(0.95, 0.9, np.arange(1, 50))) > 0)
