"""Slips in the corrections, and in t."""

from __future__ import annotations

from ..lines import Array, Lines, Memory
from .slip import catalogue

__all__ = ["CORRECTIONS"]

CORRECTIONS, slip = catalogue()


@slip("Neither average is corrected: divide m by 1 - beta1^t and v by 1 - beta2^t.",
      "mhat", "vhat", "theta")  # fmt: skip
class no_correction(Lines):
    def mhat(self, m: Array, t: int) -> Array:
        return m

    def vhat(self, v: Array, t: int) -> Array:
        return v


@slip("Only v is corrected: m began at zero too, so divide it by 1 - beta1^t.", "mhat", "theta")
class m_not_corrected(Lines):
    def mhat(self, m: Array, t: int) -> Array:
        return m


@slip("Only m is corrected: v began at zero too, so divide it by 1 - beta2^t.", "vhat", "theta")
class v_not_corrected(Lines):
    def vhat(self, v: Array, t: int) -> Array:
        return v


@slip("t begins at 0, where 1 - beta^0 is 0 and the correction divides by it: count the first step as 1.",  # noqa: E501
      "t", "mhat", "vhat", alone=True)  # fmt: skip
class t_from_zero(Lines):
    def time(self, t: int) -> int:
        return t - 1


@slip("t is one ahead: at the first step the powers must be beta^1, not beta^2.", "t", "mhat")
class t_ahead(Lines):
    def time(self, t: int) -> int:
        return t + 1


@slip("The correction of m has the wrong beta: m fades by beta1, so divide by 1 - beta1^t.", "mhat")
class mhat_by_beta2(Lines):
    def mhat(self, m: Array, t: int) -> Array:
        return m / (1 - self.beta2**t)


@slip("The correction of v has the wrong beta: v fades by beta2, so divide by 1 - beta2^t.", "vhat")
class vhat_by_beta1(Lines):
    def vhat(self, v: Array, t: int) -> Array:
        return v / (1 - self.beta1**t)


@slip("The corrections have each other's beta: 1 - beta1^t belongs to m, 1 - beta2^t to v.",
      "mhat", "vhat", alone=True)  # fmt: skip
class corrections_exchanged(Lines):
    def mhat(self, m: Array, t: int) -> Array:
        return m / (1 - self.beta2**t)

    def vhat(self, v: Array, t: int) -> Array:
        return v / (1 - self.beta1**t)


@slip("The corrections divide by 1 - beta at every step: beta needs the power t, and t must grow.",
      "mhat", "vhat", "t")  # fmt: skip
class beta_without_power(Lines):
    def mhat(self, m: Array, t: int) -> Array:
        return m / (1 - self.beta1)

    def vhat(self, v: Array, t: int) -> Array:
        return v / (1 - self.beta2)


@slip(
    "The corrections have beta times t: it is beta to the power t, beta**t.",
    "mhat",
    "vhat",
    alone=True,
)
class beta_times_t(Lines):
    def mhat(self, m: Array, t: int) -> Array:
        return m / (1 - self.beta1 * t)

    def vhat(self, v: Array, t: int) -> Array:
        return v / (1 - self.beta2 * t)


@slip("The corrections multiply where they should divide: mhat is m / (1 - beta1^t).",
      "mhat", "vhat", alone=True)  # fmt: skip
class correction_multiplies(Lines):
    def mhat(self, m: Array, t: int) -> Array:
        return m * (1 - self.beta1**t)

    def vhat(self, v: Array, t: int) -> Array:
        return v * (1 - self.beta2**t)


@slip("Brackets are missing: m / 1 - beta1**t divides by 1 first; write m / (1 - beta1**t), and v likewise.",  # noqa: E501
      "mhat", "vhat", alone=True)  # fmt: skip
class no_brackets(Lines):
    def mhat(self, m: Array, t: int) -> Array:
        return m / 1 - self.beta1**t

    def vhat(self, v: Array, t: int) -> Array:
        return v / 1 - self.beta2**t


@slip("Brackets are missing in the correction of m: write m / (1 - beta1**t).", "mhat", alone=True)
class mhat_without_brackets(Lines):
    def mhat(self, m: Array, t: int) -> Array:
        return m / 1 - self.beta1**t


@slip("Brackets are missing in the correction of v: write v / (1 - beta2**t).", "vhat", alone=True)
class vhat_without_brackets(Lines):
    def vhat(self, v: Array, t: int) -> Array:
        return v / 1 - self.beta2**t


@slip("The corrected averages are kept and corrected again: keep m and v as they are, and correct them for the step alone.",  # noqa: E501
      "mhat", "vhat", "m", "v", alone=True)  # fmt: skip
class corrected_kept(Lines):
    def keep(self, memory: Memory, mhat: Array, under: Array) -> Memory:
        return memory._replace(m=mhat, v=under)
