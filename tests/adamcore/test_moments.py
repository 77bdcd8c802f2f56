"""The moment generating function, its derivatives and what samples make of them."""

import numpy as np
import pytest

from adamcore import Normal, empirical_moments

T = np.linspace(-1.5, 1.5, 13)
NORMAL = Normal(mu=0.7, sigma=1.3)


def test_generating_function_is_the_expectation_of_exp():
    """M(t) is the integral of e^{tg} over the density."""
    g = np.linspace(-25, 25, 200_001)
    integral = [np.sum(np.exp(t * g) * NORMAL.density(g)) * (g[1] - g[0]) for t in T]
    assert np.allclose(NORMAL.M(T), integral, rtol=1e-9)


@pytest.mark.parametrize("order", [1, 2, 3, 4])
def test_derivative_is_that_of_differences(order):
    """Each derivative is the slope of the one before."""
    h = 1e-6
    slope = NORMAL.derivative(T + h, order - 1) - NORMAL.derivative(T - h, order - 1)
    assert np.allclose(NORMAL.derivative(T, order), slope / (2 * h), rtol=1e-6, atol=1e-6)


def test_derivatives_at_zero_are_the_moments():
    """M'(0) = mu, M''(0) = mu^2 + sigma^2, and the third is mu^3 + 3 mu sigma^2."""
    mu, sigma = NORMAL.mu, NORMAL.sigma
    assert NORMAL.derivative(0, 1) == NORMAL.moments.first == mu
    assert NORMAL.derivative(0, 2) == pytest.approx(NORMAL.moments.second, rel=1e-15)
    assert NORMAL.moments.second == pytest.approx(mu**2 + sigma**2, rel=1e-15)
    assert NORMAL.derivative(0, 3) == pytest.approx(mu**3 + 3 * mu * sigma**2, rel=1e-15)


def test_tangent_and_parabola_touch_at_zero():
    """The tangent leaves M by t^2 / 2 times the curvature, the parabola only by t^3."""
    t = np.array([-1e-3, 1e-3])
    assert np.allclose(NORMAL.M(t) - NORMAL.tangent(t), NORMAL.moments.second * t**2 / 2, rtol=1e-2)
    assert np.all(np.abs(NORMAL.M(t) - NORMAL.parabola(t)) < np.abs(t) ** 3)


def test_sample_moments_approach_the_moments():
    """Means of g and g^2 over samples come within 4 standard errors; the second is uncentered."""
    g = NORMAL.sample(20_000, seed=1)
    first, second = empirical_moments(g)
    assert abs(first - NORMAL.moments.first) < 4 * g.std() / np.sqrt(len(g))
    assert abs(second - NORMAL.moments.second) < 4 * (g**2).std() / np.sqrt(len(g))
    assert second > g.var()


def test_samples_are_those_of_their_seed():
    """The same seed gives the same samples, another seed others."""
    assert np.array_equal(NORMAL.sample(5, seed=3), NORMAL.sample(5, seed=3))
    assert not np.array_equal(NORMAL.sample(5, seed=3), NORMAL.sample(5, seed=4))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Normal(sigma=-1), "sigma = -1: must be finite and >= 0"),
        (lambda: Normal(mu=np.inf), "mu = inf: must be finite"),
        (lambda: Normal(sigma=0).density(0), "sigma = 0: must be > 0"),
        (lambda: NORMAL.derivative(0, -1), "order = -1"),
        (lambda: empirical_moments([]), "must hold at least one sample"),
    ],
)
def test_bad_input_names_the_parameter(make, message):
    """A spread below 0, a density without spread, an empty sample are refused by name."""
    with pytest.raises(ValueError, match=message):
        make()
