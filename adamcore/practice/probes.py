"""What a rule is tried on: gradients that do not ask where it is, so that slips cannot hide.

Each probe gives a rule the same gradients whatever it does with them; two rules then differ at
step t just by what they are, not by where an earlier difference has led them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from numpy import arange as upto
from numpy import array, float32, float64, full, sin, zeros

from .lines import Array, Settings

__all__ = ["FIRST", "PROBES", "Probe"]

# Far from the defaults and from each other, epsilon large enough to be seen.
TELLING = Settings(lr=0.05, beta1=0.8, beta2=0.95, eps=0.01, weight_decay=0.2)
OTHER = Settings(lr=0.02, beta1=0.7, beta2=0.99, eps=1e-4, weight_decay=0.1)


@dataclass(frozen=True)
class Probe:
    """A problem for rules, in words ("a vector") and numbers."""

    name: str
    settings: Settings
    shape: tuple[int, ...] = (4,)
    steps: int = 12
    dtype: Any = float64
    kind: str = "waves"

    def theta(self) -> Array:
        return _start(self.shape).astype(self.dtype)

    def gradients(self) -> Iterator[Array]:
        """The gradients, one a step, each an array of its own."""
        for g in _gradients(self.kind, self.shape, self.steps):
            yield g.astype(self.dtype)


@cache
def _start(shape: tuple[int, ...]) -> Array:
    count = zeros(shape).size
    return (1.5 - 0.75 * upto(count)).reshape(shape)


@cache
def _gradients(kind: str, shape: tuple[int, ...], steps: int) -> tuple[Array, ...]:
    count = zeros(shape).size
    waves = array([_wave(kind, t, count) for t in range(1, steps + 1)])
    return tuple(wave.reshape(shape) for wave in waves)


def _wave(kind: str, t: int, count: int) -> Array:
    """Large at first, then smaller: so the maximum of the squares is not the last of them."""
    at = upto(count)
    wave = (3.0 * sin(1.3 * t + 0.9 * at) + 0.4) * (1.0 if t < 4 else 0.3)
    if kind == "zero":
        return full(count, 0.0)
    if kind == "rests":  # the first entry has no gradient, the second one only at times
        wave[0] = 0.0
        wave[1:2] *= t % 3 == 0
    if kind == "tiny":
        wave *= 1e-8
    return wave


FIRST = Probe("a vector", TELLING)
PROBES = (
    FIRST,
    Probe("a vector at other settings", OTHER),
    Probe("a vector at the default settings", Settings()),
    Probe("gradients as small as epsilon", Settings(lr=0.01), kind="tiny"),
    Probe("gradients that are zero at times", TELLING, kind="rests"),
    Probe("a gradient that stays zero", TELLING, (2,), 3, kind="zero"),
    Probe("a matrix", TELLING, (2, 3)),
    Probe("a scalar", TELLING, ()),
    Probe("float32", TELLING, dtype=float32),
    Probe("two thousand steps", OTHER, (1,), 2000),
)
