"""Sparse features with Zipf's frequencies: what each rule learns of the common and of the rare.

A picture of text: word number j is in a document with probability c / j, independently. Labels
come from a model with normal weights, so that the error of every weight is known. The claim that
is put to the test: Duchi, Hazan & Singer, JMLR 12, 2011, section 1.1; Kingma & Ba, 2015, section 1.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..rules import RULES
from .memory import remembered
from .registry import Experiment, Value

Array = NDArray[np.floating]

RATES = tuple(float(f"{rate:.3g}") for rate in np.logspace(-3, 1, 13))


@dataclass(frozen=True)
class Learned:
    """One rule at its own best learning rate.

    `sweep` is the mean excess loss for each of the rates tried, shape (rates,), infinite where a
    run left the finite numbers. At the best rate: `excess`, `common`, `rare` of shape (seeds,),
    and the last two along the way, shape (points, seeds).
    """

    rate: float
    sweep: Array
    excess: Array
    common: Array
    rare: Array
    common_path: Array
    rare_path: Array


@dataclass(frozen=True)
class Sparse:
    """Every rule's result by name; `seen` is how often a rare word was seen in a run, on average.

    Errors are squared distances from the true weights, relative to theirs: 1 is nothing learned.
    """

    rates: Array
    steps: NDArray[np.int64]
    seen: float
    rules: dict[str, Learned]


@dataclass(frozen=True)
class Texts:
    """Random documents and labels; every seed has weights and a stream of its own."""

    words: int
    scale: float
    batch: int
    seeds: int
    logistic: bool
    noise: float

    @property
    def probability(self) -> Array:
        return np.minimum(1.0, self.scale / np.arange(1, self.words + 1))

    def weights(self) -> Array:
        """The true weights, shape (seeds, words)."""
        draws = [np.random.default_rng((0, s)).standard_normal(self.words) for s in self.all]
        return np.array(draws, np.float32)

    @property
    def all(self) -> range:
        return range(self.seeds)

    def stream(self, name: int, batch: int) -> Iterator[tuple[Array, Array]]:
        """Yield documents, shape (seeds, batch, words), and labels, shape (seeds, batch)."""
        generators = [np.random.default_rng((name, seed)) for seed in self.all]
        weights = self.weights()[..., None]
        while True:
            shape = (batch, self.words)
            draws = [generator.random(shape, np.float32) for generator in generators]
            x = (np.array(draws) < self.probability).astype(np.float32)
            z = (x @ weights)[..., 0]
            if self.logistic:
                coins = np.array([generator.random(batch, np.float32) for generator in generators])
                yield x, (coins < _sigmoid(z)).astype(np.float32)
            else:
                noise = [generator.standard_normal(batch, np.float32) for generator in generators]
                yield x, z + np.float32(self.noise) * np.array(noise)

    def residual(self, theta: Array, x: Array, y: Array) -> Array:
        """The derivative of the loss by the prediction, for theta of shape (..., seeds, words)."""
        z = (x @ theta[..., None])[..., 0]
        residual: Array = (_sigmoid(z) if self.logistic else z) - y
        return residual

    def excess(self, theta: Array) -> Array:
        """Expected loss on fresh documents above the true model's own, shape (..., seeds)."""
        x, _ = next(self.stream(2, 500))
        true, z = ((x @ w[..., None])[..., 0] for w in (self.weights(), theta))
        p = _sigmoid(true)
        above: Array = (z - true) ** 2 / 2
        if self.logistic:
            above = (np.logaddexp(0, z) - p * z) - (np.logaddexp(0, true) - p * true)
        return np.asarray(above.mean(axis=-1))


def _sigmoid(z: Array) -> Array:
    return 1 / (1 + np.exp(-z))


def learn(
    rule: Callable[[Any], Any], texts: Texts, rates: Sequence[float], steps: int, every: int
) -> Learned:
    """Run `rule` at every rate and seed at once, and keep what it did at its best rate."""
    weights = texts.weights()
    law = rule(np.asarray(rates).reshape(-1, 1, 1))
    theta = np.zeros((len(rates), *weights.shape), np.float32)
    state, path = law.init(theta), [theta]
    # Learning rates that are too large overflow; that is a result here, not a fault.
    with np.errstate(all="ignore"):
        for t, (x, y) in zip(range(1, steps + 1), texts.stream(1, texts.batch), strict=False):
            residual = texts.residual(theta, x, y)
            gradient = (residual[..., None, :] @ x)[..., 0, :] / np.float32(texts.batch)
            theta, state = law.step(theta, gradient, state)
            if t % every == 0:
                path.append(theta)
        excess = texts.excess(theta)
    sweep = np.where(np.isfinite(excess), excess, np.inf).mean(axis=-1)
    best = int(sweep.argmin())
    errors = (np.array([theta[best] for theta in path]) - weights) ** 2
    common, rare = (
        errors[..., part].sum(axis=-1) / (weights[..., part] ** 2).sum(axis=-1)
        for part in (slice(10), slice(texts.words // 2, None))
    )
    return Learned(
        rates[best], sweep, excess[best], common[-1], rare[-1], common_path=common, rare_path=rare
    )


@remembered
def sparse(
    *,
    words: int = 500,
    scale: float = 0.5,
    batch: int = 16,
    steps: int = 1_000,
    rates: Sequence[float] = RATES,
    seeds: int = 5,
) -> Sparse:
    """Logistic regression on Zipf-distributed words, each rule at its own best learning rate.

    Best is the least expected loss after the last step. Common: the 10 most frequent words; rare:
    the less frequent half.
    """
    texts = Texts(words, scale, batch, seeds, logistic=True, noise=0.0)
    return _all(texts, rates, steps)


@remembered
def sparse_least_squares(
    *,
    words: int = 500,
    scale: float = 0.5,
    batch: int = 16,
    noise: float = 0.1,
    steps: int = 1_000,
    rates: Sequence[float] = RATES,
    seeds: int = 5,
) -> Sparse:
    """The same words with a linear model and little noise, where SGD does not fall behind."""
    texts = Texts(words, scale, batch, seeds, logistic=False, noise=noise)
    return _all(texts, rates, steps)


def _all(texts: Texts, rates: Sequence[float], steps: int) -> Sparse:
    every = max(1, steps // 50)
    rules = {name: learn(rule, texts, rates, steps, every) for name, rule in RULES.items()}
    seen = texts.probability[texts.words // 2 :].mean() * texts.batch * steps
    return Sparse(np.array(rates), np.arange(0, steps + 1, every), float(seen), rules)


def _values(result: Sparse) -> dict[str, Value]:
    values: dict[str, Value] = {"seen": result.seen}
    for name, learned in result.rules.items():
        values[f"{name}_lr"] = learned.rate
        values[f"{name}_excess"] = learned.excess.mean()
        values[f"{name}_common"] = learned.common.mean()
        values[f"{name}_rare"] = learned.rare.mean()
    return values


EXPERIMENTS = {
    "sparse": Experiment(sparse, _values, "sparse"),
    "sparse_least_squares": Experiment(sparse_least_squares, _values),
}
