"""How long one step of Adam can be, in units of the learning rate.

KB section 2.1 gives (1 - beta1) / sqrt(1 - beta2), or 1 if that is smaller. That is the step at a
first gradient after long silence, their "most severe case of sparsity", and no bound: gradients
that grow by the factor beta2 / beta1 at each step make longer ones. What holds for all gradients
follows from the Cauchy-Schwarz inequality, and those very gradients attain it.
"""

from typing import Any

import numpy as np


def kb_bound(beta1: Any, beta2: Any) -> Any:
    """Return KB's bound, max(1, (1 - beta1) / sqrt(1 - beta2)): 3.16 at the defaults."""
    return np.maximum(1.0, (1 - np.asarray(beta1)) / np.sqrt(1 - np.asarray(beta2)))


def step_bound(beta1: Any, beta2: Any, t: Any = np.inf, *, bias_correction: bool = True) -> Any:
    """Return the least upper bound of |theta_t - theta_{t-1}| / lr over all gradients.

    With weights w_k = (1 - beta1) beta1^k of m and u_k = (1 - beta2) beta2^k of v, m^2 is at most
    v sum(w_k^2 / u_k), k < t, a geometric sum of ratio beta1^2 / beta2; it has no limit for
    t -> inf unless beta1 < sqrt(beta2) (infinite then). t may be an array of steps >= 1.
    """
    beta1, beta2, t = np.asarray(beta1, float), np.asarray(beta2, float), np.asarray(t, float)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(beta1 == 0, 0.0, beta1**2 / beta2)
    bound = (1 - beta1) / np.sqrt(1 - beta2) * np.sqrt(geometric_sum(ratio, t))
    if bias_correction:
        bound = bound * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    return bound


def geometric_sum(ratio: Any, n: Any) -> Any:
    """Return 1 + ratio + ... + ratio^(n-1), n possibly infinite."""
    ratio, n = np.broadcast_arrays(ratio, n)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        total = np.where(ratio == 1, n, (1 - ratio**n) / (1 - ratio))
    endless = np.isinf(n) & (ratio >= 1)
    return np.where(endless, np.inf, np.where(n == 1, 1.0, total))
