"""The smallest language model: a table of bigrams, whose tokens are as frequent as words are.

Token number i follows Zipf's law, pi_i ~ 1 / i. The logits W_ij of the next token j after i start
at 0 and meet the exact gradient pi_i (softmax(W_i) - P_i): no noise, no layers, and yet rows whose
gradients differ by the frequency of their token. What it puts to the test: Kunstner et al.,
"Heavy-Tailed Class Imbalance and Why Adam Outperforms Gradient Descent on Language Models", arXiv
2402.19449; sign descent as Adam's skeleton: Balles & Hennig, ICML 2018, arXiv 1705.07774.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..classic import SGD, Momentum
from ..rules import Adam
from .memory import remembered
from .models import softmax
from .registry import Experiment, Value

Array = NDArray[np.floating]


class SignDescent(SGD):
    """theta_t = theta_{t-1} - lr sign(g_t): Adam with all betas and epsilon 0."""

    def step(self, theta: Array, grad: Array, state: Any) -> Any:
        return super().step(theta, np.sign(grad), state)


RULES = {"sgd": SGD, "momentum": Momentum, "sign": SignDescent, "adam": Adam}
RATES = {
    name: tuple(float(f"{rate:.3g}") for rate in np.logspace(low, low + 2, 13))
    for name, low in (("sgd", 1), ("momentum", 1), ("sign", -3), ("adam", -1))
}


@dataclass(frozen=True)
class Table:
    """Frequencies of tokens, shape (n,), and of next tokens in each row, shape (n, n)."""

    pi: Array
    following: Array

    def gradient(self, logits: Array) -> Array:
        """The gradient of the loss, of the logits' shape (n, n)."""
        gradient = softmax(logits, logits.max(axis=-1, keepdims=True))
        gradient -= self.following
        gradient *= self.pi[:, None]
        return gradient

    def excess(self, logits: Array) -> Array:
        """Each token's loss above the entropy of what follows it, shape (n,)."""
        high = logits.max(axis=-1)
        total = np.log(np.exp(logits - high[:, None]).sum(axis=-1)) + high
        p = self.following
        entropy = -(p * np.log(np.where(p > 0, p, 1))).sum(axis=-1)
        return np.asarray(total - (p * logits).sum(axis=-1) - entropy)


def table(tokens: int, floor: float, seed: int) -> Table:
    """Zipf's frequencies; every row a draw from a Dirichlet of weights tokens pi + floor."""
    generator = np.random.default_rng(seed)
    pi = 1 / np.arange(1, tokens + 1)
    pi /= pi.sum()
    following = generator.dirichlet(tokens * pi + floor, tokens)
    return Table(pi.astype(np.float32), following.astype(np.float32))


@dataclass(frozen=True)
class Descent:
    """One rule: the mean excess loss per rate tried, infinite where a run left the finite numbers;
    at its best rate each token's excess loss after the last step, shape (tokens,), and at every
    look on the way, shape (looks, tokens)."""

    rates: Array
    sweep: Array
    rate: float
    excess: Array
    path: Array


@dataclass(frozen=True)
class Bigram:
    """Every rule's result by name, with the tokens' frequencies; `common` tokens come first.

    `looks` are the steps at which each rule's path was looked at.
    """

    pi: Array
    common: int
    looks: tuple[int, ...]
    rules: dict[str, Descent]


@remembered
def bigram(
    *,
    tokens: int = 300,
    common: int = 100,
    floor: float = 0.001,
    steps: int = 500,
    looks: Sequence[int] = (10, 30, 100, 300, 500),
    seed: int = 0,
) -> Bigram:
    """A bigram table over Zipf's tokens, exact gradients; each rule's best of 13 rates."""
    problem = table(tokens, floor, seed)
    rules = {name: _descend(problem, name, steps, looks) for name in RULES}
    return Bigram(problem.pi, common, tuple(looks), rules)


def _descend(problem: Table, name: str, steps: int, looks: Sequence[int]) -> Descent:
    rates = RATES[name]
    ends = [_path(problem, name, rate, [steps])[0] for rate in rates]
    sweep = np.array([_mean(end, problem.pi) for end in ends])
    best = int(np.where(np.isfinite(sweep), sweep, np.inf).argmin())
    path = _path(problem, name, rates[best], looks)
    return Descent(np.array(rates), sweep, rates[best], ends[best], path)


def _path(problem: Table, name: str, rate: float, looks: Sequence[int]) -> Array:
    """The tokens' excess losses after each number of steps, shape (looks, tokens)."""
    rule, logits = RULES[name](rate), np.zeros_like(problem.following)
    state, seen = rule.init(logits), []
    for t in range(1, max(looks) + 1):
        logits, state = rule.step(logits, problem.gradient(logits), state)
        if t in looks:
            seen.append(problem.excess(logits))
    return np.array(seen)


def _mean(excess: Array, weights: Array) -> float:
    """The mean over tokens as often as they come up."""
    return float((weights * excess).sum(dtype=float) / weights.sum(dtype=float))


def _values(result: Bigram) -> dict[str, Value]:
    values: dict[str, Value] = {"ratio": result.pi[0] / result.pi[-1]}
    values["rare_share"] = result.pi[result.common :].sum()
    common, rare = slice(result.common), slice(result.common, None)
    parts = {"": slice(None), "_common": common, "_rare": rare}
    for name, rule in result.rules.items():
        for part, tokens in parts.items():
            values[f"{name}{part}"] = _mean(rule.excess[tokens], result.pi[tokens])
        values[f"{name}_lr"] = rule.rate
    return values


EXPERIMENTS = {"bigram": Experiment(bigram, _values, "bigram")}
