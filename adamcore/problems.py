"""What a rule descends: surfaces, noisy surfaces, and online losses.

The last axis of theta holds the coordinates; axes before it are runs. A loss has theta's shape
without the last axis, a gradient has theta's shape. A deterministic problem is anything with
`start`, `loss(theta)` and `gradient(theta)`. One that changes from step to step has also `draws()`
and takes what it draws: `loss(theta, xi)`, `gradient(theta, xi)`. A `box` (low, high), if there is
one, is what theta is projected onto after every step; `linear` says that the gradient does not
depend on theta.

Only + - * / are used on surfaces, in a fixed order, so that their values are the same bits
everywhere.
"""

# An annotation alone must not import numpy.random: a browser would load it for nothing.
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from .validation import Array

BLOCK = 1024
"""How many samples a problem draws at once; the stream does not depend on it."""

type Interval = tuple[float, float]


@dataclass(frozen=True)
class Surface:
    """A function of two coordinates, with what a drawing of it needs.

    loss and gradient are functions of theta; start and minimum are points (for a surface with
    several minima, one of them); window is ((x low, x high), (y low, y high)); box
    bounds every coordinate.
    """

    loss: Callable[[Array], Array]
    gradient: Callable[[Array], Array]
    start: tuple[float, ...]
    minimum: tuple[float, ...] | None = None
    window: tuple[Interval, Interval] | None = None
    box: Interval | None = None


def split(theta: Array) -> tuple[Array, Array]:
    """Return the coordinates x and y of theta, shape (..., 2)."""
    theta = np.asarray(theta)
    return theta[..., 0], theta[..., 1]


def join(x: Array, y: Array) -> Array:
    """Return x and y as one array of shape (..., 2), each in one piece of memory."""
    joined = np.empty((2, *np.shape(x)), np.result_type(x, y))
    joined[0] = x
    joined[1] = y
    return joined.transpose(*range(1, joined.ndim), 0)


def ravine_loss(theta: Array) -> Array:
    """Return (x^2 + 20 y^2) / 2: a valley 20 times as steep across as along."""
    x, y = split(theta)
    return (x * x + 20 * y * y) / 2


def ravine_gradient(theta: Array) -> Array:
    x, y = split(theta)
    return join(x, 20 * y)


def rosenbrock_loss(theta: Array) -> Array:
    """Return (1 - x)^2 + 100 (y - x^2)^2 (Rosenbrock, 1960)."""
    x, y = split(theta)
    a, b = 1 - x, y - x * x
    return a * a + 100 * b * b


def rosenbrock_gradient(theta: Array) -> Array:
    x, y = split(theta)
    b = y - x * x
    return join(-2 * (1 - x) - 400 * x * b, 200 * b)


def beale_loss(theta: Array) -> Array:
    """Return the sum of (c_k - x + x y^k)^2 for k = 1, 2, 3 and c = 1.5, 2.25, 2.625."""
    x, y = split(theta)
    a = 1.5 - x + x * y
    b = 2.25 - x + x * y * y
    c = 2.625 - x + x * y * y * y
    return a * a + b * b + c * c


def beale_gradient(theta: Array) -> Array:
    x, y = split(theta)
    a = 1.5 - x + x * y
    b = 2.25 - x + x * y * y
    c = 2.625 - x + x * y * y * y
    along_x = 2 * a * (y - 1) + 2 * b * (y * y - 1) + 2 * c * (y * y * y - 1)
    along_y = 2 * a * x + 4 * b * x * y + 6 * c * x * y * y
    return join(along_x, along_y)


def himmelblau_loss(theta: Array) -> Array:
    """Return (x^2 + y - 11)^2 + (x + y^2 - 7)^2 (Himmelblau, 1972): four minima of value 0."""
    x, y = split(theta)
    a, b = x * x + y - 11, x + y * y - 7
    return a * a + b * b


def himmelblau_gradient(theta: Array) -> Array:
    x, y = split(theta)
    a, b = x * x + y - 11, x + y * y - 7
    return join(4 * x * a + 2 * b, 2 * a + 4 * y * b)


def saddle_loss(theta: Array) -> Array:
    """Return x^2 / 2 - y^2 / 2 + y^4 / 4: a saddle at 0 between minima at (0, 1) and (0, -1)."""
    x, y = split(theta)
    return (x * x - y * y) / 2 + y * y * y * y / 4


def saddle_gradient(theta: Array) -> Array:
    x, y = split(theta)
    return join(x, y * y * y - y)


ravine = Surface(ravine_loss, ravine_gradient, (-4.0, 1.5), (0.0, 0.0), ((-5, 5), (-2.5, 2.5)))
rosenbrock = Surface(
    rosenbrock_loss, rosenbrock_gradient, (-1.2, 1.0), (1.0, 1.0), ((-2, 2), (-1, 3))
)
beale = Surface(beale_loss, beale_gradient, (1.0, 1.5), (3.0, 0.5), ((-1, 4.5), (-2, 2)))
himmelblau = Surface(
    himmelblau_loss, himmelblau_gradient, (0.0, 0.0), (3.0, 2.0), ((-5, 5), (-5, 5))
)
saddle = Surface(saddle_loss, saddle_gradient, (-1.5, 0.01), (0.0, 1.0), ((-2, 2), (-2, 2)))

SURFACES: dict[str, Surface] = {
    "ravine": ravine,
    "rosenbrock": rosenbrock,
    "beale": beale,
    "himmelblau": himmelblau,
    "saddle": saddle,
}


@dataclass(frozen=True)
class Online:
    """f_t(theta) = g_t . theta, the gradients g_1, g_2, ... given and repeated in a cycle.

    gradients has shape (period, n), or (period, runs, n) to follow one sequence a run; a period as
    long as the run prescribes every gradient. start is one number for all coordinates, or a point.
    """

    gradients: Any
    start: Any = 0.0
    box: Interval | None = None
    linear: ClassVar[bool] = True

    def __post_init__(self) -> None:
        g = np.asarray(self.gradients, dtype=np.float64)
        if g.ndim < 2 or not g.size:
            raise ValueError(f"gradients has shape {g.shape}: must be (period, ..., coordinates)")
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
    """

    rare: float = 1010.0
    common: float = -10.0
    probability: float = 0.01
    seed: int | Sequence[int] = 0
    start: Any = (0.0,)
    box: Interval | None = (-1.0, 1.0)
    linear: ClassVar[bool] = True

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

    The loss is the surface's own. seed is an int, or a sequence of ints for an axis of runs.
    """

    surface: Surface
    sigma: float = 1.0
    seed: int | Sequence[int] = 0

    @property
    def start(self) -> tuple[float, ...]:
        return self.surface.start

    def draws(self) -> Iterator[Array]:
        """Yield blocks of standard normal noise, (n, coordinates) or (n, seeds, coordinates)."""
        shape = (BLOCK, len(self.surface.start))
        return streams(self.seed, lambda rng: rng.standard_normal(shape))

    def loss(self, theta: Array, xi: Array) -> Array:  # noqa: ARG002  # the loss has no noise
        return self.surface.loss(theta)

    def gradient(self, theta: Array, xi: Array) -> Array:
        return self.surface.gradient(theta) + self.sigma * xi


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
