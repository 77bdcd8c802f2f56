"""Adam's second average in 16 bits, and how many bytes each rule remembers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..rules import RULES
from ..states import vectors
from .registry import Experiment, Value, label

Array = NDArray[np.floating]


def bfloat16(x: ArrayLike) -> Array:
    """The nearest bfloat16 numbers, ties to even, as float32: eight significant bits."""
    bits = np.asarray(x, np.float32).view(np.uint32).astype(np.uint64)
    half = 0x7FFF + ((bits >> 16) & 1)
    return np.asarray(((bits + half) & 0xFFFF0000).astype(np.uint32).view(np.float32))


@dataclass(frozen=True)
class Average:
    """The mean over coordinates of v at the end of each part, kept in 32 and in 16 bits."""

    before: float
    after: float
    before_16: float
    after_16: float


def second_moment_16(
    *,
    beta2: float = 0.999,
    scales: tuple[float, float] = (1.0, 0.1),
    steps: int = 5_000,
    coordinates: int = 1_000,
    seed: int = 0,
) -> Average:
    """v in float32 and in bfloat16, normal gradients of scale 1, then of scale 0.1.

    Each step is computed in float32 and rounded once, as fused kernels do: the kinder way.
    """
    generator = np.random.default_rng(seed)
    beta, rest = np.float32(beta2), np.float32(1 - beta2)
    v: Array = np.zeros(coordinates, np.float32)
    w, means = v, []
    for scale in scales:
        for _ in range(steps):
            g = np.float32(scale) * generator.standard_normal(coordinates, np.float32)
            square = rest * (g * g)
            v = beta * v + square
            w = bfloat16(beta * w + square)
        means.append((float(v.mean()), float(w.mean())))
    (before, before_16), (after, after_16) = means
    return Average(before, after, before_16, after_16)


@dataclass(frozen=True)
class Half:
    """What some numbers of Adam's become in half precision, and its least number above zero."""

    rounded: dict[float, float]
    least: float


def half_precision(*, numbers: tuple[float, ...] = (1e-8, 1e-7, 1e-4)) -> Half:
    """Epsilons, and a small gradient, in IEEE half precision; the gradient is squared there."""
    least = float(np.finfo(np.float16).smallest_subnormal)
    return Half({x: float(np.float16(x)) for x in numbers}, least)


@dataclass(frozen=True)
class Bytes:
    """What a rule's state holds for one parameter, in bytes, by rule."""

    state: dict[str, int]


def memory(*, bytes_per_number: int = 4) -> Bytes:
    """How many bytes each rule keeps for one parameter beside the parameter itself."""
    kept = {name: len(vectors(rule.State)) for name, rule in RULES.items()}
    return Bytes({name: bytes_per_number * arrays for name, arrays in kept.items()})


def _average_values(result: Average) -> dict[str, Value]:
    return {name: getattr(result, name) for name in ("after", "before_16", "after_16")}


def _half_values(result: Half) -> dict[str, Value]:
    values: dict[str, Value] = {label("of", x): y for x, y in result.rounded.items()}
    small = np.float16(min(result.rounded, key=lambda x: abs(x - 1e-4)))
    return {**values, "square": float(small * small), "least": result.least}


EXPERIMENTS = {
    "second_moment_16": Experiment(second_moment_16, _average_values),
    "half_precision": Experiment(half_precision, _half_values),
    "state_bytes": Experiment(memory, lambda result: result.state),
}
