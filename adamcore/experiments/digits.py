"""Handwritten digits: 1,797 pictures of 8 x 8 pixels (UCI, as bundled with scikit-learn)."""

import gzip
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Digits(NamedTuple):
    """Pictures, shape (n, 64), each pixel in [0, 1], and labels 0 ... 9, shape (n,)."""

    x: NDArray[np.float32]
    y: NDArray[np.int64]


@cache
def digits() -> tuple[Digits, Digits]:
    """Training and test pictures: the first 1,437 and the last 360, other writers' among them.

    Reads the file inside the installed scikit-learn without importing it. Raises
    ModuleNotFoundError where scikit-learn is missing, as in a reader's browser.
    """
    spec = find_spec("sklearn")
    if spec is None or spec.origin is None:
        message = "the digits come with scikit-learn, which is not installed here"
        raise ModuleNotFoundError(message, name="sklearn")
    path = Path(spec.origin).parent / "datasets" / "data" / "digits.csv.gz"
    with gzip.open(path, "rt", encoding="ascii") as file:
        table = np.loadtxt(file, delimiter=",", dtype=np.float32)
    x, y = table[:, :-1] / np.float32(16), table[:, -1].astype(np.int64)
    return Digits(x[:1437], y[:1437]), Digits(x[1437:], y[1437:])
