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


PACKAGE = "adamcore_digits"
"""A package that has the file alone, as in a reader's browser; elsewhere scikit-learn has it."""
PLACES = {PACKAGE: "digits.csv.gz", "sklearn": "datasets/data/digits.csv.gz"}


def file() -> Path:
    """The file with the pictures, found without importing scikit-learn.

    Raises ModuleNotFoundError where neither package is installed.
    """
    for package, inside in PLACES.items():
        spec = find_spec(package)
        if spec is not None and spec.origin is not None:
            return Path(spec.origin).parent / inside
    message = "the digits come with scikit-learn, which is not installed here"
    raise ModuleNotFoundError(message, name=PACKAGE)


@cache
def digits() -> tuple[Digits, Digits]:
    """Training and test pictures: the first 1,437 and the last 360, other writers' among them.

    Raises ModuleNotFoundError where the file is missing.
    """
    with gzip.open(file(), "rt", encoding="ascii") as lines:
        table = np.loadtxt(lines, delimiter=",", dtype=np.float32)
    x, y = table[:, :-1] / np.float32(16), table[:, -1].astype(np.int64)
    return Digits(x[:1437], y[:1437]), Digits(x[1437:], y[1437:])
