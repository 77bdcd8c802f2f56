"""The fast path for losses that are linear in theta: their gradients do not depend on it.

Then the states can be had before the path: each field of a state follows a recurrence of one
multiplication and one addition, which plain Python floats take ten times as fast as short arrays.
The rule's own `step` is called once, on all steps of a block together; it gives the displacements,
and must reproduce every state from the one before, to the last bit. So the path is exactly that
of a step-by-step walk, whatever this file believes about the rules.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from itertools import accumulate, islice
from typing import Any

import numpy as np

from .records import Points, aligned
from .rules import SGD, AdaGrad, Adam, AMSGrad, Momentum, RMSProp
from .validation import Array, hyperparameter, interval

NARROW = ("t", "beta1_t", "beta2_t")
LANES = 32
"""Above so many runs, stepping with arrays is as fast."""


def replayable(rule: Any, problem: Any, theta: Array) -> bool:
    """Say whether the path can be replayed: linear losses, a rule whose state ignores theta."""
    known = type(rule) in (SGD, Momentum, AdaGrad, RMSProp, Adam, AMSGrad)
    linear = getattr(problem, "linear", False) and theta.dtype == np.float64
    return linear and known and theta.size <= LANES and _is_steady(rule)


def _is_steady(rule: Any) -> bool:
    """Say whether nothing but lr changes from step to step, and no step asks where theta is."""
    values = {field.name: getattr(rule, field.name) for field in fields(rule)}
    constant = not any(callable(x) for name, x in values.items() if name != "lr")
    return constant and not any(np.any(values.get(name, 0.0)) for name in ("l2", "weight_decay"))


def replay(
    rule: Any, problem: Any, theta: Array, xis: Iterator[Any], sizes: Iterable[int]
) -> Iterator[Points]:
    """Yield the points from the start on, stacked, so many at a time.

    RuntimeError if the rule's step disagrees with the states found here.
    """
    start = rule.init(theta)
    last = {name: x if np.ndim(x) == 0 else x.flat[0] for name, x in start._asdict().items()}
    left = deque(sizes)
    while left:
        n = left.popleft()
        xi = np.array(list(islice(xis, n)))
        g = np.broadcast_to(aligned(xi, theta.ndim), (n, *theta.shape))
        found = recurrences(rule, last, aligned(xi, theta.ndim))
        moves = displacements(rule, type(start), found, g, to_come=bool(left))
        path = walked(theta, moves, getattr(problem, "box", None))
        yield Points(found["t"][:-1], path[:-1], g, shown(type(start), found, g), xi)
        last, theta = {name: x[-1] for name, x in found.items()}, path[-1]


def recurrences(rule: Any, last: dict[str, Any], g: Array) -> dict[str, Array]:
    """Return every field of the state after 0, ..., n steps from `last`, stacked."""
    beta = {name: getattr(rule, name, 0.0) for name in ("beta", "beta1", "beta2")}
    beta["v"] = beta["beta2"] if hasattr(rule, "beta2") else beta["beta"]
    found: dict[str, Callable[[], Array]] = {
        "t": lambda: np.arange(last["t"], last["t"] + len(g) + 1),
        "u": lambda: filtered(beta["beta"], g, last["u"]),
        "G": lambda: filtered(1.0, g * g, last["G"]),
        "m": lambda: filtered(beta["beta1"], (1 - beta["beta1"]) * g, last["m"]),
        "v": lambda: filtered(beta["v"], (1 - beta["v"]) * (g * g), last["v"]),
        "beta1_t": lambda: powers(beta["beta1"], last["beta1_t"], len(g)),
        "beta2_t": lambda: powers(beta["beta2"], last["beta2_t"], len(g)),
    }
    fields = {name: found[name]() for name in last if name in found}
    if "vhat" in last:
        fields["vhat"] = maxima(rule, fields, last["vhat"])
    return fields


def filtered(beta: Any, x: Array, start: Any) -> Array:
    """Return y with y_0 = start and y_t = beta y_{t-1} + x_t, along the first axis."""
    shape = np.broadcast_shapes(x.shape[1:], np.shape(beta))
    columns = np.broadcast_to(aligned(x, len(shape)), (len(x), *shape)).reshape(len(x), -1).T
    betas, starts = (np.broadcast_to(a, shape).ravel().tolist() for a in (beta, start))
    lanes = zip(columns.tolist(), betas, starts, strict=True)
    y = [list(accumulate(column, decay_by(b), initial=y0)) for column, b, y0 in lanes]
    return np.array(y).T.reshape(len(x) + 1, *shape)


def decay_by(beta: float) -> Callable[[float, float], float]:
    """Return the step of the recurrence, y_t from y_{t-1} and x_t."""
    return lambda y, x: beta * y + x


def powers(beta: Any, start: Any, n: int) -> Array:
    """Return start, start beta, start beta^2, ... as a running product of n factors."""
    shape = np.shape(beta)
    factors = np.broadcast_to(beta, (n + 1, *shape)).copy()
    factors[0] = start
    return np.multiply.accumulate(factors)


def maxima(rule: Any, fields: dict[str, Array], start: Any) -> Array:
    """Return AMSGrad's vhat after 0, ..., n steps."""
    v = fields["v"].copy()
    if rule.convention == "correct_then_max":
        v = v / (1 - aligned(fields["beta2_t"], v.ndim - 1))
    v[0] = start
    return np.maximum.accumulate(v)


def spread(name: str, x: Array, shape: tuple[int, ...]) -> Array:
    """Return a field of the states as wide as theta; counts and powers stay as they are."""
    return x if name in NARROW else np.broadcast_to(x, (len(x), *shape))


def displacements(
    rule: Any, kind: Any, found: dict[str, Array], g: Array, *, to_come: bool
) -> Array:
    """Return what each step adds to theta, from one call of the rule's own step.

    After the last row of all nothing is `to_come`: no step is taken there, no schedule called.
    """
    n, ndim = len(g), g.ndim - 1
    wide = {name: spread(name, aligned(x, ndim), g.shape[1:]) for name, x in found.items()}
    if callable(rule.lr):
        times = found["t"][1:].tolist()
        taken = times if to_come else times[:-1]
        rates = [hyperparameter("lr", rule.lr(t), f" at step {t}") for t in taken]
        lr = np.array([*rates, *(np.zeros(rule.shape) for _ in times[len(taken) :])])
        rule = replace(rule, lr=aligned(lr, ndim))
    moves, after = rule.step(np.zeros(g.shape), g, kind(**{k: x[:n] for k, x in wide.items()}))
    for name, x in after._asdict().items():
        if not np.array_equal(x, np.broadcast_to(wide[name][1:], x.shape), equal_nan=True):
            raise RuntimeError(f"{type(rule).__name__}.step and its replay differ in {name}")
    return np.asarray(moves)


def shown(kind: Any, found: dict[str, Array], g: Array) -> Any:
    """Return the states before each step as a walk would: counts and powers narrow, rest wide."""
    wide = {
        k: np.broadcast_to(aligned(x[:-1], g.ndim - 1), g.shape)
        for k, x in found.items()
        if k not in NARROW
    }
    return kind(**wide, **{k: found[k][:-1] for k in NARROW if k in found})


def walked(theta: Array, moves: Array, box: Any) -> Array:
    """Return theta after 0, ..., n moves, each followed by the projection onto the box."""
    if box is None:
        return np.add.accumulate(np.concatenate([theta[None], moves]))
    ends = (np.broadcast_to(end, theta.shape).ravel().tolist() for end in interval("box", box))
    columns = moves.reshape(len(moves), -1).T.tolist()
    lanes = zip(theta.ravel().tolist(), columns, *ends, strict=True)
    path = [list(accumulate(column, within(*box), initial=x)) for x, column, *box in lanes]
    return np.array(path).T.reshape(len(moves) + 1, *theta.shape)


def within(low: float, high: float) -> Callable[[float, float], float]:
    """Return a move that ends in the interval."""

    def move(x: float, d: float) -> float:
        y = x + d
        return low if y < low else high if y > high else y  # nan stays nan

    return move
