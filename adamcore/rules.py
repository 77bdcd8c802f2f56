"""The seven update rules, by the names that figures, data and styles give them.

Every rule is a frozen dataclass of hyperparameters with two methods, and changes nothing in place:

    state = rule.init(theta)
    theta, state = rule.step(theta, grad, state)

States are NamedTuples. t counts the steps; beta1_t and beta2_t are the powers beta^t, kept as
running products: with + - * / and the square root alone, in a fixed order, a trajectory is the
same bit for bit on every machine.

KB: Kingma & Ba, "Adam", ICLR 2015, arXiv 1412.6980.
RKK: Reddi, Kale & Kumar, "On the Convergence of Adam and Beyond", ICLR 2018, arXiv 1904.09237.
LH: Loshchilov & Hutter, "Decoupled Weight Decay Regularization", ICLR 2019, arXiv 1711.05101.
DHS: Duchi, Hazan & Singer, "Adaptive Subgradient Methods", JMLR 12, 2011.
"""

from __future__ import annotations

from .adam import Adam, AdamW, AMSGrad
from .classic import SGD, AdaGrad, Momentum, RMSProp
from .rule import Rule

__all__ = ["RULES", "SGD", "AMSGrad", "AdaGrad", "Adam", "AdamW", "Momentum", "RMSProp"]

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
