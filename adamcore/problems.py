"""What a rule descends beside surfaces: losses that change from step to step.

The last axis of theta holds the coordinates; axes before it are runs. A loss has theta's shape
without the last axis, a gradient has theta's shape. A deterministic problem is anything with
`start`, `loss(theta)` and `gradient(theta)`. One that changes from step to step has also `draws()`
and takes what it draws: `loss(theta, xi)`, `gradient(theta, xi)`. A `box` (low, high), if there is
one, is what theta is projected onto after every step; `linear` says that the gradient does not
depend on theta.
"""

# An annotation alone must not import numpy.random: a browser would load it for nothing.
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from .surfaces import Surface
from .validation import Array, hyperparameter, interval, numbers

__all__ = ["Noisy", "Online", "Stochastic"]

BLOCK = 1024
"""How many samples a problem draws at once; the stream does not depend on it."""


@dataclass(frozen=True)
class Online:
    """f_t(theta) = g_t . theta, the gradients g_1, g_2, ... given and repeated in a cycle.

    gradients has shape (period, n), or (period, runs, n) to follow one sequence a run; a period as
    long as the run prescribes every gradient. start is one number for all coordinates, or a point;
    box is (low, high), numbers or one of them a coordinate. ValueError for gradients of another
    shape, for nan, and unless low <= high.

    >>> from adamcore import SGD, trajectory
    >>> trajectory(SGD(lr=0.5), Online([[1.0], [-3.0]]), steps=4).theta.ravel().tolist()
    [0.0, -0.5, 1.0, 0.5, 2.0]
    """

    gradients: Any
    start: Any = 0.0
    box: Any = None
    linear: ClassVar[bool] = True

    def __post_init__(self) -> None:
        g = numbers("gradients", self.gradients)
        if g.ndim < 2 or not g.size:
            raise ValueError(f"gradients has shape {g.shape}: must be (period, ..., coordinates)")
        if np.isnan(g).any():
            raise ValueError("gradients has nan in it: must be numbers")
        _check_box(self.box)
        object.__setattr__(self, "gradients", g)
        object.__setattr__(self, "start", np.broadcast_to(np.float64(self.start), g.shape[-1:]))

    def draws(self) -> Iterator[Array]:
        """Yield blocks of gradients, (n, ..., coordinates), without end."""
        period = len(self.gradients)
        first = 0
        while True:
            yield self.gradients[np.arange(first, first + BLOCK) % period]
            first = (first + BLOCK) % period

    def loss(self, theta: Array, xi: Array) -> Array:
        return inner(xi, theta)

    def gradient(self, theta: Array, xi: Array) -> Array:
        return np.broadcast_to(xi, theta.shape)


@dataclass(frozen=True)
class Stochastic:
    """f_t(x) = c_t x, with c_t = rare with the given probability, else common; independent in t.

    seed is an int, or a sequence of ints for an axis of runs: every seed has its own stream.
    box as in Online; RKK section 5 takes [-1, 1]. ValueError for a probability outside [0, 1].

    >>> from adamcore import SGD, trajectory
    >>> trajectory(SGD(lr=0.01), Stochastic(seed=(1, 2)), steps=3).theta.shape
    (4, 2, 1)
    """

    rare: float = 1010.0
    common: float = -10.0
    probability: float = 0.01
    seed: int | Sequence[int] = 0
    start: Any = (0.0,)
    box: Any = (-1.0, 1.0)
    linear: ClassVar[bool] = True

    def __post_init__(self) -> None:
        hyperparameter("probability", self.probability)
        for name in ("rare", "common", "start"):
            numbers(name, getattr(self, name))
        _check_box(self.box)

    def draws(self) -> Iterator[Array]:
        """Yield blocks of c, (n, 1) or (n, seeds, 1), without end."""
        for uniform in streams(self.seed, lambda rng: rng.random((BLOCK, 1))):
            yield np.where(uniform < self.probability, self.rare, self.common)

    def loss(self, theta: Array, xi: Array) -> Array:
        return inner(xi, theta)

    def gradient(self, theta: Array, xi: Array) -> Array:
        return np.broadcast_to(xi, theta.shape)


@dataclass(frozen=True)
class Noisy:
    """A surface whose gradient comes with normal noise of standard deviation sigma.

    The loss and the box are the surface's own. seed is an int, or a sequence of ints for an axis
    of runs. ValueError unless sigma is finite and >= 0.

    >>> from adamcore import SGD, ravine, trajectory
    >>> trajectory(SGD(lr=0.01), Noisy(ravine, sigma=0.1), steps=3).theta.shape
    (4, 2)
    """

    surface: Surface
    sigma: float = 1.0
    seed: int | Sequence[int] = 0

    def __post_init__(self) -> None:
        hyperparameter("sigma", self.sigma)

    @property
    def start(self) -> tuple[float, ...]:
        return self.surface.start

    @property
    def box(self) -> Any:
        return getattr(self.surface, "box", None)

    def draws(self) -> Iterator[Array]:
        """Yield blocks of standard normal noise, (n, coordinates) or (n, seeds, coordinates)."""
        shape = (BLOCK, len(self.surface.start))
        return streams(self.seed, lambda rng: rng.standard_normal(shape))

    def loss(self, theta: Array, xi: Array) -> Array:  # noqa: ARG002  # the loss has no noise
        return np.asarray(self.surface.loss(theta))

    def gradient(self, theta: Array, xi: Array) -> Array:
        return np.asarray(self.surface.gradient(theta)) + self.sigma * xi


def _check_box(box: Any) -> None:
    if box is not None:
        interval("box", box)


def inner(a: Array, b: Array) -> Array:
    """Return the sum of a b over the last axis, the coordinates; zero without a sign."""
    return np.asarray(np.sum(a * b, axis=-1) + 0.0)


def streams(
    seed: int | Sequence[int], draw: Callable[[np.random.Generator], Array]
) -> Iterator[Array]:
    """Yield `draw` of one generator, or of one a seed stacked on axis 1, without end."""
    if isinstance(seed, int | np.integer):
        rng = np.random.default_rng(seed)
        while True:
            yield draw(rng)
    rngs = [np.random.default_rng(s) for s in seed]
    while True:
        yield np.stack([draw(rng) for rng in rngs], axis=1)
