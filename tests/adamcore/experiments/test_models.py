"""Gradients by hand equal differences of the loss, for one run and for many at once."""

import numpy as np
import pytest

from adamcore.experiments.models import Perceptron, Softmax, cross_entropy, largest, slope

MODELS = [Softmax(inputs=5, classes=3), Perceptron(inputs=5, hidden=4, classes=3)]


@pytest.fixture
def data():
    generator = np.random.default_rng(0)
    return generator.standard_normal((7, 5)), generator.integers(0, 3, 7)


def differences(model, theta, x, y, h=1e-6):
    return np.array(
        [
            (model.loss(theta + h * e, x, y) - model.loss(theta - h * e, x, y)) / (2 * h)
            for e in np.eye(model.size)
        ]
    )


@pytest.mark.parametrize("model", MODELS)
def test_the_gradient_is_that_of_the_loss(model, data):
    """Central differences in float64 agree in every coordinate."""
    theta = np.random.default_rng(1).standard_normal(model.size)
    gradient = model.gradient(theta, *data)
    assert gradient == pytest.approx(differences(model, theta, *data), abs=1e-8)


@pytest.mark.parametrize("model", MODELS)
def test_many_runs_are_one_call(model, data):
    """Runs over leading axes have the gradients of single runs."""
    x, y = data
    theta = np.random.default_rng(2).standard_normal((2, 3, model.size))
    xs, ys = np.stack([x, x[::-1], -x]), np.stack([y, y[::-1], y])
    gradient = model.gradient(theta, xs, ys)
    for rate in range(2):
        for seed in range(3):
            single = model.gradient(theta[rate, seed], xs[seed], ys[seed])
            assert gradient[rate, seed] == pytest.approx(single, rel=1e-10, abs=1e-14)


@pytest.mark.parametrize("model", MODELS)
def test_float32_stays_float32(model, data):
    """A sweep in single precision must not be widened unseen."""
    x, y = data
    theta = model.start(np.random.default_rng(0))
    assert theta.shape == (model.size,)
    x = x.astype(np.float32)
    loss, gradient = model.loss(theta, x, y), model.gradient(theta, x, y)
    assert {theta.dtype, gradient.dtype, loss.dtype} == {np.dtype(np.float32)}


def test_cross_entropy_of_equal_logits_is_the_logarithm_of_the_classes():
    """Large logits do not overflow on the way."""
    logits = np.full((4, 10), 1e4)
    assert cross_entropy(logits, np.arange(4)) == pytest.approx(np.log(10))
    assert np.diag(slope(logits, np.arange(4))) == pytest.approx(np.full(4, -0.9 / 4))


def test_what_is_worked_out_in_place_leaves_the_logits_alone():
    """Who passes an array in finds it as it was."""
    logits = np.random.default_rng(3).standard_normal((4, 10))
    before = logits.copy()
    cross_entropy(logits, np.arange(4))
    slope(logits, np.arange(4))
    np.testing.assert_array_equal(logits, before)


@pytest.mark.filterwarnings("ignore:invalid value")
def test_the_largest_of_a_row_is_numpy_s():
    """Bit for bit, and what is not a number stays so: runs that overflow are told by it."""
    x = np.random.default_rng(2).standard_normal((4, 6, 10)).astype(np.float32)
    x[0, 0, 3], x[1, 1, 9], x[2, 2, 0] = np.inf, np.nan, -np.inf
    np.testing.assert_array_equal(largest(x), x.max(axis=-1, keepdims=True))
