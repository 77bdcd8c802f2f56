"""Adam and its relatives, exactly: rules, surfaces, trajectories, moments. NumPy only.

>>> from adamcore import Adam, rosenbrock, trajectory
>>> record = trajectory(Adam(lr=0.1), rosenbrock, steps=500)
>>> record.theta.shape
(501, 2)
"""

from .bounds import kb_bound, step_bound
from .moments import Normal, empirical_moments
from .problems import (
    SURFACES,
    Noisy,
    Online,
    Stochastic,
    Surface,
    beale,
    himmelblau,
    ravine,
    rosenbrock,
    saddle,
)
from .rule import Rule, inverse_sqrt
from .rules import RULES, SGD, AdaGrad, Adam, AdamW, AMSGrad, Momentum, RMSProp
from .trajectories import Record, trajectory

__all__ = [
    "RULES",
    "SGD",
    "SURFACES",
    "AMSGrad",
    "AdaGrad",
    "Adam",
    "AdamW",
    "Momentum",
    "Noisy",
    "Normal",
    "Online",
    "RMSProp",
    "Record",
    "Rule",
    "Stochastic",
    "Surface",
    "beale",
    "empirical_moments",
    "himmelblau",
    "inverse_sqrt",
    "kb_bound",
    "ravine",
    "rosenbrock",
    "saddle",
    "step_bound",
    "trajectory",
]
