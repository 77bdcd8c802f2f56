"""Any function of one point as a loss: checked once against the stacked form, called as it can be.

A record has thousands of points, whose losses are had in one call where the function allows it:
`(x * x).sum(-1)` does, `x[0] ** 2 + 10 * x[1] ** 2` and `np.sum(x * x)` do not, though all are
right for one point. Which it is, two or three points tell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from .problems import Noisy
from .validation import Array

__all__ = ["fitted"]

Function = Callable[..., Any]


class PointByPoint:
    """A problem whose functions are called once a point, or once a run and step."""

    def __init__(self, problem: Any, loss: Function, gradient: Function) -> None:
        self.problem, self.loss, self.gradient = problem, loss, gradient

    def __getattr__(self, name: str) -> Any:
        return getattr(self.problem, name)


def fitted(problem: Any, theta: Array, xi: Any) -> Any:
    """Return the problem, or one that calls its functions point by point if they need that.

    theta is where it begins, xi the first sample, or None. ValueError if loss is no number and
    gradient no array of theta's shape for one point either.
    """
    if isinstance(problem, Noisy):
        surface = fitted(problem.surface, theta, None)
        return problem if surface is problem.surface else replace(problem, surface=surface)
    points = probes(problem, theta)
    if xi is not None:
        met = np.array([xi] * len(points))
        met = met.reshape(len(points), *(1,) * (theta.ndim - np.ndim(xi)), *np.shape(xi))
        rows = zip(points, met, strict=True)
        if agrees(tried(problem.loss, points, met), [tried(problem.loss, *row) for row in rows]):
            return problem
        return PointByPoint(problem, _row_by_row(problem.loss), problem.gradient)
    n = theta.shape[-1]
    lines = points.reshape(-1, n)
    losses = [_number(tried(problem.loss, point)) for point in lines]
    stacked = tried(problem.loss, points)
    loss_fits = agrees(stacked, _shaped(losses, points.shape[:-1]))
    if losses[0] is None and np.shape(stacked) != points.shape[:-1]:
        found = np.shape(problem.loss(points[0].reshape(-1, n)[0]))
        raise ValueError(f"loss has shape {found} for one point of shape ({n},): must be a number")
    runs = points[1]  # the shape that gradients are asked for in
    slopes = [tried(problem.gradient, point) for point in runs.reshape(-1, n)]
    slope_fits = theta.ndim == 1 or agrees(
        tried(problem.gradient, runs), _shaped(slopes, runs.shape)
    )
    if loss_fits and slope_fits:
        return problem
    return PointByPoint(
        problem,
        problem.loss if loss_fits else _each(problem.loss, ()),
        problem.gradient if slope_fits else _each(problem.gradient, (n,)),
    )


def probes(problem: Any, theta: Array) -> Array:
    """Return a few points near theta, stacked; not as many as there are coordinates."""
    many = 3 if theta.shape[-1] != 3 else 4
    points = np.stack([theta * (1 + j / 8) + j / 16 for j in range(many)]).astype(theta.dtype)
    box = getattr(problem, "box", None)
    return points if box is None else np.clip(points, *box).astype(theta.dtype)


def tried(function: Function, *arguments: Any) -> Any:
    """Return what a function returns, None if it raises: then it is not of that form."""
    try:
        with np.errstate(all="ignore"):
            return function(*arguments)
    except Exception:
        return None


def agrees(stacked: Any, single: Any) -> bool:
    """Say whether the stacked form gives what single points give, but for rounding."""
    if stacked is None or single is None or any(x is None for x in single):
        return stacked is not None
    found, expected = np.asarray(stacked), np.asarray(single)
    if found.shape != expected.shape:
        return False
    close = np.sqrt(np.finfo(np.float32 if found.dtype == np.float32 else np.float64).eps)
    return bool(np.allclose(found, expected, rtol=close, atol=close, equal_nan=True))


def _number(x: Any) -> Any:
    """Return x if it is one number, or an array of nothing but one; None otherwise."""
    return None if x is None or np.shape(x) != () else x


def _shaped(values: list[Any], shape: tuple[int, ...]) -> Any:
    if any(x is None for x in values):
        return None
    array = np.array(values)
    return array.reshape(shape) if array.size == np.prod(shape) else None


def _each(function: Function, shape: tuple[int, ...]) -> Function:
    """Return the stacked form of a function of one point, whose result has that shape."""

    def stacked(points: Array) -> Any:
        results = [function(point) for point in points.reshape(-1, points.shape[-1])]
        return np.array(results, points.dtype).reshape(*points.shape[:-1], *shape)

    return stacked


def _row_by_row(loss: Function) -> Function:
    return lambda points, met: np.array([loss(*row) for row in zip(points, met, strict=True)])
