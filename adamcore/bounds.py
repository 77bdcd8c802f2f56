"""How long one step of Adam can be, in units of the learning rate.

KB section 2.1 gives (1 - beta1) / sqrt(1 - beta2), or 1 if that is smaller. That is the step at a
first gradient after long silence, their "most severe case of sparsity", and no bound: gradients
that grow by the factor beta2 / beta1 at each step make longer ones. What holds for all gradients
follows from the Cauchy-Schwarz inequality, and those very gradients attain it.
"""

from typing import Any

import numpy as np

from .validation import flag, hyperparameter, numbers


def kb_bound(beta1: Any, beta2: Any) -> Any:
    """Return KB's bound, max(1, (1 - beta1) / sqrt(1 - beta2)), in units of the learning rate.

    Betas are numbers or arrays that broadcast; ValueError unless they are in [0, 1).

    >>> round(float(kb_bound(0.9, 0.999)), 2)
    3.16
    """
    beta1, beta2 = _betas(beta1, beta2)
    return np.maximum(1.0, (1 - beta1) / np.sqrt(1 - beta2))


def step_bound(beta1: Any, beta2: Any, t: Any = np.inf, *, bias_correction: bool = True) -> Any:
    """Return the least upper bound of |theta_t - theta_{t-1}| / lr over all gradients.

    With weights w_k = (1 - beta1) beta1^k of m and u_k = (1 - beta2) beta2^k of v, m^2 is at most
    v sum(w_k^2 / u_k), k < t, a geometric sum of ratio beta1^2 / beta2; it has no limit for
    t -> inf unless beta1 < sqrt(beta2) (infinite then). With beta2 = 0 < beta1, where v forgets
    what m remembers, it is infinite from t = 2 on. Betas and t are numbers or arrays that
    broadcast; ValueError unless the betas are in [0, 1) and each t is a whole number >= 1 or inf.

    >>> round(float(step_bound(0.9, 0.999)), 2), float(step_bound(0.9, 0.999, t=1))
    (7.27, 1.0)
    """
    beta1, beta2 = _betas(beta1, beta2)
    t = numbers("t", t, "whole and >= 1, or inf")
    if not np.all((t >= 1) & ((t == np.floor(t)) | np.isinf(t))):
        raise ValueError(f"t = {t!r}: must be whole and >= 1, or inf")
    flag("bias_correction", bias_correction)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(beta1 == 0, 0.0, beta1**2 / beta2)
    bound = (1 - beta1) / np.sqrt(1 - beta2) * np.sqrt(_geometric_sum(ratio, t))
    if bias_correction:
        bound = bound * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    return bound


def _betas(beta1: Any, beta2: Any) -> tuple[Any, Any]:
    return np.asarray(hyperparameter("beta1", beta1)), np.asarray(hyperparameter("beta2", beta2))


def _geometric_sum(ratio: Any, n: Any) -> Any:
    """Return 1 + ratio + ... + ratio^(n-1); n, ratio or both may be infinite."""
    ratio, n = np.broadcast_arrays(ratio, n)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        total = np.where(ratio == 1, n, (1 - ratio**n) / (1 - ratio))
    endless = (np.isinf(n) & (ratio >= 1)) | np.isinf(ratio)
    return np.where(n == 1, 1.0, np.where(endless, np.inf, total))
