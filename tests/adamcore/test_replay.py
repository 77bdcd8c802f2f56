"""The fast path gives the very bits of the walk that it replaces."""

import numpy as np
import pytest

from adamcore import (
    SGD,
    AdaGrad,
    Adam,
    AdamW,
    AMSGrad,
    Momentum,
    Online,
    RMSProp,
    Stochastic,
    inverse_sqrt,
    trajectories,
    trajectory,
)
from adamcore.replay import replayable

BETAS = np.array([0.3, 0.9, 0.99])
CYCLE = Online([[1010.0], *[[-10.0]] * 9], box=(-1, 1))
RATES = {"number": 0.01, "array": 0.1 * BETAS[:, None], "schedule": inverse_sqrt(BETAS[:, None])}
RULES = {
    "sgd": SGD,
    "momentum": lambda lr: Momentum(lr, nesterov=True),
    "adagrad": AdaGrad,
    "rmsprop": lambda lr: RMSProp(lr, beta=BETAS[:, None]),
    "adam": lambda lr: Adam(lr, 0.9, BETAS[:, None]),
    "adam uncorrected": lambda lr: Adam(lr, 0.0, 0.1, eps=0, bias_correction=False),
    "max_then_correct": lambda lr: AMSGrad(lr, BETAS[:, None], 0.99),
    "correct_then_max": lambda lr: AMSGrad(lr, 0.9, 0.99, convention="correct_then_max"),
    "paper": lambda lr: AMSGrad(lr, 0.9, 0.99, convention="paper"),
    "card": lambda lr: AMSGrad(lr, 0.9, 0.99, convention="card"),
}


def walked(monkeypatch, *args, **kwargs):
    """Return the record of the walk, step by step."""
    with monkeypatch.context() as patch:
        patch.setattr(trajectories, "replayable", lambda *_: False)
        return trajectory(*args, **kwargs)


def assert_same(a, b):
    """Both records have the same bits, shapes and types of state."""
    for x, y in zip([a.t, a.theta, a.loss, a.grad], [b.t, b.theta, b.loss, b.grad], strict=True):
        assert x.shape == y.shape
        assert np.array_equal(x, y)
    assert type(a.state) is type(b.state)
    for x, y in zip(a.state, b.state, strict=True):
        assert x.shape == y.shape
        assert np.array_equal(x, y)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("rate", RATES)
def test_replay_is_the_walk_bit_for_bit(monkeypatch, rule, rate):
    """Whole records, thinned ones and means equal those of the walk for every rule and rate."""
    monkeypatch.setattr(trajectories, "ELEMENTS", 300)
    rule = RULES[rule](RATES[rate])
    for options in ({}, {"every": 20}, {"every": 10, "mean": True}):
        assert replayable(rule, CYCLE, np.zeros((3, 1)))
        replayed = trajectory(rule, CYCLE, steps=400, **options)
        assert_same(replayed, walked(monkeypatch, rule, CYCLE, steps=400, **options))


@pytest.mark.parametrize("problem", [Stochastic(probability=0.2, seed=(1, 2)), CYCLE])
def test_replay_of_seeds_and_of_an_open_domain(monkeypatch, problem):
    """Seeds as an axis of runs, and losses without a box, are replayed too."""
    rule = Adam(np.array([0.1, 0.2, 0.3])[:, None, None], 0.9, 0.99)
    assert_same(trajectory(rule, problem, steps=300), walked(monkeypatch, rule, problem, steps=300))
    unbounded = Online(CYCLE.gradients, start=0.5)
    assert_same(
        trajectory(rule, unbounded, steps=300), walked(monkeypatch, rule, unbounded, steps=300)
    )


def test_what_depends_on_theta_is_walked():
    """Decay, L2, float32, a learner's rule and many runs are left to the walk."""

    class Mine(Adam):
        pass

    theta = np.zeros((3, 1))
    for rule in (AdamW(), Adam(l2=0.1), Adam(l2=np.array([0.0, 0.1])), Mine()):
        assert not replayable(rule, CYCLE, theta)
    assert not replayable(Adam(), CYCLE, theta.astype(np.float32))
    assert not replayable(Adam(), CYCLE, np.zeros((1000, 1)))


def test_replay_refuses_states_that_the_rule_does_not_reproduce(monkeypatch):
    """If step is changed and the recurrences are not, there is an error, not a wrong path."""
    right = Adam.step

    def changed(self, theta, grad, state):
        theta, state = right(self, theta, grad, state)
        return theta, state._replace(v=state.v * 1.5)

    monkeypatch.setattr(Adam, "step", changed)
    with pytest.raises(RuntimeError, match=r"Adam\.step and its replay differ in v"):
        trajectory(Adam(), CYCLE, steps=10)
