"""The same loss in other units: every gradient times a constant, the learning rates as they are.

A loss in millimetres or in metres, a sum over the batch or a mean: nothing about the problem
changes, and each gradient is multiplied by c. Only Adam's epsilon can tell.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..rules import RULES
from ..surfaces import SURFACES, Surface
from ..trajectories import trajectory
from .registry import Experiment, Value, label
from .surfaces import race

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Units:
    """By rule: final loss, in the first units, and largest distance from the path at c = 1.

    Each of shape (factors,); infinite where the path left the finite numbers.
    """

    factors: Array
    loss: dict[str, Array]
    apart: dict[str, Array]


def units(
    *,
    surface: str = "ravine",
    factors: Sequence[float] = (0.001, 0.5, 1.0, 2.0, 1000.0),
    steps: int = 200,
) -> Units:
    """The race again, each rule at its own rate there, with every gradient times a factor."""
    problem, rates = SURFACES[surface], race().best[surface]
    column = np.asarray(factors)[:, None]
    scaled = Surface(problem.loss, lambda theta: column * problem.gradient(theta), problem.start)
    start = np.tile(np.array(problem.start), (len(column), 1))
    loss: dict[str, Array] = {}
    apart: dict[str, Array] = {}
    for name, rule in RULES.items():
        with np.errstate(all="ignore"):
            path = trajectory(
                rule(rates[name]), scaled, start, steps=steps, record=("loss", "theta")
            )
            own = trajectory(rule(rates[name]), problem, steps=steps).theta
            distance = np.abs(path.theta - own[:, None]).max(axis=(0, 2))
        loss[name] = np.where(np.isfinite(path.loss[-1]), path.loss[-1], np.inf)
        apart[name] = np.where(np.isfinite(distance), distance, np.inf)
    return Units(np.asarray(factors), loss, apart)


def _values(result: Units) -> dict[str, Value]:
    """The losses and distances that are finite."""
    columns = {"loss": result.loss, "apart": result.apart}
    return {
        label(f"{rule}_{name}", factor): row[i]
        for name, column in columns.items()
        for rule, row in column.items()
        for i, factor in enumerate(result.factors)
        if np.isfinite(row[i])
    }


EXPERIMENTS = {"units": Experiment(units, _values)}
