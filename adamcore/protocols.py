"""What `trajectory` takes: anything of these forms, whether it comes from this library or not."""

from __future__ import annotations

from typing import Any, Protocol

__all__ = ["Problem", "UpdateRule"]


class UpdateRule(Protocol):
    """A rule: `init(theta)` gives a state, a tuple, `step` the next theta and state; see `Rule`.

    >>> import numpy as np
    >>> from adamcore import ravine, trajectory
    >>> class SignDescent:
    ...     def init(self, theta):
    ...         return ()
    ...     def step(self, theta, grad, state):
    ...         return theta - 0.5 * np.sign(grad), state
    >>> trajectory(SignDescent(), ravine, steps=3).theta[-1].tolist()
    [-2.5, 0.0]
    """

    def init(self, theta: Any, /) -> Any: ...
    def step(self, theta: Any, grad: Any, state: Any, /) -> tuple[Any, Any]: ...


class Problem(Protocol):
    """A problem: a start, a loss and its gradient, functions of a point; see `Surface`.

    One that changes from step to step has `draws()`, which yields blocks of samples, and takes a
    sample with the point: loss(theta, xi), gradient(theta, xi). `box` is optional.

    >>> from adamcore import SGD, trajectory
    >>> class Bowl:
    ...     start = (3.0, 4.0)
    ...     def loss(self, x):
    ...         return x[0] ** 2 + x[1] ** 2
    ...     def gradient(self, x):
    ...         return 2 * x
    >>> trajectory(SGD(lr=0.25), Bowl(), steps=2).loss.tolist()
    [25.0, 6.25, 1.5625]
    """

    @property
    def start(self) -> Any: ...
    @property
    def loss(self) -> Any: ...
    @property
    def gradient(self) -> Any: ...
