"""What NumPy's linear algebra cannot notice here, noticed in its results.

LAPACK's routines tell of a failure by a flag of the floating-point unit, which WebAssembly has not,
and fill the result with nan. NumPy's own words for it stand in ``numpy.geterrcall`` meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from types import ModuleType
from typing import Any

import numpy as np

INVALID = 8  # NumPy's number of the flag (UFUNC_FPE_INVALID)

# Functions of _umath_linalg whose first result is nan from end to end where they fail, by their
# beginnings: how many dimensions a single result has, and whether nan may have come from the input.
CHECKED = {
    "solve1": (1, True),
    "solve": (2, True),
    "inv": (2, True),
    "cholesky": (2, False),
    "eigvalsh": (1, False),
    "eigvals": (1, False),
    "eigh": (1, False),
    "eig": (1, False),
    "svd": (1, False),
    "lstsq": (2, False),
}


class Checked:
    """``_umath_linalg`` with functions that look at what comes out."""

    def __init__(self, module: ModuleType) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        function = getattr(self._module, name)
        for beginning, (dimensions, passes) in CHECKED.items():
            if name == beginning or name.startswith(f"{beginning}_"):
                function = _checked(function, dimensions, passes)
                break
        setattr(self, name, function)
        return function


def _checked(function: Callable[..., Any], dimensions: int, passes: bool) -> Callable[..., Any]:
    @wraps(function)
    def checked(*inputs: Any, **options: Any) -> Any:
        result = function(*inputs, **options)
        failed = _is_nan(_first(result), dimensions)
        if failed.any() and passes:
            failed &= np.isfinite(inputs[0]).all(axis=(-2, -1))
        if failed.any() and np.geterr()["invalid"] == "call":
            np.geterrcall()("invalid", INVALID)  # type: ignore[misc, operator]
        return result

    return checked


def _first(result: Any) -> Any:
    if not isinstance(result, tuple):
        return result
    # Singular values come alone, or between two matrices.
    return result[1] if len(result) == 3 else result[0]


def _is_nan(found: Any, dimensions: int) -> Any:
    """For each single result, whether it begins with nan; the others do not where one does."""
    if not all(found.shape[-dimensions:]):
        return np.zeros(found.shape[:-dimensions], bool)
    return np.isnan(found[(..., *(0,) * dimensions)])
