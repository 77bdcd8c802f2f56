"""Learning rates for the race, and what a saddle does to plain gradient descent."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..rules import RULES, SGD
from ..surfaces import SURFACES, Surface
from ..trajectories import trajectory
from .registry import Experiment, Value

Array = NDArray[np.float64]

RATES = tuple(float(f"{rate:.3g}") for rate in np.logspace(-4, 1, 51))


@dataclass(frozen=True)
class Race:
    """By surface and rule: the best rate, and the sweep's score, shape (rates,)."""

    rates: Array
    best: dict[str, dict[str, float]]
    score: dict[str, dict[str, Array]]


def race(
    *,
    rates: Sequence[float] = RATES,
    steps: int = 200,
    starts: int = 20,
    around: float = 0.05,
    floor: float = 1e-8,
    seed: int = 0,
) -> Race:
    """Each rule's best learning rate on each surface out of 51 over 5 decades.

    Best is the least mean, over the steps and over `starts` points around the surface's own start
    (normal, with `around` of the window's width as deviation), of the logarithm of the loss above
    the minimum, counted no lower than `floor`. That rewards an early descent and a late one, and
    does not reward the lucky jump from one single point. A rate at which the path from the start
    leaves the window has an infinite score.
    """
    best: dict[str, dict[str, float]] = {}
    score: dict[str, dict[str, Array]] = {}
    column = np.asarray(rates)[:, None, None]
    for surface, problem in SURFACES.items():
        theta = _around(problem, starts, around, seed)
        lowest = problem.loss(np.array(problem.minimum))
        score[surface] = {}
        for name, rule in RULES.items():
            law = rule(column)
            path = trajectory(law, problem, theta, steps=steps, record=("loss", "theta"))
            above = np.where(np.isfinite(path.loss), np.maximum(path.loss - lowest, floor), np.inf)
            mean = np.log10(above).mean(axis=(0, 2))
            score[surface][name] = np.where(_inside(problem, path.theta[:, :, 0]), mean, np.inf)
        best[surface] = {n: rates[int(means.argmin())] for n, means in score[surface].items()}
    return Race(np.array(rates), best, score)


def _inside(surface: Surface, path: Array) -> NDArray[np.bool_]:
    """Whether the paths, shape (rows, rates, 2), stay in the surface's window; shape (rates,)."""
    low, high = np.array(surface.window, dtype=float).T
    inside: NDArray[np.bool_] = ((low <= path) & (path <= high)).all(axis=(0, 2))
    return inside


def _around(surface: Surface, starts: int, share: float, seed: int) -> Array:
    """Points around the surface's start, which is the first of them; shape (starts, 2)."""
    width = np.ptp(np.array(surface.window, dtype=float), axis=1)
    noise = np.random.default_rng(seed).standard_normal((starts, 2)) * share * width
    noise[0] = 0
    return np.asarray(surface.start + noise)


@dataclass(frozen=True)
class Escape:
    """`steps` until the loss has come half the way from the saddle to the minimum, per start;
    `stuck` is the share of starts that do not within the run."""

    steps: NDArray[np.int64]
    stuck: float
    median: float
    longest: int


def saddle_escape(
    *, lr: float = 0.1, starts: int = 10_000, steps: int = 300, seed: int = 0
) -> Escape:
    """SGD from random starts on the saddle surface, uniform in its window: who gets stuck."""
    surface = SURFACES["saddle"]
    low, high = np.array(surface.window, dtype=float).T
    theta = np.random.default_rng(seed).uniform(low, high, (starts, 2))
    loss = trajectory(SGD(lr), surface, theta, steps=steps, record=("loss",)).loss
    below = loss <= surface.loss(np.array(surface.minimum)) / 2
    left = np.where(below.any(axis=0), below.argmax(axis=0), steps + 1)
    stuck = float((left > steps).mean())
    return Escape(left, stuck, float(np.median(left)), int(left.max()))


def _race_values(result: Race) -> dict[str, Value]:
    return {
        f"{surface}_{rule}_lr": rate
        for surface, by_rule in result.best.items()
        for rule, rate in by_rule.items()
    }


def _escape_values(result: Escape) -> dict[str, Value]:
    return {"stuck": result.stuck, "median": result.median, "longest": result.longest}


EXPERIMENTS = {
    "race": Experiment(race, _race_values, "race"),
    "saddle": Experiment(saddle_escape, _escape_values),
}
