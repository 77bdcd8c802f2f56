"""The seven update rules, in the letters of their papers.

Every rule is a frozen dataclass of hyperparameters with two methods, and changes nothing in place:

    state = rule.init(theta)
    theta, state = rule.step(theta, grad, state)

theta and grad are arrays of one shape; theta's dtype, float32 or float64, is kept. Any
hyperparameter may be an array that broadcasts against theta: a grid of runs is one call, and has
the bits of its single runs. `lr` may also be a schedule, a function of the step t = 1, 2, ...

States are NamedTuples. t counts the steps; beta1_t and beta2_t are the powers beta^t, kept as
running products: with + - * / and the square root alone, in a fixed order, a trajectory is the
same bit for bit on every machine.

Errors: ValueError for a hyperparameter outside its range, a theta that is not floating, shapes
that differ, an unknown convention. With eps = 0, a coordinate that never had a gradient is 0/0.

KB: Kingma & Ba, "Adam", ICLR 2015, arXiv 1412.6980.
RKK: Reddi, Kale & Kumar, "On the Convergence of Adam and Beyond", ICLR 2018, arXiv 1904.09237.
LH: Loshchilov & Hutter, "Decoupled Weight Decay Regularization", ICLR 2019, arXiv 1711.05101.
DHS: Duchi, Hazan & Singer, "Adaptive Subgradient Methods", JMLR 12, 2011.
"""

from dataclasses import dataclass

from numpy import maximum, sqrt

from .rule import Rate, Rule, is_zero, one, weak
from .states import AdaGradState, AdamState, AMSGradState, MomentumState, RMSPropState, SGDState
from .validation import Array, Hyper, choice, parameters

CONVENTIONS = ("max_then_correct", "correct_then_max", "paper", "card")
DECAYS = ("library", "paper")


@dataclass(frozen=True)
class SGD(Rule):
    """theta_t = theta_{t-1} - lr g_t."""

    lr: Rate = 0.01

    def init(self, theta: Array) -> SGDState:
        parameters(theta)
        return SGDState(0)

    def step(self, theta: Array, grad: Array, state: SGDState) -> tuple[Array, SGDState]:
        t = state.t + 1
        theta, g, lr = self.at(theta, grad, t)
        return theta - lr * g, SGDState(t)


@dataclass(frozen=True)
class Momentum(Rule):
    """u_t = beta u_{t-1} + g_t, theta_t = theta_{t-1} - lr u_t: Polyak's heavy ball.

    The gradient is not weighted by 1 - beta, so steps grow to lr / (1 - beta).
    nesterov=True steps along g_t + beta u_t (Sutskever et al., ICML 2013, as libraries write it).
    """

    lr: Rate = 0.01
    beta: Hyper = 0.9
    nesterov: bool = False

    def init(self, theta: Array) -> MomentumState:
        return MomentumState(0, self.zeros(theta))

    def step(self, theta: Array, grad: Array, state: MomentumState) -> tuple[Array, MomentumState]:
        t = state.t + 1
        theta, g, lr, beta = self.at(theta, grad, t, "beta")
        u = beta * state.u + g
        direction = g + beta * u if self.nesterov else u
        return theta - lr * direction, MomentumState(t, u)


@dataclass(frozen=True)
class AdaGrad(Rule):
    """G_t = G_{t-1} + g_t^2, theta_t = theta_{t-1} - lr g_t / sqrt(G_t + eps).

    eps stands inside the root, as on the article's card; eps_inside=False puts it outside,
    sqrt(G_t) + eps, as DHS do (their delta, Figure 1) and most libraries.
    """

    lr: Rate = 0.01
    eps: Hyper = 1e-8
    eps_inside: bool = True

    def init(self, theta: Array) -> AdaGradState:
        return AdaGradState(0, self.zeros(theta))

    def step(self, theta: Array, grad: Array, state: AdaGradState) -> tuple[Array, AdaGradState]:
        t = state.t + 1
        theta, g, lr, eps = self.at(theta, grad, t, "eps")
        G = state.G + g * g  # noqa: N806  # the paper's letter
        root = sqrt(G + eps) if self.eps_inside else sqrt(G) + eps
        return theta - lr * g / root, AdaGradState(t, G)


@dataclass(frozen=True)
class RMSProp(Rule):
    """v_t = beta v_{t-1} + (1 - beta) g_t^2, theta_t = theta_{t-1} - lr g_t / (sqrt(v_t) + eps).

    Hinton's lecture 6e (2012) has no eps; libraries put it outside the root, as here, or inside
    (eps_inside=True). There is no bias correction.
    """

    lr: Rate = 0.001
    beta: Hyper = 0.9
    eps: Hyper = 1e-8
    eps_inside: bool = False

    def init(self, theta: Array) -> RMSPropState:
        return RMSPropState(0, self.zeros(theta))

    def step(self, theta: Array, grad: Array, state: RMSPropState) -> tuple[Array, RMSPropState]:
        t = state.t + 1
        theta, g, lr, beta, eps = self.at(theta, grad, t, "beta", "eps")
        v = beta * state.v + (1 - beta) * (g * g)
        root = sqrt(v + eps) if self.eps_inside else sqrt(v) + eps
        return theta - lr * g / root, RMSPropState(t, v)


@dataclass(frozen=True)
class Adam(Rule):
    """KB Algorithm 1: theta_t = theta_{t-1} - lr mhat_t / (sqrt(vhat_t) + eps), eps outside.

    bias_correction=False takes mhat = m and vhat = v (KB section 6.4). l2 adds l2 theta to the
    gradient, before the averages: that is L2 regularization, not weight decay (see AdamW).
    """

    lr: Rate = 0.001
    beta1: Hyper = 0.9
    beta2: Hyper = 0.999
    eps: Hyper = 1e-8
    bias_correction: bool = True
    l2: Hyper = 0.0

    def init(self, theta: Array) -> AdamState:
        return AdamState(0, self.zeros(theta), self.zeros(theta), one(self.beta1), one(self.beta2))

    def step(self, theta: Array, grad: Array, state: AdamState) -> tuple[Array, AdamState]:
        t = state.t + 1
        theta, g, lr, beta1, beta2, eps, l2 = self.at(theta, grad, t, "beta1", "beta2", "eps", "l2")
        g = g if is_zero(l2) else g + l2 * theta
        m = beta1 * state.m + (1 - beta1) * g
        v = beta2 * state.v + (1 - beta2) * (g * g)
        beta1_t = weak(state.beta1_t) * beta1
        beta2_t = weak(state.beta2_t) * beta2
        mhat = m / (1 - beta1_t) if self.bias_correction else m
        vhat = v / (1 - beta2_t) if self.bias_correction else v
        theta = theta - lr * mhat / (sqrt(vhat) + eps)
        return theta, AdamState(t, m, v, beta1_t, beta2_t)


@dataclass(frozen=True)
class AMSGrad(Rule):
    """RKK Algorithm 2: Adam over the maximum of v so far, state.vhat; eps outside the root.

    Conventions, which agree only when v grows or t is large:
    "max_then_correct"  vhat = max(vhat, v), the step takes mhat and vhat / (1 - beta2^t);
    "correct_then_max"  vhat = max(vhat, v / (1 - beta2^t)), the step takes mhat;
    "paper"             vhat = max(vhat, v), the step takes m: RKK correct nothing;
    "card"              vhat = max(vhat, v), the step takes mhat: the article's card to the letter,
                        whose first step is lr / sqrt(1 - beta2).
    """

    lr: Rate = 0.001
    beta1: Hyper = 0.9
    beta2: Hyper = 0.999
    eps: Hyper = 1e-8
    convention: str = "max_then_correct"

    def __post_init__(self) -> None:
        super().__post_init__()
        choice("convention", self.convention, CONVENTIONS)

    def init(self, theta: Array) -> AMSGradState:
        return AMSGradState(
            0,
            self.zeros(theta),
            self.zeros(theta),
            self.zeros(theta),
            one(self.beta1),
            one(self.beta2),
        )

    def step(self, theta: Array, grad: Array, state: AMSGradState) -> tuple[Array, AMSGradState]:
        t = state.t + 1
        theta, g, lr, beta1, beta2, eps = self.at(theta, grad, t, "beta1", "beta2", "eps")
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
        theta = theta - lr * mhat / (sqrt(corrected) + eps)
        return theta, AMSGradState(t, m, v, vhat, beta1_t, beta2_t)


@dataclass(frozen=True)
class AdamW(Rule):
    """LH Algorithm 2: Adam whose weight decay acts on theta, not through the gradient.

    decay="library", the article's card and most libraries:
        theta_t = theta_{t-1} - lr (mhat_t / (sqrt(vhat_t) + eps) + weight_decay theta_{t-1});
    decay="paper", LH with eta_t = 1: no lr on the decay, so weight_decay = lr weight_decay_library.
    The decay is applied as a factor, (1 - decay) theta, as in LH equation 1 and in libraries.
    """

    lr: Rate = 0.001
    beta1: Hyper = 0.9
    beta2: Hyper = 0.999
    eps: Hyper = 1e-8
    weight_decay: Hyper = 0.01
    decay: str = "library"

    def __post_init__(self) -> None:
        super().__post_init__()
        choice("decay", self.decay, DECAYS)

    def init(self, theta: Array) -> AdamState:
        return AdamState(0, self.zeros(theta), self.zeros(theta), one(self.beta1), one(self.beta2))

    def step(self, theta: Array, grad: Array, state: AdamState) -> tuple[Array, AdamState]:
        t = state.t + 1
        theta, g, lr, beta1, beta2, eps, lam = self.at(
            theta, grad, t, "beta1", "beta2", "eps", "weight_decay"
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


RULES: dict[str, type[Rule]] = {
    "sgd": SGD,
    "momentum": Momentum,
    "adagrad": AdaGrad,
    "rmsprop": RMSProp,
    "adam": Adam,
    "amsgrad": AMSGrad,
    "adamw": AdamW,
}
"""Every rule by the name it has in figures, data and styles."""
