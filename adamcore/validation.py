"""What the rules accept, said once: ranges of hyperparameters, dtypes and shapes.

Every refusal is a ValueError that names the parameter and its allowed range.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

type Array = np.ndarray[Any, np.dtype[np.floating[Any]]]
type Hyper = float | Array
"""A hyperparameter: a number, or an array that broadcasts against theta."""

FINITE_POSITIVE = "finite and > 0"
FINITE_NONNEGATIVE = "finite and >= 0"

RANGES: dict[str, tuple[str, Callable[[Array], Any]]] = {
    "lr": (FINITE_POSITIVE, lambda x: np.isfinite(x) & (x > 0)),
    "beta": ("in [0, 1)", lambda x: (x >= 0) & (x < 1)),
    "beta1": ("in [0, 1)", lambda x: (x >= 0) & (x < 1)),
    "beta2": ("in [0, 1)", lambda x: (x >= 0) & (x < 1)),
    "eps": (FINITE_NONNEGATIVE, lambda x: np.isfinite(x) & (x >= 0)),
    "l2": (FINITE_NONNEGATIVE, lambda x: np.isfinite(x) & (x >= 0)),
    "weight_decay": (FINITE_NONNEGATIVE, lambda x: np.isfinite(x) & (x >= 0)),
}


def hyperparameter(name: str, value: Any) -> Hyper:
    """Return `value` as a Python float or a float64 array; ValueError outside its range.

    A Python float takes on the precision of the array it meets, a NumPy scalar does not:
    hence the conversion.
    """
    allowed, inside = RANGES[name]
    try:
        x = np.array(value, dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError(f"{name} = {value!r}: must be a number or an array, {allowed}") from None
    if not np.all(inside(x)):
        raise ValueError(f"{name} = {value!r}: must be {allowed}")
    x.setflags(write=False)
    return float(x) if x.ndim == 0 else x


def choice(name: str, value: str, allowed: tuple[str, ...]) -> None:
    """Raise ValueError unless `value` is one of `allowed`."""
    if value not in allowed:
        raise ValueError(f"{name} = {value!r}: must be one of {', '.join(map(repr, allowed))}")


def parameters(theta: Any) -> Array:
    """Return theta as an array; ValueError unless it is float32 or float64."""
    array: Array = np.asarray(theta)
    if array.dtype.char not in "fd":
        raise ValueError(f"theta has dtype {array.dtype}: must be float32 or float64")
    return array


def gradient_of(theta: Array, grad: Any) -> Array:
    """Return grad as an array of theta's dtype; ValueError unless it has theta's shape."""
    g: Array = np.asarray(grad, theta.dtype)
    if g.shape != theta.shape:
        raise ValueError(f"grad has shape {g.shape}: must be theta's, {theta.shape}")
    return g


def count(name: str, value: Any, least: int) -> int:
    """Return `value` as an int; ValueError unless it is a whole number >= least."""
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < least:
        raise ValueError(f"{name} = {value!r}: must be a whole number >= {least}")
    return int(value)
