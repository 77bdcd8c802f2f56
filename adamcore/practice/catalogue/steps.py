"""Slips in the step itself, and in what is kept for the next one."""

from __future__ import annotations

from numpy import float32, sqrt, zeros_like

from ..lines import Array, Lines, Memory
from .slip import catalogue

__all__ = ["STEPS"]

STEPS, slip = catalogue()


@slip("Epsilon stands within the root: take the root of vhat first, then add epsilon.",
      "root", "denominator", "theta")  # fmt: skip
class eps_in_root(Lines):
    def root(self, under: Array) -> Array:
        return sqrt(under + self.eps)


@slip("Epsilon, squared, stands within the root: take the root first, then add epsilon.",
      "root", "denominator", "theta", alone=True)  # fmt: skip
class eps_squared_in_root(Lines):
    def root(self, under: Array) -> Array:
        return sqrt(under + self.eps * self.eps)


@slip("Right, in the efficient form at the end of the paper's section 2: epsilon is added before the correction, as in Keras, and so is another epsilon than the card's.",  # noqa: E501
      "theta", right=True)  # fmt: skip
class efficient_form(Lines):
    def move(self, numerator: Array, root: Array, theta: Array, t: int) -> Array:
        weight = sqrt(1 - self.beta2**t)
        return self.lr * numerator / ((root - self.eps) + self.eps / weight)


@slip("Epsilon is missing: without it a gradient that stays zero makes 0/0. Add it to the root.",
      "root", "denominator", "theta")  # fmt: skip
class no_eps(Lines):
    def root(self, under: Array) -> Array:
        return sqrt(under)


@slip("Epsilon is added to the quotient, not to the root: put the sum of root and epsilon in brackets.",  # noqa: E501
      "theta", "root")  # fmt: skip
class eps_after_quotient(Lines):
    def move(self, numerator: Array, root: Array, theta: Array, t: int) -> Array:
        return self.lr * (numerator / (root - self.eps) + self.eps)


@slip("Epsilon is added to theta: the denominator is root plus epsilon, in brackets.", "theta")
class eps_added_to_theta(Lines):
    def move(self, numerator: Array, root: Array, theta: Array, t: int) -> Array:
        return self.lr * numerator / (root - self.eps) - self.eps

    def root(self, under: Array) -> Array:
        return sqrt(under) + self.eps


@slip("The root is missing: divide by the square root of vhat, plus epsilon.",
      "root", "denominator", "theta")  # fmt: skip
class no_root(Lines):
    def root(self, under: Array) -> Array:
        return under + self.eps


@slip("The step goes uphill: subtract it from theta.", "theta")
class plus_for_minus(Lines):
    def update(self, theta: Array, move: Array) -> Array:
        return super().update(theta, -move)


@slip("The step takes the gradient itself: it should follow its average, mhat.", "theta")
class no_m(Lines):
    def numerator(self, mhat: Array, g: Array, memory: Memory, t: int) -> Array:
        return g


@slip(
    "The step takes m of the step before: use the one that has this gradient in it.",
    "theta",
    alone=True,
)
class old_m(Lines):
    def numerator(self, mhat: Array, g: Array, memory: Memory, t: int) -> Array:
        return self.mhat(memory.m, t)


@slip("The step looks ahead, as Nesterov's does; that is NAdam's idea. Adam follows mhat alone.",
      "theta", "mhat", alone=True)  # fmt: skip
class nesterov(Lines):
    def numerator(self, mhat: Array, g: Array, memory: Memory, t: int) -> Array:
        return self.beta1 * mhat + (1 - self.beta1) * g / (1 - self.beta1**t)


@slip("The learning rate is missing from the step.", "theta")
class no_lr(Lines):
    def move(self, numerator: Array, root: Array, theta: Array, t: int) -> Array:
        return numerator / root


@slip(
    "The learning rate falls with t, as in the paper's proof: Algorithm 1 keeps it.",
    "theta",
    alone=True,
)
class lr_falls(Lines):
    def move(self, numerator: Array, root: Array, theta: Array, t: int) -> Array:
        return self.lr / sqrt(t) * numerator / root


@slip("The averages are not kept: return them, or every step begins with m and v at zero.", "step")
class state_not_kept(Lines):
    def keep(self, memory: Memory, mhat: Array, under: Array) -> Memory:
        return memory._replace(m=zeros_like(memory.m), v=zeros_like(memory.v))


@slip(
    "Nothing is kept between steps, not even t: return the new state.", "step", "return", alone=True
)
class nothing_kept(Lines):
    def keep(self, memory: Memory, mhat: Array, under: Array) -> Memory:
        return Memory(0, *(zeros_like(memory.m) for _ in range(3)))


@slip("m is not kept: return the new one.", "step", "return")
class m_not_kept(Lines):
    def keep(self, memory: Memory, mhat: Array, under: Array) -> Memory:
        return memory._replace(m=zeros_like(memory.m))


@slip("v is not kept: return the new one.", "step", "return")
class v_not_kept(Lines):
    def keep(self, memory: Memory, mhat: Array, under: Array) -> Memory:
        return memory._replace(v=zeros_like(memory.v))


@slip("The averages are kept in float32, which holds seven digits: make them with theta's dtype.",
      "m", "v", "init", alone=True)  # fmt: skip
class float32_state(Lines):
    def keep(self, memory: Memory, mhat: Array, under: Array) -> Memory:
        m, v = (float32(x).astype(x.dtype) for x in (memory.m, memory.v))
        return memory._replace(m=m, v=v)
