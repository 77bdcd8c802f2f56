"""The rules before Adam, in the letters of their papers: SGD, Momentum, AdaGrad, RMSProp."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from numpy import sqrt

from .blocks import in_blocks
from .rule import Rule
from .schedules import Rate
from .states import AdaGradState, MomentumState, RMSPropState, SGDState
from .validation import Array, parameters

__all__ = ["SGD", "AdaGrad", "Momentum", "RMSProp"]


@dataclass(frozen=True, eq=False)
class SGD(Rule):
    """theta_t = theta_{t-1} - lr g_t (Robbins & Monro, 1951).

    >>> import numpy as np
    >>> rule, theta = SGD(lr=0.5), np.array([1.0])
    >>> rule.step(theta, theta, rule.init(theta))
    (array([0.5]), SGDState(t=1))
    """

    lr: Rate = 0.01

    State: ClassVar[type] = SGDState

    def init(self, theta: Array) -> SGDState:
        parameters(theta)
        return SGDState(0)

    @in_blocks
    def step(self, theta: Array, grad: Array, state: SGDState) -> tuple[Array, SGDState]:
        t, theta, g, lr = self.at(theta, grad, state)
        return theta - lr * g, SGDState(t)


@dataclass(frozen=True, eq=False)
class Momentum(Rule):
    """u_t = beta u_{t-1} + g_t, theta_t = theta_{t-1} - lr u_t: Polyak's heavy ball (1964).

    The gradient is not weighted by 1 - beta, so steps grow to lr / (1 - beta).
    nesterov=True steps along g_t + beta u_t (Sutskever et al., ICML 2013, as libraries write it).

    >>> import numpy as np
    >>> rule, theta = Momentum(lr=0.5), np.array([1.0])
    >>> theta, state = rule.step(theta, theta, rule.init(theta))
    >>> rule.step(theta, theta, state)[0].round(12).tolist()
    [-0.2]
    """

    lr: Rate = 0.01
    beta: Rate = 0.9
    nesterov: bool = False

    State: ClassVar[type] = MomentumState

    def init(self, theta: Array) -> MomentumState:
        return MomentumState(0, self.zeros(theta))

    @in_blocks
    def step(self, theta: Array, grad: Array, state: MomentumState) -> tuple[Array, MomentumState]:
        t, theta, g, lr, beta = self.at(theta, grad, state, "beta")
        u = beta * state.u + g
        direction = g + beta * u if self.nesterov else u
        return theta - lr * direction, MomentumState(t, u)


@dataclass(frozen=True, eq=False)
class AdaGrad(Rule):
    """G_t = G_{t-1} + g_t^2, theta_t = theta_{t-1} - lr g_t / sqrt(G_t + eps).

    eps stands inside the root, as on the article's card; eps_inside=False puts it outside,
    sqrt(G_t) + eps, as DHS do (their delta, Figure 1) and most libraries. With eps = 0, a
    coordinate that never had a gradient is 0/0.

    >>> import numpy as np
    >>> rule, theta = AdaGrad(lr=0.5, eps=0), np.array([1.0, 100.0])
    >>> rule.step(theta, theta, rule.init(theta))[0].tolist()
    [0.5, 99.5]
    """

    lr: Rate = 0.01
    eps: Rate = 1e-8
    eps_inside: bool = True

    State: ClassVar[type] = AdaGradState

    def init(self, theta: Array) -> AdaGradState:
        return AdaGradState(0, self.zeros(theta))

    @in_blocks
    def step(self, theta: Array, grad: Array, state: AdaGradState) -> tuple[Array, AdaGradState]:
        t, theta, g, lr, eps = self.at(theta, grad, state, "eps")
        G = state.G + g * g  # noqa: N806  # the paper's letter
        root = sqrt(G + eps) if self.eps_inside else sqrt(G) + eps
        return theta - lr * g / root, AdaGradState(t, G)


@dataclass(frozen=True, eq=False)
class RMSProp(Rule):
    """v_t = beta v_{t-1} + (1 - beta) g_t^2, theta_t = theta_{t-1} - lr g_t / (sqrt(v_t) + eps).

    Hinton's lecture 6e (2012) has no eps; libraries put it outside the root, as here, or inside
    (eps_inside=True). There is no bias correction: the first step is lr / sqrt(1 - beta).

    >>> import numpy as np
    >>> rule, theta = RMSProp(lr=0.1, beta=0.75, eps=0), np.array([1.0])
    >>> rule.step(theta, theta, rule.init(theta))[0].tolist()
    [0.8]
    """

    lr: Rate = 0.001
    beta: Rate = 0.9
    eps: Rate = 1e-8
    eps_inside: bool = False

    State: ClassVar[type] = RMSPropState

    def init(self, theta: Array) -> RMSPropState:
        return RMSPropState(0, self.zeros(theta))

    @in_blocks
    def step(self, theta: Array, grad: Array, state: RMSPropState) -> tuple[Array, RMSPropState]:
        t, theta, g, lr, beta, eps = self.at(theta, grad, state, "beta", "eps")
        v = beta * state.v + (1 - beta) * (g * g)
        root = sqrt(v + eps) if self.eps_inside else sqrt(v) + eps
        return theta - lr * g / root, RMSPropState(t, v)
