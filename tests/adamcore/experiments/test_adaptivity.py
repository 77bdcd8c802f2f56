"""Effective step sizes: a sum only shrinks them, an average settles."""

import numpy as np
import pytest

from adamcore.experiments.adaptivity import effective_step_sizes


def test_adagrads_dense_step_size_falls_as_one_over_root_t(result):
    """Gradients of variance 1: 0.1 after 100 steps, 0.01 after 10,000."""
    found = result("effective")
    assert found.sizes["adagrad"][[99, -1], 0] == pytest.approx([0.1, 0.01], rel=0.1)


def test_adagrads_step_sizes_never_grow(result):
    """The sum of squares has no way back."""
    assert (np.diff(result("effective").sizes["adagrad"], axis=0) <= 0).all()


def test_adams_dense_step_size_stays(result):
    """From step 100 to step 10,000 it keeps its size within a tenth."""
    adam = result("effective").sizes["adam"][:, 0]
    assert adam[-1] / adam[99] == pytest.approx(1, abs=0.1)


def test_a_rare_feature_keeps_larger_steps_under_every_rule(result):
    """Seen once in 100 steps: about ten times the dense feature's step size at the end."""
    for sizes in result("effective").sizes.values():
        assert sizes[-1, 1] / sizes[-1, 0] == pytest.approx(10, rel=0.25)


def test_a_feature_seen_at_every_step_is_dense():
    """At period 1 both columns have the same statistics."""
    found = effective_step_sizes(period=1, steps=2_000)
    assert found.sizes["adam"][-1, 1] == pytest.approx(found.sizes["adam"][-1, 0], rel=0.15)
