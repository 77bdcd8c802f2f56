"""The moment generating function of a normal distribution, and moments of samples.

The first two derivatives of M at 0 are the moments that Adam estimates: the mean E[g], and the
second raw (uncentered) moment E[g^2] = mu^2 + sigma^2, which is not the variance.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from .validation import count


class Moments(NamedTuple):
    """E[g] and E[g^2], numbers or arrays of one shape.

    >>> Moments(first=1.0, second=2.0).second
    2.0
    """

    first: Any
    second: Any


@dataclass(frozen=True)
class Normal:
    """A normal distribution of gradients; ValueError unless mu is finite, sigma finite, >= 0.

    >>> Normal(mu=1.0, sigma=2.0).moments
    Moments(first=1.0, second=5.0)
    >>> float(Normal(mu=1.0, sigma=2.0).derivative(0.0, order=2))
    5.0
    """

    mu: float = 0.0
    sigma: float = 1.0

    def __post_init__(self) -> None:
        if not np.all(np.isfinite(self.mu)):
            raise ValueError(f"mu = {self.mu!r}: must be finite")
        if not np.all(np.isfinite(self.sigma) & (np.asarray(self.sigma) >= 0)):
            raise ValueError(f"sigma = {self.sigma!r}: must be finite and >= 0")

    def M(self, t: Any) -> Any:  # noqa: N802  # the article's letter
        """Return M(t) = E[e^{t g}] = exp(mu t + sigma^2 t^2 / 2)."""
        t = np.asarray(t, float)
        return np.exp(self.mu * t + self.sigma**2 * t**2 / 2)

    def derivative(self, t: Any, order: int = 1) -> Any:
        """Return the derivative of M of that order at t; at 0 it is the moment E[g^order].

        M' = (mu + sigma^2 t) M, hence M^(n+1) = (mu + sigma^2 t) M^(n) + n sigma^2 M^(n-1).
        """
        t = np.asarray(t, float)
        before, here = np.zeros_like(t), self.M(t)
        for n in range(count("order", order, 0)):
            slope = self.mu + self.sigma**2 * t
            before, here = here, slope * here + n * self.sigma**2 * before
        return here

    @property
    def moments(self) -> Moments:
        """M'(0) = mu and M''(0) = mu^2 + sigma^2."""
        return Moments(self.mu, self.mu**2 + self.sigma**2)

    def tangent(self, t: Any) -> Any:
        """Return the tangent of M at 0: 1 + mu t."""
        return 1 + self.mu * np.asarray(t, float)

    def parabola(self, t: Any) -> Any:
        """Return the osculating parabola of M at 0: 1 + mu t + (mu^2 + sigma^2) t^2 / 2."""
        t = np.asarray(t, float)
        return 1 + self.mu * t + self.moments.second * t**2 / 2

    def density(self, g: Any) -> Any:
        """Return the density at g; ValueError if sigma is 0, where there is none."""
        if not np.all(self.sigma):
            raise ValueError("sigma = 0: must be > 0 for a density")
        z = (np.asarray(g, float) - self.mu) / self.sigma
        return np.exp(-z * z / 2) / (self.sigma * np.sqrt(2 * np.pi))

    def sample(self, n: int, seed: int = 0) -> Any:
        """Return n gradients drawn with that seed."""
        return np.random.default_rng(seed).normal(self.mu, self.sigma, count("n", n, 1))


def empirical_moments(g: Any, axis: int = 0) -> Moments:
    """Return the mean of g and of g^2 along an axis: what Adam's m and v estimate.

    g: an array of any shape; ValueError if it is empty.

    >>> [float(x) for x in empirical_moments([1.0, -3.0])]
    [-1.0, 5.0]
    """
    g = np.asarray(g, float)
    if not g.size:
        raise ValueError(f"g has shape {g.shape}: must hold at least one sample")
    return Moments(g.mean(axis), (g * g).mean(axis))
