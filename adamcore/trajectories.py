"""A rule let loose on a problem: the path, recorded."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import batched, islice, repeat
from typing import Any, NamedTuple

import numpy as np

from .validation import Array, count, parameters

FIELDS = ("theta", "loss", "grad", "state")
ELEMENTS = 2_000_000
"""About how many numbers are held in rows before they are stacked."""


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


class Row(NamedTuple):
    t: int
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
    problem's samples give it. Theta is projected onto problem.box after every step.
    ValueError: steps or every not whole, steps no multiple of every, an unknown field, integer
    theta, shapes that do not broadcast or that change the number of coordinates.
    """
    every, steps = count("every", every, 1), count("steps", steps, 0)
    if steps % every:
        raise ValueError(f"steps = {steps}: must be a multiple of every = {every}")
    if unknown := set(record) - set(FIELDS):
        raise ValueError(f"record = {record!r}: must be of {FIELDS}, not {min(unknown)!r}")
    theta, xis = begin(rule, problem, theta)
    rows: Iterator[Row] = walk(rule, problem, theta, xis, steps)
    rows = islice(rows, steps) if mean else islice(rows, 0, None, every)
    size = max(1, ELEMENTS // (4 * theta.size))
    size = -(-size // every) * every if mean else size
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        kept = map(copied("state" in record), rows)
        parts = [stack(problem, block, record) for block in batched(kept, size, strict=False)]
    if mean:
        parts = [averaged(part, every) for part in parts]
    return Record(*(joined([getattr(p, f) for p in parts]) for f in ("t", *FIELDS)))


def begin(rule: Any, problem: Any, theta: Any) -> tuple[Array, Iterator[Any]]:
    """Return theta_0, as wide as all runs together, and the samples that it will meet."""
    theta = parameters(np.asarray(problem.start, np.float64) if theta is None else theta)
    xis = samples(problem, theta.dtype)
    first = next(xis)
    shapes = [theta.shape, getattr(rule, "shape", ()), np.shape(first)]
    try:
        shape = np.broadcast_shapes(*shapes)
    except ValueError:
        raise ValueError(f"theta, rule and problem have shapes {shapes}: must broadcast") from None
    if theta.ndim and shape[-1] != theta.shape[-1]:
        raise ValueError(
            f"hyperparameters have shape {shapes[1]}: the last axis must be 1 or the number of "
            f"coordinates, {theta.shape[-1]}"
        )
    theta = np.broadcast_to(theta, shape).copy()
    return theta, (xi for xi in prepended(first, xis))


def prepended(first: Any, rest: Iterator[Any]) -> Iterator[Any]:
    yield first
    yield from rest


def samples(problem: Any, dtype: Any) -> Iterator[Any]:
    """Yield one sample a step, in theta's precision; None for a deterministic problem."""
    if not hasattr(problem, "draws"):
        return repeat(None)
    return (xi for block in problem.draws() for xi in block.astype(dtype, copy=False))


def walk(rule: Any, problem: Any, theta: Array, xis: Iterator[Any], steps: int) -> Iterator[Row]:
    """Yield the point after t steps, and what it meets there, for t = 0, ..., steps."""
    dtype, project = theta.dtype, projection(problem)
    gradient = gradient_at(problem)
    state = rule.init(theta)
    for t, xi in zip(range(steps + 1), xis, strict=False):
        grad = gradient(theta, xi)
        yield Row(t, theta, grad, state, xi)
        if t < steps:
            theta, state = rule.step(theta, grad, state)
            theta = project(np.asarray(theta, dtype))


def gradient_at(problem: Any) -> Callable[[Array, Any], Array]:
    """Return the problem's gradient as a function of theta and the sample."""
    if hasattr(problem, "draws"):
        return problem.gradient  # type: ignore[no-any-return]
    return lambda theta, _: problem.gradient(theta)


def projection(problem: Any) -> Callable[[Array], Array]:
    """Return the projection onto the problem's box; the identity if it has none."""
    box = getattr(problem, "box", None)
    if box is None:
        return lambda theta: theta
    low, high = box
    return lambda theta: np.minimum(np.maximum(theta, low), high)


def copied(with_state: bool) -> Callable[[Row], Row]:
    """Return a function that copies a row, so that a rule which works in place cannot change it."""

    def copy(row: Row) -> Row:
        state = tuple(np.copy(x) for x in row.state) if with_state else ()
        state = type(row.state)(*state) if hasattr(row.state, "_fields") and with_state else state
        return row._replace(theta=row.theta.copy(), grad=np.copy(row.grad), state=state)

    return copy


def stack(problem: Any, rows: tuple[Row, ...], record: tuple[str, ...]) -> Record:
    """Return the rows as one record."""
    theta = np.array([row.theta for row in rows])
    state = None
    if "state" in record:
        fields = [np.array(column) for column in zip(*(row.state for row in rows), strict=True)]
        kind = type(rows[0].state)
        state = kind(*fields) if hasattr(kind, "_fields") else tuple(fields)
    return Record(
        np.array([row.t for row in rows]),
        theta if "theta" in record else None,
        losses(problem, theta, rows) if "loss" in record else None,
        np.array([row.grad for row in rows]) if "grad" in record else None,
        state,
    )


def losses(problem: Any, theta: Array, rows: tuple[Row, ...]) -> Array:
    """Return the loss of every row, all in one call."""
    if not hasattr(problem, "draws"):
        return np.asarray(problem.loss(theta))
    xi = np.array([row.xi for row in rows])
    between = (1,) * (theta.ndim - xi.ndim)
    return np.asarray(problem.loss(theta, xi.reshape(len(rows), *between, *xi.shape[1:])))


def averaged(part: Record, every: int) -> Record:
    """Return the record of the means over each `every` rows; t is that of the first."""

    def mean(x: Any) -> Any:
        return x.reshape(-1, every, *x.shape[1:]).mean(axis=1)

    return Record(part.t[::every], *(mapped(mean, getattr(part, f)) for f in FIELDS))


def mapped(function: Callable[[Any], Any], x: Any) -> Any:
    """Apply a function to an array, or to every field of a state; None stays None."""
    if isinstance(x, tuple):
        values = [function(field) for field in x]
        return type(x)(*values) if hasattr(x, "_fields") else tuple(values)
    return None if x is None else function(x)


def joined(parts: list[Any]) -> Any:
    """Concatenate arrays, or states field by field, along time."""
    if len(parts) == 1 or parts[0] is None:
        return parts[0]
    if isinstance(parts[0], tuple):
        columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
        return type(parts[0])(*columns) if hasattr(parts[0], "_fields") else tuple(columns)
    return np.concatenate(parts)
