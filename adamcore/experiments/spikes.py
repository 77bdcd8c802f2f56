"""How long a moving average of squares remembers one gradient far beyond the usual size."""

from collections.abc import Sequence
from dataclasses import dataclass

from .registry import Experiment, Value, label


@dataclass(frozen=True)
class Spike:
    """By beta2: how often sqrt(v) is its usual size just after the spike, and how many ordinary
    gradients later it is within the tolerance again."""

    highest: dict[float, float]
    steps: dict[float, int]


def spike(
    *,
    beta2: Sequence[float] = (0.999, 0.99, 0.95),
    size: float = 100.0,
    tolerance: float = 0.1,
) -> Spike:
    """One gradient of 100 among gradients of 1: steps until sqrt(v) is within 10 % of 1 again."""
    highest: dict[float, float] = {}
    steps: dict[float, int] = {}
    for beta in beta2:
        v = beta + (1 - beta) * size * size
        highest[beta], steps[beta] = v**0.5, 0
        while v > (1 + tolerance) ** 2:
            v = beta * v + (1 - beta)
            steps[beta] += 1
    return Spike(highest, steps)


def _values(result: Spike) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for beta in result.steps:
        values[label("steps", beta)] = result.steps[beta]
        values[label("highest", beta)] = result.highest[beta]
    return values


EXPERIMENTS = {"spike": Experiment(spike, _values)}
