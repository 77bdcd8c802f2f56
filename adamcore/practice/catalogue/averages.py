"""Slips in the averages, m and v."""

from __future__ import annotations

from numpy import abs as magnitude
from numpy import maximum, trunc

from ..lines import Array, Lines
from .slip import catalogue

__all__ = ["AVERAGES"]

AVERAGES, slip = catalogue()


@slip("v averages the gradient, not its square: g**2 belongs there.", "v")
class g_for_square(Lines):
    def v(self, v: Array, g: Array, m: Array) -> Array:
        return self.beta2 * v + (1 - self.beta2) * g


@slip("v averages the size of the gradient, not its square: g**2 belongs there.", "v", alone=True)
class size_for_square(Lines):
    def v(self, v: Array, g: Array, m: Array) -> Array:
        return self.beta2 * v + (1 - self.beta2) * magnitude(g)


@slip("v averages the square of m: it is the gradient that is squared, g**2.", "v")
class m_squared(Lines):
    def v(self, v: Array, g: Array, m: Array) -> Array:
        return self.beta2 * v + (1 - self.beta2) * (m * m)


@slip(
    "v averages the square of g - m, which is AdaBelief's idea: Adam squares g itself.",
    "v",
    alone=True,
)
class variance(Lines):
    def v(self, v: Array, g: Array, m: Array) -> Array:
        return self.beta2 * v + (1 - self.beta2) * ((g - m) * (g - m))


@slip("m lacks its weight: the new gradient counts 1 - beta1, or m is a sum and no average.", "m")
class m_without_weight(Lines):
    def m(self, m: Array, g: Array) -> Array:
        return self.beta1 * m + g


@slip("v lacks its weight: the new square counts 1 - beta2, or v is a sum and no average.", "v")
class v_without_weight(Lines):
    def v(self, v: Array, g: Array, m: Array) -> Array:
        return self.beta2 * v + g * g


@slip("Both averages lack their weights: the new gradient counts 1 - beta1 in m, its square 1 - beta2 in v.",  # noqa: E501
      "m", "v", alone=True)  # fmt: skip
class no_weights(Lines):
    def m(self, m: Array, g: Array) -> Array:
        return self.beta1 * m + g

    def v(self, v: Array, g: Array, m: Array) -> Array:
        return self.beta2 * v + g * g


@slip(
    "The weights in m are exchanged: beta1 goes with the old m, 1 - beta1 with the gradient.", "m"
)
class m_weights_exchanged(Lines):
    def m(self, m: Array, g: Array) -> Array:
        return (1 - self.beta1) * m + self.beta1 * g


@slip("The weights in v are exchanged: beta2 goes with the old v, 1 - beta2 with the square.", "v")
class v_weights_exchanged(Lines):
    def v(self, v: Array, g: Array, m: Array) -> Array:
        return (1 - self.beta2) * v + self.beta2 * (g * g)


@slip("beta1 and beta2 are exchanged: beta1 is the memory of m, beta2 that of v.", "m", "v")
class betas_exchanged(Lines):
    def m(self, m: Array, g: Array) -> Array:
        return self.beta2 * m + (1 - self.beta2) * g

    def v(self, v: Array, g: Array, m: Array) -> Array:
        return self.beta1 * v + (1 - self.beta1) * (g * g)

    def mhat(self, m: Array, t: int) -> Array:
        return m / (1 - self.beta2**t)

    def vhat(self, v: Array, t: int) -> Array:
        return v / (1 - self.beta1**t)


@slip("m fades by beta2: its memory is beta1.", "m")
class m_by_beta2(Lines):
    def m(self, m: Array, g: Array) -> Array:
        return self.beta2 * m + (1 - self.beta2) * g


@slip("v fades by beta1: its memory is beta2.", "v")
class v_by_beta1(Lines):
    def v(self, v: Array, g: Array, m: Array) -> Array:
        return self.beta1 * v + (1 - self.beta1) * (g * g)


@slip(
    "The averages exchange their betas: beta1 is the memory of m, beta2 that of v.",
    "m",
    "v",
    alone=True,
)
class memories_exchanged(Lines):
    def m(self, m: Array, g: Array) -> Array:
        return self.beta2 * m + (1 - self.beta2) * g

    def v(self, v: Array, g: Array, m: Array) -> Array:
        return self.beta1 * v + (1 - self.beta1) * (g * g)


@slip("One v serves all entries: every parameter has its own, so square entry by entry, without a sum.",  # noqa: E501
      "v")  # fmt: skip
class one_v_for_all(Lines):
    def v(self, v: Array, g: Array, m: Array) -> Array:
        return self.beta2 * v + (1 - self.beta2) * (g * g).sum()


@slip("One v, a mean, serves all entries: every parameter has its own.", "v", alone=True)
class mean_v_for_all(Lines):
    def v(self, v: Array, g: Array, m: Array) -> Array:
        return self.beta2 * v + (1 - self.beta2) * (g * g).mean()


@slip(
    "The square is summed, as in AdaGrad: v should fade by beta2, with weight 1 - beta2.",
    "v",
    alone=True,
)
class sum_of_squares(Lines):
    def v(self, v: Array, g: Array, m: Array) -> Array:
        return v + g * g


@slip(
    "v takes the largest gradient so far, which is AdaMax: Adam averages the squares.",
    "v",
    alone=True,
)
class infinity_norm(Lines):
    def v(self, v: Array, g: Array, m: Array) -> Array:
        return maximum(self.beta2 * v, magnitude(g))

    def under(self, v: Array, t: int, vmax: Array) -> tuple[Array, Array]:
        return v * v, vmax


@slip("The averages are kept as whole numbers, which loses all that is smaller than one: make them with theta's dtype.",  # noqa: E501
      "m", "v", "init", alone=True)  # fmt: skip
class integer_state(Lines):
    def m(self, m: Array, g: Array) -> Array:
        return trunc(self.beta1 * m + (1 - self.beta1) * g)

    def v(self, v: Array, g: Array, m: Array) -> Array:
        return trunc(self.beta2 * v + (1 - self.beta2) * (g * g))
