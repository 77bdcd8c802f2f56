"""Surfaces have the gradients and minima that they say; samples have the right distribution."""

import numpy as np
import pytest

from adamcore import SGD, SURFACES, Noisy, Online, Stochastic, Surface, trajectory


def points(surface, n=40):
    """Return n points of the surface's window."""
    low, high = np.transpose(surface.window)
    return np.random.default_rng(0).uniform(low, high, (n, 2))


@pytest.mark.parametrize("name", SURFACES)
def test_gradient_is_that_of_differences(name):
    """The gradient agrees with central differences all over the window."""
    surface = SURFACES[name]
    theta, h = points(surface), 1e-5
    for i, e in enumerate(np.eye(2) * h):
        slope = (surface.loss(theta + e) - surface.loss(theta - e)) / (2 * h)
        scale = 1 + np.abs(surface.loss(theta))
        assert np.all(np.abs(surface.gradient(theta)[..., i] - slope) < 1e-7 * scale)


@pytest.mark.parametrize("name", SURFACES)
def test_minimum_is_lower_than_the_window_and_flat(name):
    """At the minimum the gradient is 0 and no point of the window lies lower."""
    surface = SURFACES[name]
    assert np.array_equal(surface.gradient(np.array(surface.minimum)), [0, 0])
    assert surface.loss(np.array(surface.minimum)) <= surface.loss(points(surface, 2000)).min()


@pytest.mark.parametrize("name", SURFACES)
def test_start_and_minimum_are_in_the_window(name):
    """A drawing of the window shows where runs begin and should end."""
    surface = SURFACES[name]
    low, high = np.transpose(surface.window)
    for point in (surface.start, surface.minimum):
        assert np.all((low < point) & (point < high))


@pytest.mark.parametrize("name", SURFACES)
def test_surface_keeps_shape_and_dtype(name):
    """Loss and gradient follow theta's leading axes and precision."""
    theta = np.ones((3, 4, 2), np.float32)
    loss, gradient = SURFACES[name].loss(theta), SURFACES[name].gradient(theta)
    assert (loss.shape, loss.dtype) == ((3, 4), np.float32)
    assert (gradient.shape, gradient.dtype) == ((3, 4, 2), np.float32)


def test_own_surface_is_a_problem():
    """A learner's loss and gradient, of any number of coordinates, can be descended."""
    bowl = Surface(lambda x: (x * x).sum(-1), lambda x: 2 * x, start=(1.0, 2.0, 3.0))
    assert np.allclose(trajectory(SGD(0.5), bowl, steps=1).theta[-1], 0)


def test_online_gradients_repeat_in_a_cycle():
    """After the last gradient comes the first one again, across blocks of samples."""
    problem = Online([[1.0], [2.0], [3.0]])
    grad = trajectory(SGD(), problem, steps=3000).grad[:, 0]
    assert np.array_equal(grad, np.resize([1.0, 2.0, 3.0], 3001))


def test_online_refuses_gradients_without_coordinates():
    """A flat list of numbers is ambiguous and is refused."""
    with pytest.raises(ValueError, match=r"gradients has shape \(3,\)"):
        Online([1.0, 2.0, 3.0])


def test_stochastic_takes_the_rare_gradient_with_its_probability():
    """Rare and common gradients occur as often as they should, within 4 standard errors."""
    grad = trajectory(SGD(), Stochastic(seed=(0, 1)), steps=20000).grad
    assert set(np.unique(grad)) == {-10.0, 1010.0}
    assert abs(np.mean(grad == 1010.0) - 0.01) < 4 * np.sqrt(0.01 * 0.99 / grad.size)


def test_noise_has_mean_zero_and_the_stated_spread():
    """What Noisy adds to the gradient has the moments it should have, within 4 standard errors."""
    surface = Surface(lambda x: 0 * x[..., 0], lambda x: 0 * x, start=(0.0,))
    noise = trajectory(SGD(), Noisy(surface, sigma=3.0, seed=4), steps=10000).grad
    assert abs(noise.mean()) < 4 * 3 / np.sqrt(noise.size)
    assert abs(noise.std() / 3 - 1) < 4 / np.sqrt(2 * noise.size)
