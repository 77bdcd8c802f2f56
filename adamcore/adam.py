"""Adam and its variants, in the letters of their papers: Adam, AMSGrad, AdamW."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from numpy import maximum, sqrt

from .blocks import in_blocks
from .rule import Rule, is_zero, one, weak
from .schedules import Rate
from .states import AdamState, AMSGradState
from .validation import Array, choice

__all__ = ["AMSGrad", "Adam", "AdamW"]

EPSILONS = ("vhat", "v")
CONVENTIONS = ("max_then_correct", "correct_then_max", "paper", "card")
DECAYS = ("library", "paper")


@dataclass(frozen=True, eq=False)
class Adam(Rule):
    """KB Algorithm 1: theta_t = theta_{t-1} - lr mhat_t / (sqrt(vhat_t) + eps), eps outside.

    bias_correction=False takes mhat = m and vhat = v (KB section 6.4). eps_at="v" adds eps to
    sqrt(v_t) instead, before the correction: the efficient form at the end of KB section 2, whose
    epsilon-hat Keras and TensorFlow mean. l2 adds l2 theta to the gradient, before the averages:
    that is L2 regularization, not weight decay (see AdamW).

    >>> import numpy as np
    >>> rule, theta = Adam(lr=0.1, eps=0), np.array([1.0, -100.0])
    >>> rule.step(theta, theta, rule.init(theta))[0].round(12).tolist()
    [0.9, -99.9]
    """

    lr: Rate = 0.001
    beta1: Rate = 0.9
    beta2: Rate = 0.999
    eps: Rate = 1e-8
    bias_correction: bool = True
    l2: Rate = 0.0
    eps_at: str = "vhat"

    State: ClassVar[type] = AdamState

    def __post_init__(self) -> None:
        super().__post_init__()
        choice("eps_at", self.eps_at, EPSILONS)

    def init(self, theta: Array) -> AdamState:
        return AdamState(0, self.zeros(theta), self.zeros(theta), one(self.beta1), one(self.beta2))

    @in_blocks
    def step(self, theta: Array, grad: Array, state: AdamState) -> tuple[Array, AdamState]:
        t, theta, g, lr, beta1, beta2, eps, l2 = self.at(
            theta, grad, state, "beta1", "beta2", "eps", "l2"
        )
        g = g if is_zero(l2) else g + l2 * theta
        m = beta1 * state.m + (1 - beta1) * g
        v = beta2 * state.v + (1 - beta2) * (g * g)
        beta1_t = weak(state.beta1_t) * beta1
        beta2_t = weak(state.beta2_t) * beta2
        if self.eps_at == "v" and self.bias_correction:
            lr = weak(lr * sqrt(1 - beta2_t) / (1 - beta1_t))
            return theta - lr * m / (sqrt(v) + eps), AdamState(t, m, v, beta1_t, beta2_t)
        mhat = m / (1 - beta1_t) if self.bias_correction else m
        vhat = v / (1 - beta2_t) if self.bias_correction else v
        theta = theta - lr * mhat / (sqrt(vhat) + eps)
        return theta, AdamState(t, m, v, beta1_t, beta2_t)


@dataclass(frozen=True, eq=False)
class AMSGrad(Rule):
    """RKK Algorithm 2: Adam over the maximum of v so far, state.vhat; eps outside the root.

    Conventions, which agree only when v grows or t is large:
    "max_then_correct"  vhat = max(vhat, v), the step takes mhat and vhat / (1 - beta2^t);
    "correct_then_max"  vhat = max(vhat, v / (1 - beta2^t)), the step takes mhat;
    "paper"             vhat = max(vhat, v), the step takes m: RKK correct nothing;
    "card"              vhat = max(vhat, v), the step takes mhat: the article's card to the letter,
                        whose first step is lr / sqrt(1 - beta2).
    weight_decay is decoupled, as in AdamW's "library" form: lr weight_decay theta_{t-1}.

    >>> import numpy as np
    >>> rule, theta = AMSGrad(lr=0.1, eps=0, convention="card"), np.array([1.0])
    >>> rule.step(theta, theta, rule.init(theta))[0].round(6).tolist()  # 1 - 0.1 / sqrt(0.001)
    [-2.162278]
    """

    lr: Rate = 0.001
    beta1: Rate = 0.9
    beta2: Rate = 0.999
    eps: Rate = 1e-8
    convention: str = "max_then_correct"
    weight_decay: Rate = 0.0

    State: ClassVar[type] = AMSGradState

    def __post_init__(self) -> None:
        super().__post_init__()
        choice("convention", self.convention, CONVENTIONS)

    def init(self, theta: Array) -> AMSGradState:
        m, v, vhat = (self.zeros(theta) for _ in range(3))
        return AMSGradState(0, m, v, vhat, one(self.beta1), one(self.beta2))

    @in_blocks
    def step(self, theta: Array, grad: Array, state: AMSGradState) -> tuple[Array, AMSGradState]:
        t, theta, g, lr, beta1, beta2, eps, lam = self.at(
            theta, grad, state, "beta1", "beta2", "eps", "weight_decay"
        )
        m = beta1 * state.m + (1 - beta1) * g
        v = beta2 * state.v + (1 - beta2) * (g * g)
        beta1_t = weak(state.beta1_t) * beta1
        beta2_t = weak(state.beta2_t) * beta2
        mhat = m if self.convention == "paper" else m / (1 - beta1_t)
        if self.convention == "correct_then_max":
            vhat = maximum(state.vhat, v / (1 - beta2_t))
        else:
            vhat = maximum(state.vhat, v)
        corrected = vhat / (1 - beta2_t) if self.convention == "max_then_correct" else vhat
        kept = theta if is_zero(lam) else (1 - lr * lam) * theta
        theta = kept - lr * mhat / (sqrt(corrected) + eps)
        return theta, AMSGradState(t, m, v, vhat, beta1_t, beta2_t)


@dataclass(frozen=True, eq=False)
class AdamW(Rule):
    """LH Algorithm 2: Adam whose weight decay acts on theta, not through the gradient.

    decay="library", the article's card and most libraries:
        theta_t = theta_{t-1} - lr (mhat_t / (sqrt(vhat_t) + eps) + weight_decay theta_{t-1});
    decay="paper", LH with eta_t = 1: no lr on the decay, so weight_decay = lr weight_decay_library.
    The decay is applied as a factor, (1 - decay) theta, as in LH equation 1 and in libraries.

    >>> import numpy as np
    >>> rule, theta = AdamW(lr=0.1, eps=0, weight_decay=0.5), np.array([2.0])
    >>> rule.step(theta, theta, rule.init(theta))[0].round(12).tolist()  # 0.95 of 2, less 0.1
    [1.8]
    """

    lr: Rate = 0.001
    beta1: Rate = 0.9
    beta2: Rate = 0.999
    eps: Rate = 1e-8
    weight_decay: Rate = 0.01
    decay: str = "library"

    State: ClassVar[type] = AdamState

    def __post_init__(self) -> None:
        super().__post_init__()
        choice("decay", self.decay, DECAYS)

    def init(self, theta: Array) -> AdamState:
        return AdamState(0, self.zeros(theta), self.zeros(theta), one(self.beta1), one(self.beta2))

    @in_blocks
    def step(self, theta: Array, grad: Array, state: AdamState) -> tuple[Array, AdamState]:
        t, theta, g, lr, beta1, beta2, eps, lam = self.at(
            theta, grad, state, "beta1", "beta2", "eps", "weight_decay"
        )
        m = beta1 * state.m + (1 - beta1) * g
        v = beta2 * state.v + (1 - beta2) * (g * g)
        beta1_t = weak(state.beta1_t) * beta1
        beta2_t = weak(state.beta2_t) * beta2
        mhat = m / (1 - beta1_t)
        vhat = v / (1 - beta2_t)
        kept = 1 - lr * lam if self.decay == "library" else 1 - lam
        theta = kept * theta - lr * mhat / (sqrt(vhat) + eps)
        return theta, AdamState(t, m, v, beta1_t, beta2_t)
