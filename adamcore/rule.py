"""What all rules share: checked hyperparameters, their schedules, and their precision."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, ClassVar

import numpy as np

from .schedules import Rate
from .states import check_state
from .validation import RANGES, Array, Hyper, flag, gradient_of, hyperparameter, parameters
from .values import ByValue
from .weak import Weak

__all__ = ["Rule", "is_zero", "one", "weak"]

# What other libraries call a thing, and what it is here.
ELSEWHERE = {
    "weight_decay": "l2 adds to the gradient; the rule AdamW decays the weights themselves",
    "amsgrad": "the rule AMSGrad is that",
    "betas": "they are beta1 and beta2",
    "epsilon": "it is eps",
    "momentum": "it is beta, of the rule Momentum",
    **dict.fromkeys(("rho", "alpha", "decay_rate"), "a memory is beta, a learning rate lr"),
    **dict.fromkeys(("learning_rate", "eta", "step_size"), "it is lr"),
}


class Rule(ByValue):
    """An update rule: a frozen value of hyperparameters, with `init` and `step`.

    Each hyperparameter is a number, an array that broadcasts against theta (a grid of runs), or a
    schedule, a function of the step t = 1, 2, ... that is called once a step. Rules of equal
    hyperparameters are equal. ValueError for one outside its range, when the rule is made or when
    its schedule returns it; TypeError for a name that the rule does not have.

    A rule of one's own is a subclass that overrides `step`, or any object with the two methods.

    >>> from adamcore import Adam
    >>> rule = Adam(lr=0.1)
    >>> theta = np.array([1.0, -2.0])
    >>> theta, state = rule.step(theta, 2 * theta, rule.init(theta))
    >>> theta.round(6).tolist(), state.t
    ([0.9, -1.9], 1)
    """

    lr: Rate
    State: ClassVar[type]
    _known: dict[Any, Any]  # what of a value that nothing changes was worked out before

    def __new__(cls, *_args: Any, **named: Any) -> Any:
        known = {field.name for field in fields(cls)}  # type: ignore[arg-type]
        for name in named:
            if name not in known and name in ELSEWHERE and cls.__init__ is not object.__init__:
                raise TypeError(f"{cls.__name__} has no {name}: {ELSEWHERE[name]}")
        return super().__new__(cls)

    def __post_init__(self) -> None:
        for field in fields(self):  # type: ignore[arg-type]  # every subclass is a dataclass
            value = getattr(self, field.name)
            if isinstance(field.default, bool):
                flag(field.name, value)
            elif field.name in RANGES and not callable(value):
                object.__setattr__(self, field.name, hyperparameter(field.name, value))
        self.__dict__["_known"] = {}

    def init(self, theta: Array) -> Any:
        """Return the state before the first step; theta as in `step`."""
        raise NotImplementedError

    def step(self, theta: Array, grad: Array, state: Any) -> tuple[Array, Any]:
        """Return theta and the state after one step; what is passed in stays as it was.

        theta: float32 or float64, of any shape, whose dtype is kept; grad: real, of theta's shape;
        state: what `init` or the step before returned. Where a hyperparameter is an array, the
        result has the shape to which it broadcasts with theta. ValueError for anything else.
        """
        raise NotImplementedError

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape that the hyperparameters broadcast to: () unless one is an array."""
        if "shape" not in self._known:
            values = [getattr(self, f.name) for f in fields(self)]  # type: ignore[arg-type]
            shapes = [getattr(x, "shape", ()) for x in values]
            self._known["shape"] = np.broadcast_shapes(*shapes)
        return self._known["shape"]  # type: ignore[no-any-return]

    def wide(self, shape: tuple[int, ...]) -> tuple[int, ...]:
        """Return the shape that an array of `shape` has after a step."""
        return np.broadcast_shapes(shape, self.shape) if self.shape else shape

    def zeros(self, theta: Array) -> Array:
        """Return zeros of theta's dtype, of the shape that theta has after a step."""
        theta = parameters(theta)
        shape = self.wide(theta.shape)
        return np.zeros_like(theta) if shape == theta.shape else np.zeros(shape, theta.dtype)

    def at(self, theta: Array, grad: Array, state: Any, *names: str) -> tuple[Any, ...]:
        """Return t, then theta and grad, checked, then lr and the named hyperparameters at t."""
        theta = parameters(theta)
        grad = gradient_of(theta, grad)
        check_state(self, self.State, state, theta)
        t = state.t + 1
        values = self._known.get(names)
        if values is None:
            values = self._values(("lr", *names), t)
            if all(isinstance(getattr(self, name), float) for name in ("lr", *names)):
                self._known[names] = values
            elif theta.dtype != np.float64:
                values = tuple(weak(x) for x in values)
        return t, theta, grad, *values

    def _values(self, names: tuple[str, ...], t: int) -> tuple[Hyper, ...]:
        values = []
        for name in names:
            value = getattr(self, name)
            if callable(value):
                value = hyperparameter(name, value(t), f" at step {t}")
            values.append(value)
        return tuple(values)

    def fixed(self, t: int) -> Any:
        """Return the same rule with what its schedules say at step t."""
        names = [f.name for f in fields(self)]  # type: ignore[arg-type]
        moving = [name for name in names if name in RANGES and callable(getattr(self, name))]
        values = self._values(tuple(moving), t)
        return replace(self, **dict(zip(moving, values, strict=True)))  # type: ignore[type-var]


def weak(x: Any) -> Any:
    """Return a hyperparameter in the form that takes on the precision of what it meets."""
    if isinstance(x, np.ndarray) and x.ndim:
        return x.view(Weak)
    return float(x)


def one(beta: Rate) -> Hyper:
    """Return beta^0, as wide as beta."""
    shape = getattr(beta, "shape", ())
    return np.ones(shape) if shape else 1.0


def is_zero(x: Hyper) -> bool:
    """Say whether a hyperparameter is the number 0, so that its term can be left out."""
    return isinstance(x, float) and x == 0
