"""Slips of one exercise alone, and the exercises' own rules as each other's slips."""

from __future__ import annotations

from numpy import abs as magnitude
from numpy import maximum, minimum, sqrt

from ..lines import AdamWLines, AMSGradLines, Array, CardAMSGrad, Lines, Memory
from .slip import catalogue

__all__ = ["ADAM", "ADAMW", "AMSGRAD"]

ADAM, adam = catalogue()
AMSGRAD, amsgrad = catalogue()
ADAMW, adamw = catalogue()


@adam("This is AdaGrad: the squares are summed for ever, and the step follows the gradient itself. Two changes lead to Adam.",  # noqa: E501
      "G", "v", alone=True)  # fmt: skip
class adagrad(Lines):
    def v(self, v: Array, g: Array, m: Array) -> Array:
        return v + g * g

    def vhat(self, v: Array, t: int) -> Array:
        return v

    def numerator(self, mhat: Array, g: Array, memory: Memory, t: int) -> Array:
        return g


@adam("This is AdaGrad, with epsilon within the root: the squares are summed for ever. Two changes lead to Adam.",  # noqa: E501
      "G", "v", alone=True)  # fmt: skip
class adagrad_card(adagrad):
    def root(self, under: Array) -> Array:
        return sqrt(under + self.eps)


@adam("This is RMSProp: one of the two changes is there. The other is to follow an average of the gradient, m, and to correct both averages.",  # noqa: E501
      "v", alone=True)  # fmt: skip
class rmsprop(Lines):
    def vhat(self, v: Array, t: int) -> Array:
        return v

    def numerator(self, mhat: Array, g: Array, memory: Memory, t: int) -> Array:
        return g


@adam("This is RMSProp, with epsilon within the root: one of the two changes is there. The other is to follow an average of the gradient, m, and to correct both averages.",  # noqa: E501
      "v", alone=True)  # fmt: skip
class rmsprop_card(rmsprop):
    def root(self, under: Array) -> Array:
        return sqrt(under + self.eps)


@adam(
    "This is AMSGrad: its v never falls. Adam takes v as it is.",
    "vmax",
    "vhat",
    "theta",
    alone=True,
)
class max_then_correct(AMSGradLines):
    pass


@adam("This is AMSGrad, with the maximum of the corrected v: Adam takes vhat as it is.",
      "vmax", "vhat", "theta", alone=True)  # fmt: skip
class correct_then_max(Lines):
    def under(self, v: Array, t: int, vmax: Array) -> tuple[Array, Array]:
        vmax = maximum(vmax, self.vhat(v, t))
        return vmax, vmax


@adam(
    "The rule decays its weights, as AdamW does: the task is Adam, which does not.",
    "theta",
    alone=True,
)
class decays(AdamWLines):
    pass


@adam("Only the sign of the gradient is used.", "theta", alone=True)
class sign(Lines):
    def move(self, numerator: Array, root: Array, theta: Array, t: int) -> Array:
        return self.lr * numerator / (magnitude(numerator) + self.eps)


@adam("The rule is gradient descent: nothing divides the gradient yet.", "theta", alone=True)
class sgd(Lines):
    def numerator(self, mhat: Array, g: Array, memory: Memory, t: int) -> Array:
        return g

    def root(self, under: Array) -> Array:
        return 1.0


@adam("The rule is momentum: its average of the gradient is there, the division by the root of vhat is not.",  # noqa: E501
      "theta", alone=True)  # fmt: skip
class no_division(Lines):
    def root(self, under: Array) -> Array:
        return 1.0


@amsgrad("There is no maximum: this is Adam. Keep the largest v so far, and divide by that.",
         "vmax", "vhat", "theta")  # fmt: skip
class no_maximum(Lines):
    def under(self, v: Array, t: int, vmax: Array) -> tuple[Array, Array]:
        return self.vhat(v, t), vmax


class _Maximum(Lines):
    """AMSGrad's place for slips: what is kept, and what stands under the root."""

    def kept(self, v: Array, vmax: Array) -> Array:
        return maximum(vmax, v)

    def under(self, v: Array, t: int, vmax: Array) -> tuple[Array, Array]:
        vmax = self.kept(v, vmax)
        return self.vhat(vmax, t), vmax


@amsgrad("The maximum is not kept: it must be that of all v so far, so return it with the state.",
         "vmax", "step", "return")  # fmt: skip
class maximum_not_kept(_Maximum):
    def keep(self, memory: Memory, mhat: Array, under: Array) -> Memory:
        return memory._replace(vmax=memory.v)


@amsgrad("The smaller of the two is kept: it is the larger, maximum, that must never fall.", "vmax")
class minimum_kept(_Maximum):
    def kept(self, v: Array, vmax: Array) -> Array:
        return minimum(vmax, v)


@amsgrad("The maximum goes back into v: keep v as it is, and the maximum beside it.", "v", "vmax")
class maximum_fed_back(_Maximum):
    def keep(self, memory: Memory, mhat: Array, under: Array) -> Memory:
        return memory._replace(v=memory.vmax)


@amsgrad("The corrected maximum is kept and corrected again at the next step: keep it as it is, and correct it for the step alone.",  # noqa: E501
         "vmax", "vhat")  # fmt: skip
class corrected_maximum_kept(_Maximum):
    def keep(self, memory: Memory, mhat: Array, under: Array) -> Memory:
        return memory._replace(vmax=under)


@amsgrad("The maximum is of the root, and a second root is taken of it: one root is enough.",
         "vmax", "root", "theta", alone=True)  # fmt: skip
class maximum_of_root(Lines):
    def under(self, v: Array, t: int, vmax: Array) -> tuple[Array, Array]:
        vmax = maximum(vmax, sqrt(self.vhat(v, t)))
        return vmax, vmax


@amsgrad("The maximum is of the root of the uncorrected v, and a second root is taken of it: one root is enough.",  # noqa: E501
         "vmax", "root", "theta", alone=True)  # fmt: skip
class maximum_of_plain_root(Lines):
    def under(self, v: Array, t: int, vmax: Array) -> tuple[Array, Array]:
        vmax = maximum(vmax, sqrt(v))
        return vmax, vmax


@amsgrad("The maximum is taken of the squared gradients: it is their average, v, that must not fall.",  # noqa: E501
         "vmax", alone=True)  # fmt: skip
class maximum_of_squares(CardAMSGrad):
    def v(self, v: Array, g: Array, m: Array) -> Array:
        return g * g


@adamw("There is no weight decay: take lr weight_decay theta off theta in each step.", "theta")
class no_decay(Lines):
    def update(self, theta: Array, move: Array) -> Array:
        return theta - move


@adamw("The decay goes through the gradient, which is L2 regularization: the root divides it, so add nothing to g and take the decay off theta itself.",  # noqa: E501
       "g", "theta")  # fmt: skip
class l2(Lines):
    def gradient(self, g: Array, theta: Array) -> Array:
        return g + self.weight_decay * theta

    def update(self, theta: Array, move: Array) -> Array:
        return theta - move


@adamw("The weights decay twice, through the gradient and by themselves: leave the gradient alone.",
       "g", "theta")  # fmt: skip
class l2_as_well(Lines):
    def gradient(self, g: Array, theta: Array) -> Array:
        return g + self.weight_decay * theta


@adamw("The decay lacks the learning rate: so it stands in the paper's Algorithm 2, but on the card it is lr weight_decay theta.",  # noqa: E501
       "theta")  # fmt: skip
class decay_without_lr(Lines):
    def update(self, theta: Array, move: Array) -> Array:
        return theta - self.weight_decay * theta - move


@adamw("The decay comes after the step and shrinks the step too: it is to be taken of the theta before it.",  # noqa: E501
       "theta")  # fmt: skip
class decay_after_step(Lines):
    def update(self, theta: Array, move: Array) -> Array:
        return (1 - self.lr * self.weight_decay) * (theta - move)


@adamw("The decay is divided by the root: add it after the division, or large gradients decay less.",  # noqa: E501
       "theta")  # fmt: skip
class decay_divided(Lines):
    def move(self, numerator: Array, root: Array, theta: Array, t: int) -> Array:
        return self.lr * (numerator + self.weight_decay * theta) / root

    def update(self, theta: Array, move: Array) -> Array:
        return theta - move


@adamw("The weights grow: the decay is to be taken off theta, like the step.", "theta")
class decay_uphill(Lines):
    def update(self, theta: Array, move: Array) -> Array:
        return theta + self.lr * self.weight_decay * theta - move
