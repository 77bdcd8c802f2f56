"""A rule let loose on a problem: the path, recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from itertools import chain, islice, repeat
from typing import Any

import numpy as np

from .plain import fitted
from .protocols import Problem, UpdateRule
from .records import (
    FIELDS,
    Points,
    Record,
    added,
    averaged,
    joined,
    mapped,
    recorded,
    weighed,
)
from .replay import replay, replayable
from .rows import Rows
from .rule import Rule
from .validation import RANGES, Array, count, flag, interval, parameters

__all__ = ["trajectory"]

ELEMENTS = 500_000
"""About how many numbers of theta are held as rows before they are stacked."""


def trajectory(
    rule: UpdateRule,
    problem: Problem,
    theta: Any = None,
    steps: int = 100,
    *,
    state: Any = None,
    every: int = 1,
    mean: bool = False,
    record: tuple[str, ...] = FIELDS,
) -> Record:
    """Follow `rule` on `problem` from theta (the problem's start if None) and record the path.

    theta: (..., coordinates), float32 or float64; axes before the last are runs. The record has
    steps + 1 rows, from t = 0, the start, to t = steps; with every=k only t = 0, k, 2k, ... With
    mean=True row i is instead the mean over the k points t = ik, ..., ik + k - 1, the points where
    losses are met: a cycle's mean, or an average loss. `record` names what is kept.

    Runs broadcast: theta is widened to the shape that the rule's hyperparameters and the
    problem's samples give it. Theta is projected onto problem.box after every step. Overflow is no
    error: a run that diverges goes on as inf and nan. With a state, and the theta that goes with
    it (`Record.last`), a run goes on where it ended, with the same bits as one that was not
    interrupted: t goes on, and a problem's samples are those of its later steps.

    problem.loss may be a function of one point, or of many, stacked on axes before the last: which
    it is, is tried at the start. ValueError: a rule or problem without the functions of their
    protocols, a state that is no tuple, steps or every not whole, steps no multiple of every, an
    unknown field, a theta without coordinates or not floating, shapes that do not broadcast or
    that change the number of coordinates.

    >>> from adamcore import Adam, rosenbrock
    >>> first = trajectory(Adam(lr=0.1), rosenbrock, steps=300)
    >>> theta, state = first.last
    >>> more = trajectory(Adam(lr=0.1), rosenbrock, theta, steps=200, state=state)
    >>> more.t[-1].item(), bool(more.loss[-1] < first.loss[-1])
    (500, True)
    """
    every, steps = count("every", every, 1), count("steps", steps, 0)
    check(rule, problem, steps=steps, every=every, mean=mean, record=record)
    done = 0 if state is None else int(getattr(state, "t", 0))
    rule = once_a_step(rule, done + 1)
    theta, xis = begin(rule, problem, theta, done)
    xi = next(xis)
    problem, xis = fitted(problem, theta, xi), chain([xi], xis)
    rows = steps if mean else steps + 1
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        if state is None and replayable(rule, problem, theta):
            blocks = replay(rule, problem, theta, xis, sizes(rows, every, theta.size))
        else:
            pace = 1 if mean else every
            rows, every = (steps, every) if mean else (steps // every + 1, 1)
            rooms = sizes(rows, every, theta.size)
            start = (theta, state, done)
            blocks = walk(rule, problem, start, xis, rooms=rooms, pace=pace, record=record)
        parts = list(kept(problem, blocks, record, every=every, mean=mean))
    return Record(*(joined([getattr(part, f) for part in parts]) for f in ("t", *FIELDS)))


def check(
    rule: Any, problem: Any, *, steps: int, every: int, mean: bool, record: tuple[str, ...]
) -> None:
    """Raise ValueError for arguments that cannot be followed, before anything is computed."""
    if isinstance(rule, type):
        raise ValueError(f"rule is a class: must be a value of it, {rule.__name__}(...)")
    if not (hasattr(rule, "init") and hasattr(rule, "step")):
        raise ValueError(f"rule = {rule!r}: must have init(theta) and step(theta, grad, state)")
    if isinstance(problem, type):
        raise ValueError(f"problem is a class: must be a value of it, {problem.__name__}(...)")
    if not all(hasattr(problem, name) for name in ("start", "loss", "gradient")):
        form = "Surface(loss, gradient, start) makes one of functions"
        raise ValueError(f"problem = {problem!r}: must have start, loss and gradient; {form}")
    if steps % every:
        raise ValueError(f"steps = {steps}: must be a multiple of every = {every}")
    flag("mean", mean)
    if mean and not steps:
        raise ValueError(f"steps = 0: must be at least every = {every} for a mean")
    if isinstance(record, str) or (unknown := set(record) - set(FIELDS)):
        found = record if isinstance(record, str) else min(unknown)
        raise ValueError(f"record = {record!r}: must be a tuple of {FIELDS}, not {found!r}")


class Once:
    """A schedule that is called once a step, and whose first value tells its shape."""

    def __init__(self, schedule: Callable[[int], Any], first: int) -> None:
        self.schedule, self.t, self.value = schedule, first, schedule(first)
        self.shape = np.shape(self.value)

    def __call__(self, t: int) -> Any:
        if t != self.t:
            self.t, self.value = t, self.schedule(t)
        return self.value


def once_a_step(rule: Any, first: int) -> Any:
    """Return the rule with its schedules called once a step, from step `first` on."""
    if not isinstance(rule, Rule):
        return rule
    values = {f.name: getattr(rule, f.name) for f in fields(rule)}  # type: ignore[arg-type]
    moving = {k: Once(x, first) for k, x in values.items() if k in RANGES and callable(x)}
    return replace(rule, **moving) if moving else rule  # type: ignore[type-var]


def begin(rule: Any, problem: Any, theta: Any, done: int) -> tuple[Array, Iterator[Any]]:
    """Return theta, as wide as all runs together, and the samples that it will meet."""
    theta = parameters(np.asarray(problem.start, np.float64) if theta is None else theta)
    if not theta.ndim or not theta.size:
        raise ValueError(f"theta has shape {theta.shape}: must have coordinates on its last axis")
    xis = islice(samples(problem, theta.dtype), done, None)
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


def walk(
    rule: Any,
    problem: Any,
    start: tuple[Array, Any, int],
    xis: Iterator[Any],
    *,
    rooms: Iterator[int],
    pace: int,
    record: tuple[str, ...],
) -> Iterator[Points]:
    """Yield every `pace`-th point from the start on, so many at a time as `rooms` says."""
    theta, state, t = start
    state = rule.init(theta) if state is None else state
    if not isinstance(state, tuple):
        kind = type(state).__name__
        raise ValueError(f"the rule's state is of type {kind}: must be a tuple of arrays")
    move, slope = mover(rule, problem, theta), slopes(problem)
    xi = next(xis)
    grad, steps = slope(theta, xi), 0
    for n in rooms:
        rows = Rows(n, theta, state, record)
        for i in range(n):
            for _ in range(steps):
                theta, state = move(theta, grad, state)
                t, xi = t + 1, next(xis)
                grad = slope(theta, xi)
            rows.keep(i, t, theta, grad, state, xi=xi)
            steps = pace
        yield rows.points()


def slopes(problem: Any) -> Callable[[Array, Any], Any]:
    """Return the gradient as a function of theta and a sample, which may be None."""
    if hasattr(problem, "draws"):
        return problem.gradient  # type: ignore[no-any-return]
    gradient = problem.gradient
    return lambda theta, _: gradient(theta)


def mover(rule: Any, problem: Any, theta: Array) -> Callable[..., tuple[Array, Any]]:
    """Return the rule's step, followed by the projection onto the problem's box."""
    step, project, dtype, shape = rule.step, projection(problem), theta.dtype, theta.shape

    def move(theta: Array, grad: Array, state: Any) -> tuple[Array, Any]:
        theta, state = step(theta, grad, state)
        if type(theta) is not np.ndarray or theta.dtype != dtype:
            theta = np.asarray(theta, dtype)
        if theta.shape != shape:
            raise ValueError(f"step returned theta of shape {theta.shape}: must be {shape}")
        return project(theta) if project else theta, state

    return move


def projection(problem: Any) -> Callable[[Array], Array] | None:
    """Return the projection onto the problem's box; None if it has none."""
    box = getattr(problem, "box", None)
    if box is None:
        return None
    low, high = interval("box", box)
    return lambda theta: np.minimum(np.maximum(theta, low), high).astype(theta.dtype, copy=False)


def sizes(rows: int, every: int, width: int) -> Iterator[int]:
    """Yield how many rows to hold at a time: whole multiples of `every`, or parts of each."""
    most = max(1, ELEMENTS // width)
    step = most // every * every or every
    if every <= most and rows <= 2 * most:  # parts are put together by copying
        step = rows
    for first in range(0, rows, step):
        left = min(step, rows - first)
        part = left if every <= most else most
        yield from (min(part, left - at) for at in range(0, left, part))


def kept(
    problem: Any, blocks: Iterator[Points], record: tuple[str, ...], *, every: int, mean: bool
) -> Iterator[Record]:
    """Yield what is asked for of each block: every so many rows of it, or their means."""
    met, total = 0, None
    for points in blocks:
        first, rows = -met % every, len(points.t)
        met += rows
        if not mean:
            if first < rows:
                yield recorded(problem, Points(*mapped(rows_from(first, every), points)), record)
        elif rows % every == 0:
            yield averaged(recorded(problem, points, record), every)
        else:
            part = weighed(recorded(problem, points, record), 1 / every)
            total = part if total is None else added(total, part)
            if met % every == 0:
                yield total
                total = None


def rows_from(first: int, every: int) -> Callable[[Array], Array]:
    return lambda x: x[first::every]
