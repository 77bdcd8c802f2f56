"""Large parameters are stepped stretch by stretch, with the bits of one stroke."""

import numpy as np
import pytest

from adamcore import RULES, Adam, AMSGrad, Momentum, blocks, inverse_sqrt

GRADS = np.random.default_rng(3).standard_normal((4, 5, 41))


def followed(rule, dtype, grads=GRADS):
    theta = np.linspace(-1, 1, grads[0].size).reshape(grads[0].shape).astype(dtype)
    state = rule.init(theta)
    for g in grads.astype(dtype):
        theta, state = rule.step(theta, g, state)
    return [theta, *state]


RULE_LIST = [
    *(kind() for kind in RULES.values()), Adam(lr=inverse_sqrt(0.1), l2=0.1), Adam(eps_at="v"),
    AMSGrad(convention="correct_then_max", weight_decay=0.1), Momentum(nesterov=True),
]  # fmt: skip


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("rule", RULE_LIST, ids=repr)
def test_stretches_have_the_bits_of_one_stroke(monkeypatch, rule, dtype):
    """Theta and every field of the state, in their own shapes and dtypes; the last one shorter."""
    whole = followed(rule, dtype)
    monkeypatch.setattr(blocks, "BLOCK", 200)
    monkeypatch.setattr(blocks, "LARGE", 200)
    parts = followed(rule, dtype)
    for one, other in zip(whole, parts, strict=True):
        assert np.array_equal(one, other)
        assert np.shape(one) == np.shape(other)
        assert getattr(one, "dtype", 0) == getattr(other, "dtype", 0)


@pytest.mark.parametrize("order", ["transposed", "every second", "grid"])
def test_what_is_no_plain_line_of_memory_is_stepped_in_one_stroke(monkeypatch, order):
    """Strided arrays and grids of runs come out right too."""
    monkeypatch.setattr(blocks, "LARGE", 1)
    theta = np.arange(24.0).reshape(4, 6) + 1
    lr = np.array([[[0.1]], [[0.2]]]) if order == "grid" else 0.1
    view = {"transposed": theta.T, "every second": theta[:, ::2], "grid": theta}[order]
    rule = Adam(lr=lr)
    found, state = rule.step(view, view, rule.init(view))
    assert np.allclose(found, view - np.asarray(lr) * np.ones_like(view), rtol=1e-6)
    assert state.m.shape == found.shape


def test_nothing_large_is_changed_in_place(monkeypatch):
    """As for small parameters."""
    monkeypatch.setattr(blocks, "LARGE", 1)
    rule, theta, g = Adam(), np.ones(50), np.full(50, 2.0)
    state = rule.init(theta)
    rule.step(theta, g, state)
    assert np.all(theta == 1)
    assert np.all(g == 2)
    assert not state.m.any()


def test_memory_is_used_again_only_when_nobody_holds_it(monkeypatch):
    """Results that are kept, and views of them, stay as they are however many steps follow."""
    monkeypatch.setattr(blocks, "LARGE", 1)
    rule, theta, g = Adam(lr=0.1), np.ones(1000), np.ones(1000)
    state, kept, copies = rule.init(theta), [], []
    for _ in range(12):
        theta, state = rule.step(theta, g, state)
        kept.append([theta[5:], state.m.reshape(10, 100), state.v])
        copies.append([x.copy() for x in kept[-1]])
    assert all(
        np.array_equal(x, y)
        for one, other in zip(kept, copies, strict=True)
        for x, y in zip(one, other, strict=True)
    )
    kept.clear()
    before = len(blocks.used.buffers)
    for _ in range(5):
        theta, state = rule.step(theta, g, state)
    assert len(blocks.used.buffers) <= before


def test_threads_do_not_share_memory(monkeypatch):
    """Each has the results of its own steps."""
    from concurrent.futures import ThreadPoolExecutor

    monkeypatch.setattr(blocks, "LARGE", 1)
    monkeypatch.setattr(blocks, "BLOCK", 800)

    def run(scale):
        rule, theta = Adam(lr=0.01), np.full(2000, scale)
        state = rule.init(theta)
        for _ in range(60):
            theta, state = rule.step(theta, theta, state)
        return theta

    scales = [1.0, 2.0, 3.0, 4.0] * 2
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(run, scales))
    assert all(np.array_equal(x, run(s)) for x, s in zip(together, scales, strict=True))
