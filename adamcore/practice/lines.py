"""Adam taken apart: one method for each line of the card, for slips to replace one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from numpy import maximum, sqrt, zeros_like

__all__ = ["AMSGradLines", "AdamWLines", "Lines", "Memory", "Settings"]

# Arrays of any shape and of both precisions; slips make of them what they like.
Array = Any


@dataclass(frozen=True)
class Settings:
    """Hyperparameters, by the names of `adamcore`."""

    lr: float = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    eps: float = 1e-8
    weight_decay: float = 0.01


class Memory(NamedTuple):
    """A state: the steps taken, the averages, and the maximum that AMSGrad keeps."""

    t: int
    m: Array
    v: Array
    vmax: Array


class Lines:
    """KB Algorithm 1. The methods are called in the order in which they stand here."""

    def __init__(self, settings: Settings) -> None:
        self.lr, self.beta1, self.beta2 = settings.lr, settings.beta1, settings.beta2
        self.eps, self.weight_decay = settings.eps, settings.weight_decay

    def init(self, theta: Array) -> Memory:
        return Memory(0, zeros_like(theta), zeros_like(theta), zeros_like(theta))

    def step(self, theta: Array, g: Array, memory: Memory) -> tuple[Array, Memory]:
        t = self.time(memory.t + 1)
        g = self.gradient(g, theta)
        m = self.m(memory.m, g)
        v = self.v(memory.v, g, m)
        mhat = self.mhat(m, t)
        under, vmax = self.under(v, t, memory.vmax)
        move = self.move(self.numerator(mhat, g, memory, t), self.root(under), theta, t)
        return self.update(theta, move), self.keep(Memory(memory.t + 1, m, v, vmax), mhat, under)

    def time(self, t: int) -> int:
        return t

    def gradient(self, g: Array, theta: Array) -> Array:
        return g

    def m(self, m: Array, g: Array) -> Array:
        return self.beta1 * m + (1 - self.beta1) * g

    def v(self, v: Array, g: Array, m: Array) -> Array:
        return self.beta2 * v + (1 - self.beta2) * (g * g)

    def mhat(self, m: Array, t: int) -> Array:
        return m / (1 - self.beta1**t)

    def vhat(self, v: Array, t: int) -> Array:
        return v / (1 - self.beta2**t)

    def under(self, v: Array, t: int, vmax: Array) -> tuple[Array, Array]:
        """What stands under the root, and the maximum to be kept."""
        return self.vhat(v, t), vmax

    def numerator(self, mhat: Array, g: Array, memory: Memory, t: int) -> Array:
        return mhat

    def root(self, under: Array) -> Array:
        return sqrt(under) + self.eps

    def move(self, numerator: Array, root: Array, theta: Array, t: int) -> Array:
        return self.lr * numerator / root

    def update(self, theta: Array, move: Array) -> Array:
        return theta - move

    def keep(self, memory: Memory, mhat: Array, under: Array) -> Memory:
        return memory


class AMSGradLines(Lines):
    """RKK Algorithm 2 in the four conventions of `adamcore.AMSGrad`; this one is PyTorch's."""

    def under(self, v: Array, t: int, vmax: Array) -> tuple[Array, Array]:
        vmax = maximum(vmax, v)
        return self.vhat(vmax, t), vmax


class CorrectThenMax(AMSGradLines):
    def under(self, v: Array, t: int, vmax: Array) -> tuple[Array, Array]:
        vmax = maximum(vmax, self.vhat(v, t))
        return vmax, vmax


class CardAMSGrad(AMSGradLines):
    def under(self, v: Array, t: int, vmax: Array) -> tuple[Array, Array]:
        vmax = maximum(vmax, v)
        return vmax, vmax


class PaperAMSGrad(CardAMSGrad):
    def mhat(self, m: Array, t: int) -> Array:
        return m


class AdamWLines(Lines):
    """LH Algorithm 2 in the form of the card: lr on the decay."""

    def update(self, theta: Array, move: Array) -> Array:
        return theta - self.lr * self.weight_decay * theta - move
