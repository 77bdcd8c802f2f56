"""Adam written out by hand, in place, with buffers of its own: as fast as NumPy goes."""

import numpy as np

__all__ = ["InPlace"]


class InPlace:
    """Steps theta itself, at the defaults."""

    def __init__(self, theta: np.ndarray) -> None:
        self.theta, self.m, self.v = theta.copy(), np.zeros_like(theta), np.zeros_like(theta)
        self.a, self.b = np.empty_like(theta), np.empty_like(theta)
        self.t = 0

    def step(self, g: np.ndarray) -> None:
        self.t += 1
        a, b, m, v = self.a, self.b, self.m, self.v
        np.multiply(m, 0.9, out=m)
        np.add(m, np.multiply(g, 1 - 0.9, out=a), out=m)
        np.multiply(v, 0.999, out=v)
        np.multiply(np.multiply(g, g, out=a), 1 - 0.999, out=a)
        np.add(v, a, out=v)
        np.sqrt(np.divide(v, 1 - 0.999**self.t, out=a), out=a)
        np.add(a, 1e-8, out=a)
        np.multiply(np.divide(m, 1 - 0.9**self.t, out=b), 0.001, out=b)
        np.subtract(self.theta, np.divide(b, a, out=b), out=self.theta)
