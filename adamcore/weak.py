"""Arrays of hyperparameters that behave like Python floats.

NumPy rounds a Python float to the precision of the array it meets, so `0.9 * m` stays float32
when m is. An array of floats has no such manners: it would turn m into float64, or, rounded
beforehand, make 1 - beta wrong in the fourth digit. A `Weak` array is rounded as late as a
float is, so that a grid of runs has the very bits of its single runs.
"""

from typing import Any

import numpy as np


class Weak(np.ndarray[Any, np.dtype[np.float64]]):
    """A float64 array that takes on the precision of the arrays it meets in a ufunc."""

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **kwargs: Any) -> Any:
        met = [x.dtype for x in inputs if is_strong(x)]
        if not met:
            return getattr(ufunc, method)(*map(plain, inputs), **kwargs).view(Weak)
        dtype = np.result_type(*met)
        rounded = [plain(x).astype(dtype) if isinstance(x, Weak) else x for x in inputs]
        return getattr(ufunc, method)(*rounded, **kwargs)


def is_strong(x: Any) -> bool:
    """Say whether x decides the precision: an array or NumPy scalar that is not weak."""
    return isinstance(x, np.ndarray | np.generic) and not isinstance(x, Weak)


def plain(x: Any) -> Any:
    """Return a weak array as an ordinary one, anything else as it is."""
    return x.view(np.ndarray) if isinstance(x, Weak) else x
