"""Online linear losses on the interval [-1, 1]: where Adam goes wrong and AMSGrad does not.

Source: Reddi, Kale & Kumar, "On the Convergence of Adam and Beyond", ICLR 2018 (RKK).
The loss at step t is f_t(x) = g_t x, so that the gradient does not depend on x: the direction
m_t / sqrt(v_t) is computed once and serves every step size. Single steps are plain Python floats,
which for one coordinate are some thirty times faster than arrays and round the same way.
RKK's analysis has no epsilon, and neither has this module.
"""

from collections.abc import Iterator, Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray

CONVENTIONS = ("adam", "paper", "max_then_correct", "correct_then_max")


def cycle(first: float, rest: float, period: int, steps: int) -> list[float]:
    """The gradients g_1 ... g_steps: `first` where t mod period = 1, `rest` elsewhere."""
    repeated = [first] + [rest] * (period - 1)
    return (repeated * (steps // period + 1))[:steps]


def directions(
    gradients: Sequence[float], beta1: float, beta2: float, convention: str
) -> Iterator[float]:
    """Yield the step of each time t in units of the step size.

    `convention` is "adam" (m / sqrt(v), without bias correction, as RKK analyse it) or one of
    AMSGrad's: "paper" (m / sqrt(max v)), "max_then_correct", "correct_then_max".
    Raises ValueError for another name.
    """
    if convention not in CONVENTIONS:
        raise ValueError(f"convention must be one of {CONVENTIONS}, not {convention!r}")
    m = v = vmax = 0.0
    power1 = power2 = 1.0
    for g in gradients:
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * (g * g)
        power1 *= beta1
        power2 *= beta2
        if convention == "adam":
            yield m / sqrt(v)
        elif convention == "paper":
            vmax = max(vmax, v)
            yield m / sqrt(vmax)
        elif convention == "max_then_correct":
            vmax = max(vmax, v)
            yield (m / (1 - power1)) / sqrt(vmax / (1 - power2))
        else:
            vmax = max(vmax, v / (1 - power2))
            yield (m / (1 - power1)) / sqrt(vmax)


def walk(
    steps: Sequence[float], lr: float, start: float, root: bool = False
) -> NDArray[np.float64]:
    """The points x_1 ... x_{T+1} of a walk along `steps`, each projected onto [-1, 1].

    The step size is `lr`, or lr / sqrt(t) where `root` is true.
    """
    x = start
    points = [x]
    for t, step in enumerate(steps, start=1):
        x -= (lr / sqrt(t) if root else lr) * step
        x = -1.0 if x < -1.0 else 1.0 if x > 1.0 else x
        points.append(x)
    return np.array(points)


def average_regret(gradients: Sequence[float], points: NDArray[np.float64]) -> float:
    """R_T / T against the best fixed point of [-1, 1], for the points x_1 ... x_{T+1}."""
    g = np.asarray(gradients)
    best = -np.abs(g.sum())
    return float((g @ points[:-1] - best) / len(g))


def cycle_means(points: NDArray[np.float64], period: int) -> NDArray[np.float64]:
    """The mean of the points after each whole cycle, shape (T // period,).

    Within a cycle the point saws up and down; means show where it goes.
    """
    whole = (len(points) - 1) // period
    means: NDArray[np.float64] = points[1 : whole * period + 1].reshape(-1, period).mean(axis=1)
    return means
