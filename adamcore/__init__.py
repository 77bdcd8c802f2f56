"""Adam and its relatives, exactly: rules, problems, trajectories, moments. NumPy only.

A rule is a value; a step takes theta, a gradient and a state, and changes nothing in place:

>>> import numpy as np
>>> from adamcore import Adam, cosine, rosenbrock, trajectory
>>> rule = Adam(lr=0.1)
>>> theta = np.array([1.0, -2.0])
>>> theta, state = rule.step(theta, 2 * theta, rule.init(theta))

`trajectory` follows a rule on a problem and records theta, loss, gradient and state:

>>> record = trajectory(rule, rosenbrock, steps=500)
>>> record.theta.shape
(501, 2)

A hyperparameter may be an array (a grid of runs in one call) or a schedule:

>>> grid = trajectory(Adam(lr=np.array([[0.01], [0.1]])), rosenbrock, steps=500)
>>> grid.loss.shape
(501, 2)
>>> Adam(lr=cosine(0.1, 0.0, 500)).lr(251)
0.05

Rules: SGD, Momentum, AdaGrad, RMSProp, Adam, AMSGrad, AdamW. Each docstring has its equation and
says where epsilon stands; what is out of range is a ValueError that says what is allowed.
"""

from .bounds import kb_bound, step_bound
from .estimates import Estimates, estimates
from .moments import Moments, Normal, empirical_moments
from .problems import Noisy, Online, Stochastic
from .protocols import Problem, UpdateRule
from .records import Record
from .rule import Rule
from .rules import RULES, SGD, AdaGrad, Adam, AdamW, AMSGrad, Momentum, RMSProp
from .schedules import Rate, Schedule, cosine, inverse_sqrt, linear, warmup
from .states import (
    AdaGradState,
    AdamState,
    AMSGradState,
    MomentumState,
    RMSPropState,
    SGDState,
)
from .surfaces import SURFACES, Surface, beale, himmelblau, ravine, rosenbrock, saddle
from .trajectories import trajectory
from .validation import Hyper

__version__ = "1.2.0"

__all__ = [
    "RULES",
    "SGD",
    "SURFACES",
    "AMSGrad",
    "AMSGradState",
    "AdaGrad",
    "AdaGradState",
    "Adam",
    "AdamState",
    "AdamW",
    "Estimates",
    "Hyper",
    "Moments",
    "Momentum",
    "MomentumState",
    "Noisy",
    "Normal",
    "Online",
    "Problem",
    "RMSProp",
    "RMSPropState",
    "Rate",
    "Record",
    "Rule",
    "SGDState",
    "Schedule",
    "Stochastic",
    "Surface",
    "UpdateRule",
    "beale",
    "cosine",
    "empirical_moments",
    "estimates",
    "himmelblau",
    "inverse_sqrt",
    "kb_bound",
    "linear",
    "ravine",
    "rosenbrock",
    "saddle",
    "step_bound",
    "trajectory",
    "warmup",
]
