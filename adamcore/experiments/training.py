"""The seven rules on real data: every learning rate and every seed in one call a step.

A run draws its own start and its own order of the training pictures from its seed; the runs of one
seed see the same batches at every learning rate and with every rule.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..rules import RULES
from .digits import Digits
from .models import Labels, Perceptron, Softmax

Array = NDArray[np.floating]
Model = Softmax | Perceptron

MODELS: Mapping[str, Model] = {"softmax": Softmax(), "mlp": Perceptron()}


@dataclass(frozen=True)
class Run:
    """What is left of runs of one rule; arrays of shape (rates, seeds).

    `loss` is the loss over all training pictures, infinite where a run left the finite numbers;
    `accuracy` is the share of right answers among the test pictures. `steps` and `curve` hold
    the training loss along the way, shapes (points,) and (points, rates, seeds).
    """

    loss: Array
    accuracy: Array
    steps: NDArray[np.int64]
    curve: Array


def batches(data: Digits, seeds: int, size: int, epochs: int) -> Iterator[tuple[Array, Labels]]:
    """Batches of shape (seeds, size, inputs) and (seeds, size), reshuffled every epoch."""
    generators = [np.random.default_rng((1, seed)) for seed in range(seeds)]
    whole = len(data.y) // size
    for _ in range(epochs):
        order = np.stack([generator.permutation(len(data.y)) for generator in generators])
        for index in np.split(order[:, : whole * size], whole, axis=1):
            yield data.x[index], data.y[index]


def train(
    rule: Callable[[Any], Any],
    rates: Sequence[float],
    data: tuple[Digits, Digits],
    *,
    model: str = "mlp",
    seeds: int = 5,
    batch: int = 32,
    epochs: int = 20,
    every: int | None = None,
) -> Run:
    """Train `model` by `rule(rates)` on `data`, training and test pictures, in float32.

    The training loss is taken every `every` steps, by default at the start and end alone.
    """
    network, (training, test) = MODELS[model], data
    starts = [network.start(np.random.default_rng((0, seed))) for seed in range(seeds)]
    theta = np.tile(np.stack(starts), (len(rates), 1, 1))
    law = rule(np.asarray(rates).reshape(-1, 1, 1))
    state, steps, curve = law.init(theta), [0], [network.loss(theta, *training)]
    # Learning rates that are too large overflow; that is a result here, not a fault.
    with np.errstate(all="ignore"):
        for t, (x, y) in enumerate(batches(training, seeds, batch, epochs), start=1):
            theta, state = law.step(theta, network.gradient(theta, x, y), state)
            if every and t % every == 0:
                steps.append(t)
                curve.append(network.loss(theta, *training))
        loss = network.loss(theta, *training)
        right = network.logits(theta, test.x).argmax(axis=-1) == test.y
    loss = np.where(np.isfinite(loss), loss, np.inf)
    return Run(loss, right.mean(axis=-1), np.array(steps), np.array(curve))


def train_all(
    rates: Sequence[float], data: tuple[Digits, Digits], **setting: Any
) -> dict[str, Run]:
    """`train` for every one of the seven rules, by name, at all of `rates`."""
    return {name: train(rule, rates, data, **setting) for name, rule in RULES.items()}
