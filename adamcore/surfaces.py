"""Surfaces: functions of two coordinates with their gradients, to be descended and drawn.

Only + - * / are used, in a fixed order, so that their values are the same bits everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from .validation import Array, interval

__all__ = ["SURFACES", "Surface", "beale", "himmelblau", "ravine", "rosenbrock", "saddle"]

Interval: TypeAlias = tuple[float, float]


@dataclass(frozen=True)
class Surface:
    """A function, with what following it and drawing it need.

    loss and gradient are functions of theta, of one point or of many stacked (see `trajectory`,
    which takes either); start and minimum are points (for a surface with several minima, one of
    them); window is ((x low, x high), (y low, y high)). box is (low, high), numbers or one of
    them a coordinate; ValueError unless low <= high.

    >>> bowl = Surface(lambda x: x @ x, lambda x: 2 * x, start=(3.0, 4.0), box=(-1, 3.5))
    >>> float(bowl.loss(np.array(bowl.start)))
    25.0
    """

    loss: Callable[[Any], Any]
    gradient: Callable[[Any], Any]
    start: tuple[float, ...]
    minimum: tuple[float, ...] | None = None
    window: tuple[Interval, Interval] | None = None
    box: Any = None

    def __post_init__(self) -> None:
        if self.box is not None:
            interval("box", self.box)


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
"""The article's surfaces by name; each is a Surface with loss, gradient, start and minimum."""
