"""L2 regularization against weight decay.

Source: Loshchilov & Hutter, "Decoupled Weight Decay Regularization", ICLR 2019 (LH).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..rules import SGD, Adam, AdamW
from .registry import Experiment, Value, label

Array = NDArray[np.floating]


@dataclass(frozen=True)
class Proposition1:
    """The largest difference between the two paths, and how far they went."""

    difference: float
    travelled: float


def proposition1(
    *,
    lr: float = 0.1,
    l2: float = 0.01,
    coordinates: int = 10,
    steps: int = 500,
    seed: int = 0,
) -> Proposition1:
    """Loshchilov & Hutter, Proposition 1: SGD with L2 and with decay lr * l2, a noisy quadratic."""
    generator = np.random.default_rng(seed)
    noise = generator.standard_normal((steps, coordinates))
    rule = SGD(lr)
    start = generator.standard_normal(coordinates)
    a: Array = start
    b: Array = start
    state = rule.init(start)
    apart = 0.0
    for xi in noise:
        a, _ = rule.step(a, (a + xi) + l2 * a, state)
        b, _ = rule.step(b, b + xi, state)[0] - lr * l2 * b, state
        apart = max(apart, float(np.abs(a - b).max()))
    return Proposition1(apart, float(np.abs(a - start).max()))


@dataclass(frozen=True)
class Proposition2:
    """The share of theta that is left, mean and standard deviation over coordinates.

    Arrays of shape (scales,); `*_path` is the mean after every step, shape (steps + 1, scales).
    """

    scales: Array
    l2: Array
    l2_spread: Array
    decoupled: Array
    decoupled_spread: Array
    l2_path: Array
    decoupled_path: Array


def proposition2(
    *,
    scales: Sequence[float] = (0.01, 0.1, 1.0, 10.0),
    lr: float = 0.001,
    decay: float = 1.0,
    l2: float = 0.1,
    coordinates: int = 100,
    steps: int = 2_000,
    seed: int = 0,
) -> Proposition2:
    """Loshchilov & Hutter, Proposition 2: Adam with L2 and AdamW on gradients of noise alone."""
    scale = np.asarray(scales, dtype=float)
    noise = np.random.default_rng(seed).standard_normal((steps, coordinates, 1)) * scale
    paths = []
    for rule in (Adam(lr, l2=l2), AdamW(lr, weight_decay=decay)):
        theta: Array = np.ones((coordinates, len(scale)))
        state, path = rule.init(theta), [theta]
        for g in noise:
            theta, state = rule.step(theta, g, state)
            path.append(theta)
        paths.append(np.array(path))
    coupled, decoupled = paths
    return Proposition2(
        scale,
        coupled[-1].mean(axis=0),
        coupled[-1].std(axis=0),
        decoupled[-1].mean(axis=0),
        decoupled[-1].std(axis=0),
        coupled.mean(axis=1),
        decoupled.mean(axis=1),
    )


def _proposition1_values(result: Proposition1) -> dict[str, Value]:
    return {"difference": result.difference, "travelled": result.travelled}


def _proposition2_values(result: Proposition2) -> dict[str, Value]:
    columns = {"l2": result.l2, "adamw": result.decoupled}
    return {
        label(name, scale): left[i]
        for name, left in columns.items()
        for i, scale in enumerate(result.scales)
    }


EXPERIMENTS = {
    "proposition1": Experiment(proposition1, _proposition1_values),
    "proposition2": Experiment(proposition2, _proposition2_values, "decay"),
}
