"""A rule let loose on a problem: the path, recorded."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import batched, chain, islice, repeat
from typing import Any, NamedTuple

import numpy as np

from .replay import aligned, replay, replayable
from .validation import Array, count, parameters

FIELDS = ("theta", "loss", "grad", "state")
ELEMENTS = 500_000
"""About how many numbers of theta are held as rows before they are stacked."""


@dataclass(frozen=True)
class Record:
    """A path, stacked over time: row i belongs to the point reached after t[i] steps.

    theta, grad: (rows, ..., coordinates); loss: (rows, ...); state: the rule's own NamedTuple with
    each field stacked. loss and grad are those met at theta by the next step, number t + 1. A field
    that was not asked for is None.
    """

    t: Any
    theta: Any = None
    loss: Any = None
    grad: Any = None
    state: Any = None


class Points(NamedTuple):
    """What is known at one point of the path, or at many, stacked."""

    t: Any
    theta: Array
    grad: Array
    state: Any
    xi: Any


def trajectory(
    rule: Any,
    problem: Any,
    theta: Any = None,
    steps: int = 100,
    *,
    every: int = 1,
    mean: bool = False,
    record: tuple[str, ...] = FIELDS,
) -> Record:
    """Follow `rule` on `problem` from theta (the problem's start if None) and record the path.

    The record has steps + 1 rows, from t = 0, the start, to t = steps; with every=k only t = 0, k,
    2k, ... With mean=True row i is instead the mean over the k points t = ik, ..., ik + k - 1, the
    points where losses are met: a cycle's mean, or an average loss. `record` names what is kept.
    Runs broadcast: theta is widened to the shape that the rule's hyperparameters and the
    problem's samples give it. Theta is projected onto problem.box after every step. Overflow is no
    error: a run that diverges goes on as inf and nan.
    ValueError: steps or every not whole, steps no multiple of every, an unknown field, integer
    theta, shapes that do not broadcast or that change the number of coordinates.
    """
    every, steps = count("every", every, 1), count("steps", steps, 0)
    if steps % every:
        raise ValueError(f"steps = {steps}: must be a multiple of every = {every}")
    if unknown := set(record) - set(FIELDS):
        raise ValueError(f"record = {record!r}: must be of {FIELDS}, not {min(unknown)!r}")
    theta, xis = begin(rule, problem, theta)
    size = max(1, ELEMENTS // theta.size // every) * every
    rows, thin = (steps, 1) if mean else (steps + 1, every)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        if replayable(rule, problem, theta):
            blocks = replay(rule, problem, theta, xis, rows=rows, size=size)
            points: Iterator[Points] = (Points(*mapped(thinned(thin), b)) for b in blocks)
        else:
            walked = islice(walk(rule, problem, theta, xis), 0, rows, thin)
            points = stacked(walked, size, "state" in record)
        parts = [recorded(problem, p, record) for p in points]
    if mean:
        parts = [averaged(part, every) for part in parts]
    return Record(*(joined([getattr(part, f) for part in parts]) for f in ("t", *FIELDS)))


def begin(rule: Any, problem: Any, theta: Any) -> tuple[Array, Iterator[Any]]:
    """Return theta_0, as wide as all runs together, and the samples that it will meet."""
    theta = parameters(np.asarray(problem.start, np.float64) if theta is None else theta)
    xis = samples(problem, theta.dtype)
    first = next(xis)
    shapes = {"theta": theta.shape, "rule": getattr(rule, "shape", ()), "samples": np.shape(first)}
    try:
        shape = np.broadcast_shapes(*shapes.values())
    except ValueError:
        raise ValueError(f"shapes {shapes}: must broadcast together") from None
    if shape[-1:] != theta.shape[-1:]:
        raise ValueError(f"shapes {shapes}: the last axis must be 1 or theta's, its coordinates")
    return laid_out(np.broadcast_to(theta, shape)), chain([first], xis)


def laid_out(theta: Array) -> Array:
    """Return a copy of theta, few coordinates of many runs one after the other in memory.

    NumPy's inner loops are then as long as the runs, not as the coordinates: four times as fast.
    More coordinates stay together, as sums over 8 numbers depend on the layout.
    """
    if theta.ndim == 1 or theta.shape[-1] >= 8:  # NumPy's unrolled summation
        return theta.copy()
    return np.moveaxis(np.moveaxis(theta, -1, 0).copy(), 0, -1)


def samples(problem: Any, dtype: Any) -> Iterator[Any]:
    """Yield one sample a step, in theta's precision; None for a deterministic problem."""
    if not hasattr(problem, "draws"):
        return repeat(None)
    return (xi for block in problem.draws() for xi in block.astype(dtype, copy=False))


def walk(rule: Any, problem: Any, theta: Array, xis: Iterator[Any]) -> Iterator[Points]:
    """Yield the point after t steps, and what it meets there, for t = 0, 1, ..., without end."""
    dtype, shape, project = theta.dtype, theta.shape, projection(problem)
    gradient = problem.gradient
    if not hasattr(problem, "draws"):
        gradient = lambda theta, _: problem.gradient(theta)  # noqa: E731
    state = rule.init(theta)
    for t, xi in enumerate(xis):
        grad = gradient(theta, xi)
        yield Points(t, theta, grad, state, xi)
        theta, state = rule.step(theta, grad, state)
        theta = project(np.asarray(theta, dtype))
        if theta.shape != shape:
            raise ValueError(f"step returned theta of shape {theta.shape}: must be {shape}")


def projection(problem: Any) -> Callable[[Array], Array]:
    """Return the projection onto the problem's box; the identity if it has none."""
    box = getattr(problem, "box", None)
    if box is None:
        return lambda theta: theta
    low, high = box
    return lambda theta: np.minimum(np.maximum(theta, low), high)


def stacked(points: Iterator[Points], size: int, with_state: bool) -> Iterator[Points]:
    """Yield the points stacked, `size` at a time; copied, as a learner's rule may work in place."""
    copies = (
        Points(t, np.copy(theta), np.copy(grad), mapped(np.copy, state) if with_state else (), xi)
        for t, theta, grad, state, xi in points
    )
    for block in batched(copies, size, strict=False):
        t, theta, grad, states, xi = zip(*block, strict=True)
        state = rebuilt(states[0], [np.array(field) for field in zip(*states, strict=True)])
        met = None if xi[0] is None else np.array(xi)
        yield Points(np.array(t), together(theta), together(grad), state, met)


def together(rows: tuple[Array, ...]) -> Array:
    """Return the rows as one array, in their own layout: strided copies are slow."""
    if rows[0].flags.c_contiguous:
        return np.array(rows)
    return np.moveaxis(np.array([np.moveaxis(row, -1, 0) for row in rows]), 1, -1)


def thinned(every: int) -> Callable[[Array], Array]:
    """Return a function that keeps one row of every so many."""
    return lambda x: x[::every]


def recorded(problem: Any, points: Points, record: tuple[str, ...]) -> Record:
    """Return what was asked for of the points; all their losses in one call."""
    t, theta, grad, state, xi = points
    known = {"theta": theta, "grad": grad, "state": state}
    if "loss" in record:
        met = () if xi is None else (aligned(xi, theta.ndim - 1),)
        known["loss"] = np.asarray(problem.loss(theta, *met))
    return Record(t, **{name: known[name] for name in record})


def averaged(part: Record, every: int) -> Record:
    """Return the record of the means over each `every` rows; t is that of the first."""

    def mean(x: Any) -> Any:
        # NumPy sums in the order of memory: one layout, one result.
        return np.ascontiguousarray(x).reshape(-1, every, *x.shape[1:]).mean(axis=1)

    return Record(part.t[::every], *(mapped(mean, getattr(part, f)) for f in FIELDS))


def mapped(function: Callable[[Any], Any], x: Any) -> Any:
    """Apply a function to an array, or to every field of a (named) tuple."""
    if isinstance(x, tuple):
        return rebuilt(x, [mapped(function, field) for field in x])
    return None if x is None else function(x)


def rebuilt(kind: Any, fields: list[Any]) -> Any:
    """Return the fields as a tuple of the same kind, named or not."""
    return type(kind)(*fields) if hasattr(kind, "_fields") else tuple(fields)


def joined(parts: list[Any]) -> Any:
    """Concatenate arrays, or states field by field, along time."""
    if len(parts) == 1 or parts[0] is None:
        return parts[0]
    if isinstance(parts[0], tuple):
        return rebuilt(parts[0], [joined(list(column)) for column in zip(*parts, strict=True)])
    return np.concatenate(parts)
