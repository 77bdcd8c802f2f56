"""What the library accepts, said once: ranges of hyperparameters, dtypes and shapes.

Every refusal is a ValueError that names the parameter and what it must be.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

Array: TypeAlias = "np.ndarray[Any, np.dtype[np.floating[Any]]]"
Hyper: TypeAlias = "float | Array"
"""A hyperparameter at one step: a number, or an array that broadcasts against theta."""

FINITE_NONNEGATIVE = "finite and >= 0"
PROBABILITY = "in [0, 1]"
DECAY_RATE = "in [0, 1)"


def finite_nonnegative(x: Array) -> Any:
    return np.isfinite(x) & (x >= 0)


def decay_rate(x: Array) -> Any:
    return (x >= 0) & (x < 1)


Range: TypeAlias = tuple[str, Callable[[Array], Any]]
# The same for a constant and for what a schedule returns: a rate of 0 is a step that stays.
RANGES: dict[str, Range] = {
    "lr": (FINITE_NONNEGATIVE, finite_nonnegative),
    "beta": (DECAY_RATE, decay_rate),
    "beta1": (DECAY_RATE, decay_rate),
    "beta2": (DECAY_RATE, decay_rate),
    "eps": (FINITE_NONNEGATIVE, finite_nonnegative),
    "l2": (FINITE_NONNEGATIVE, finite_nonnegative),
    "weight_decay": (FINITE_NONNEGATIVE, finite_nonnegative),
    "sigma": (FINITE_NONNEGATIVE, finite_nonnegative),
    "probability": (PROBABILITY, lambda x: (x >= 0) & (x <= 1)),
}


def hyperparameter(name: str, value: Any, where: str = "") -> Hyper:
    """Return `value` as a Python float or a float64 array; ValueError outside its range.

    A Python float takes on the precision of the array it meets, a NumPy scalar does not:
    hence the conversion.
    """
    allowed, inside = RANGES[name]
    x = numbers(f"{name}{where}", value, allowed)
    if not np.all(inside(x)):
        raise ValueError(f"{name}{where} = {value!r}: must be {allowed}")
    x.setflags(write=False)
    return float(x) if x.ndim == 0 else x


def numbers(name: str, value: Any, allowed: str = "finite") -> Array:
    """Return `value` as a new float64 array; ValueError for a text, a truth value, a mask."""
    try:
        x = np.asarray(value)
    except ValueError:  # a list whose rows differ in length
        x = np.asarray(value, object)
    if x.dtype.kind not in "iuf" or _is_masked(value):
        raise ValueError(f"{name} = {value!r}: must be a number or an array of numbers, {allowed}")
    return np.array(x, np.float64)


def _is_masked(x: Any) -> bool:
    """Say whether x is a masked array; where nobody has imported numpy.ma there is none."""
    ma = sys.modules.get("numpy.ma")
    return ma is not None and isinstance(x, ma.MaskedArray)


def flag(name: str, value: Any) -> None:
    """Raise ValueError unless `value` is True or False."""
    if not isinstance(value, bool | np.bool_):
        raise ValueError(f"{name} = {value!r}: must be True or False")


def choice(name: str, value: Any, allowed: tuple[str, ...]) -> None:
    """Raise ValueError unless `value` is one of `allowed`."""
    if not isinstance(value, str) or value not in allowed:
        raise ValueError(f"{name} = {value!r}: must be one of {', '.join(map(repr, allowed))}")


def parameters(theta: Any) -> Array:
    """Return theta as an array; ValueError unless it is float32 or float64, without a mask."""
    if type(theta) is np.ndarray and theta.dtype.char in "fd":
        return theta
    array: Array = np.asarray(theta)
    if array.dtype.char not in "fd":
        raise ValueError(f"theta has dtype {array.dtype}: must be float32 or float64")
    if _is_masked(theta):
        raise ValueError("theta is a masked array: must be an ordinary one (theta.filled(...))")
    return array


def gradient_of(theta: Array, grad: Any) -> Array:
    """Return grad as an array of theta's dtype; ValueError unless it is real, of theta's shape."""
    if type(grad) is not np.ndarray:
        if _is_masked(grad):
            raise ValueError("grad is a masked array: must be an ordinary one (grad.filled(0))")
        grad = np.asarray(grad)
    if grad.dtype != theta.dtype:
        if grad.dtype.kind not in "iuf":
            raise ValueError(f"grad has dtype {grad.dtype}: must hold real numbers")
        grad = grad.astype(theta.dtype)
    if grad.shape != theta.shape:
        raise ValueError(f"grad has shape {grad.shape}: must be theta's, {theta.shape}")
    return grad  # type: ignore[no-any-return]


def count(name: str, value: Any, least: int) -> int:
    """Return `value` as an int; ValueError unless it is a whole number >= least."""
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < least:
        raise ValueError(f"{name} = {value!r}: must be a whole number >= {least}")
    return int(value)


def interval(name: str, box: Any) -> tuple[Hyper, Hyper]:
    """Return (low, high), numbers or one of them a coordinate; ValueError unless low <= high."""
    form = "must be (low, high), numbers or arrays of one a coordinate, low <= high"
    try:
        low, high = box
        low, high = numbers(name, low), numbers(name, high)
        ordered = bool(np.all(low <= high))  # nan is not
    except (TypeError, ValueError):
        raise ValueError(f"{name} = {box!r}: {form}") from None
    if not ordered:
        raise ValueError(f"{name} = {box!r}: {form}")
    return (low if low.ndim else float(low)), (high if high.ndim else float(high))
