"""Adam, as different people write it. All of them are right."""

import math
from collections import namedtuple
from dataclasses import dataclass, field

import numpy as np

from adamcore import Adam


class WithPowers:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def init(self, theta):
        return 0, np.zeros_like(theta), np.zeros_like(theta)

    def step(self, theta, g, state):
        t, m, v = state
        t = t + 1
        m = self.beta1 * m + (1 - self.beta1) * g
        v = self.beta2 * v + (1 - self.beta2) * g**2
        mhat = m / (1 - self.beta1**t)
        vhat = v / (1 - self.beta2**t)
        return theta - self.lr * mhat / (np.sqrt(vhat) + self.eps), (t, m, v)


class WithDictionary:
    """A dictionary for a state, and PyTorch's names."""

    def __init__(self, lr=1e-3, betas=(0.9, 0.999), epsilon=1e-8):
        self.lr, self.betas, self.epsilon = lr, betas, epsilon

    def init(self, theta):
        return {"exp_avg": 0 * theta, "exp_avg_sq": 0 * theta, "count": 0}

    def step(self, theta, g, state):
        b1, b2 = self.betas
        count = state["count"] + 1
        exp_avg = state["exp_avg"] + (1 - b1) * (g - state["exp_avg"])
        exp_avg_sq = state["exp_avg_sq"] + (1 - b2) * (np.square(g) - state["exp_avg_sq"])
        size = self.lr / (1 - b1**count)
        denominator = np.sqrt(exp_avg_sq) / math.sqrt(1 - b2**count) + self.epsilon
        state = {"exp_avg": exp_avg, "exp_avg_sq": exp_avg_sq, "count": count}
        return theta - size * exp_avg / denominator, state


class InPlaceInside:
    """Works in place, on arrays of its own."""

    def __init__(self, alpha=0.001, b1=0.9, b2=0.999, eps=1e-8):
        self.alpha, self.b1, self.b2, self.eps = alpha, b1, b2, eps

    def init(self, theta):
        return [np.zeros(np.shape(theta), np.asarray(theta).dtype) for _ in range(2)] + [0]

    def step(self, theta, g, state):
        m, v, t = np.array(state[0]), np.array(state[1]), state[2] + 1
        m *= self.b1
        m += (1 - self.b1) * g
        v *= self.b2
        v += (1 - self.b2) * g * g
        new = np.array(theta)
        new -= self.alpha * (m / (1 - self.b1**t)) / (np.sqrt(v / (1 - self.b2**t)) + self.eps)
        return new, [m, v, t]


class WithEinsum:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.__dict__.update(lr=lr, beta1=beta1, beta2=beta2, eps=eps)

    def init(self, theta):
        return np.zeros((2, *np.shape(theta)), np.asarray(theta).dtype), 0

    def step(self, theta, g, state):
        averages, t = state
        fresh = np.stack([g, np.einsum("...,...->...", g, g)])
        beta = np.array([self.beta1, self.beta2]).reshape(2, *(1 for _ in np.shape(theta)))
        averages = beta * averages + (1 - beta) * fresh
        mhat, vhat = averages / (1 - beta ** (t + 1))
        return theta - np.divide(self.lr * mhat, np.add(np.sqrt(vhat), self.eps)), (averages, t + 1)


def with_lists(theta, g, m, v, t, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    """Loops over the entries of a vector, and returns lists."""
    new_m, new_v, new_theta = [], [], []
    for x, d, a, b in zip(theta, g, m, v, strict=True):
        first = beta1 * a + (1 - beta1) * d
        second = beta2 * b + (1 - beta2) * d * d
        move = lr * (first / (1 - beta1**t)) / ((second / (1 - beta2**t)) ** 0.5 + eps)
        new_m.append(first)
        new_v.append(second)
        new_theta.append(x - move)
    return new_theta, new_m, new_v


def plain(theta, g, m, v, t):
    """Numbers in place, as on a slide."""
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    theta = theta - 0.001 * m_hat / (np.sqrt(v_hat) + 1e-8)
    return theta, m, v


def with_a_rate_of_its_own(theta, g, m, v, t):
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g**2
    return theta - 0.05 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8), m, v


def with_names_inside(x, grad, mu, nu, k):
    """Other letters, hyperparameters as local names."""
    eta, beta1, beta2, eps = 0.01, 0.9, 0.99, 1e-6
    eta = 0.01
    beta2 = 0.99
    eps = 1e-6
    mu = beta1 * mu + (1 - beta1) * grad
    nu = beta2 * nu + (1 - beta2) * grad * grad
    return x - eta * mu / (1 - beta1**k) / (eps + (nu / (1 - beta2**k)) ** 0.5), mu, nu


def efficient_exactly(theta, g, m, v, t, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    """The efficient form, its epsilon scaled so that nothing differs."""
    m = m * beta1 + g * (1 - beta1)
    v = v * beta2 + g * g * (1 - beta2)
    root = math.sqrt(1 - beta2**t)
    return theta - lr * root / (1 - beta1**t) * m / (np.sqrt(v) + eps * root), m, v


class RunningProducts:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    State = namedtuple("State", "m v p1 p2")

    def init(self, theta):
        return self.State(np.zeros_like(theta), np.zeros_like(theta), 1.0, 1.0)

    def step(self, theta, g, s):
        p1, p2 = s.p1 * self.beta1, s.p2 * self.beta2
        m, v = (1 - self.beta1) * g + self.beta1 * s.m, (1 - self.beta2) * g * g + self.beta2 * s.v
        ratio = (m / (1 - p1)) / (np.hypot(np.sqrt(v / (1 - p2)), 0) + self.eps)
        return theta + (-self.lr) * ratio, self.State(m, v, p1, p2)


@dataclass
class Kept:
    t: int = 0
    m: np.ndarray = field(default=None)
    v: np.ndarray = field(default=None)


@dataclass(frozen=True)
class LazyState:
    """Averages that begin with the first gradient's shape; an object for a state."""

    lr: float = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    eps: float = 1e-8

    def init(self, theta):
        return Kept()

    def step(self, theta, g, kept):
        m = (1 - self.beta1) * g if kept.m is None else self.beta1 * kept.m + (1 - self.beta1) * g
        v = 0 if kept.v is None else kept.v
        v = self.beta2 * v + (1 - self.beta2) * g**2
        t = kept.t + 1
        step = self.lr * (m / (1 - self.beta1**t))
        return theta - step / (np.sqrt(v / (1 - self.beta2**t)) + self.eps), Kept(t, m, v)


class Unrolled:
    """Keeps every gradient, and sums them with their weights."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps

    def init(self, theta):
        return ()

    def step(self, theta, g, past):
        past = (*past, np.array(g))[-400:] if np.size(g) > 1 else (*past, np.array(g))
        t = len(past)
        powers = np.arange(t)[::-1].reshape(-1, *(1 for _ in np.shape(g)))
        first, second = self.beta1**powers, self.beta2**powers
        gradients = np.array(past)
        mhat = (first * gradients).sum(0) / first.sum(0)
        vhat = (second * gradients**2).sum(0) / second.sum(0)
        return theta - self.lr * mhat / (np.sqrt(vhat) + self.eps), past


class Subclass(Adam):
    """The library's rule, with a step of one's own over its state."""

    def step(self, theta, g, state):
        t, m, v, p1, p2 = state
        m = self.beta1 * m + (1 - self.beta1) * g
        v = self.beta2 * v + (1 - self.beta2) * g * g
        p1, p2 = p1 * self.beta1, p2 * self.beta2
        theta = theta - self.lr * (m / (1 - p1)) / (np.sqrt(v / (1 - p2)) + self.eps)
        return theta, type(state)(t + 1, m, v, p1, p2)


RIGHT = [WithPowers, WithDictionary, InPlaceInside, WithEinsum, with_lists, plain,
         with_a_rate_of_its_own, with_names_inside, efficient_exactly, RunningProducts, LazyState,
         Unrolled, Subclass, WithPowers(lr=0.3), Adam(lr=0.2, eps=1e-3)]  # fmt: skip
