"""Where the papers say that two rules are one, they are one; where they say not, they are not."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from adamcore import (
    SGD,
    AdaGrad,
    Adam,
    AdamW,
    AMSGrad,
    Momentum,
    Online,
    RMSProp,
    step_bound,
    trajectory,
)

BETA = st.floats(0.0, 0.999)
ENTRY = st.one_of(st.just(0.0), st.floats(1e-3, 1e3), st.floats(-1e3, -1e-3))
GRADIENTS = arrays(float, st.tuples(st.integers(1, 40), st.just(2)), elements=ENTRY)
NONZERO = arrays(float, st.tuples(st.integers(1, 40), st.just(2)), elements=st.floats(1e-3, 1e3))
START = np.array([1.5, -0.5])
examples = settings(deadline=None, max_examples=50)


def path(rule, gradients, start=START):
    """Return theta after 0, 1, 2, ... of the given gradients."""
    return trajectory(rule, Online(gradients), start, steps=len(gradients)).theta


@examples
@given(GRADIENTS, BETA, BETA, st.sampled_from(["library", "paper"]))
def test_adamw_without_decay_is_adam(g, beta1, beta2, decay):
    """weight_decay=0 leaves Adam, to the last bit."""
    adamw = AdamW(0.01, beta1, beta2, weight_decay=0.0, decay=decay)
    assert np.array_equal(path(adamw, g), path(Adam(0.01, beta1, beta2), g))


@examples
@given(GRADIENTS, BETA)
def test_adam_without_correction_and_beta1_is_rmsprop(g, beta):
    """beta1=0 and no correction leave RMSProp, to the last bit."""
    adam = Adam(0.01, 0.0, beta, bias_correction=False)
    assert np.array_equal(path(adam, g), path(RMSProp(0.01, beta), g))


@examples
@given(GRADIENTS)
def test_momentum_without_beta_is_sgd(g):
    """beta=0 leaves SGD, with Nesterov's step or without."""
    for nesterov in (False, True):
        assert np.array_equal(path(Momentum(0.01, 0.0, nesterov), g), path(SGD(0.01), g))


@examples
@given(arrays(float, (30, 2), elements=st.floats(1.1, 1.5)), BETA, st.floats(0.5, 0.999))
def test_amsgrad_is_adam_while_v_grows(factors, beta1, beta2):
    """While squares of gradients grow, v is its own maximum and AMSGrad is Adam."""
    g = np.cumprod(factors, axis=0)
    plain, corrected = (Adam(0.01, beta1, beta2, bias_correction=c) for c in (False, True))
    amsgrad = {
        c: AMSGrad(0.01, beta1, beta2, convention=c)
        for c in ("max_then_correct", "correct_then_max", "paper")
    }
    assert np.array_equal(path(amsgrad["max_then_correct"], g), path(corrected, g))
    assert np.array_equal(path(amsgrad["paper"], g), path(plain, g))
    assert np.allclose(path(amsgrad["correct_then_max"], g), path(corrected, g), rtol=1e-12)


@pytest.mark.parametrize("convention", ["max_then_correct", "correct_then_max", "paper"])
def test_amsgrad_is_not_adam_once_v_falls(convention):
    """After a large gradient the maximum stays and AMSGrad's steps are shorter."""
    g = np.array([[10.0, 10.0]] + [[0.1, 0.1]] * 200)
    adam = path(Adam(0.01, 0.9, 0.9, bias_correction=convention != "paper"), g)
    amsgrad = path(AMSGrad(0.01, 0.9, 0.9, convention=convention), g)
    assert np.all(np.abs(np.diff(amsgrad, axis=0)[-1]) < 0.1 * np.abs(np.diff(adam, axis=0)[-1]))


@examples
@given(NONZERO, st.integers(-20, 20))
def test_adam_without_eps_ignores_a_power_of_two(g, exponent):
    """With eps=0 gradients times 2^k give the same path to the last bit."""
    adam = Adam(0.01, eps=0.0)
    assert np.array_equal(path(adam, g), path(adam, np.ldexp(g, exponent)))


@examples
@given(NONZERO, st.floats(1e-6, 1e6))
def test_adam_ignores_the_scale_of_gradients_as_eps_vanishes(g, scale):
    """The scale's effect is at most in proportion to eps, and rounding alone at eps=0."""
    for eps in (1e-8, 1e-12, 0.0):
        effect = np.abs(path(Adam(0.01, eps=eps), scale * g) - path(Adam(0.01, eps=eps), g))
        longest = 0.01 * step_bound(0.9, 0.999) * len(g)
        assert effect.max() <= longest * 2 * eps / (min(scale, 1) * g.min()) + 1e-12


@examples
@given(GRADIENTS, st.floats(1e-3, 0.1), st.floats(1e-4, 0.1))
def test_sgd_with_l2_is_sgd_with_scaled_decay(g, lr, decay):
    """LH Proposition 1: L2 with decay / lr is weight decay."""
    theta = decayed = START
    for gradient in g:
        theta, _ = SGD(lr).step(theta, gradient + decay / lr * theta, SGD(lr).init(theta))
        decayed = (1 - decay) * decayed - lr * gradient
    assert np.allclose(theta, decayed, rtol=1e-10, atol=1e-10)


def distance_of_best_l2(g, start):
    """Return how near Adam with any L2 comes to AdamW, relative to what the decay changes."""
    l2 = np.concatenate([[0.0], np.logspace(-8, 8, 20_001)])[:, None]
    adamw = path(AdamW(0.01, weight_decay=0.1), g, start)[-1]
    adam = trajectory(
        Adam(0.01, l2=l2), Online(g), start, steps=len(g), every=len(g), record=("theta",)
    ).theta[-1]
    return np.abs(adam - adamw).max(axis=-1).min() / np.abs(adam[0] - adamw).max()


def test_no_l2_makes_adam_decay_like_adamw():
    """LH Proposition 2: one coordinate finds its L2, coordinates of unlike gradients find none."""
    rng = np.random.default_rng(5)
    g = rng.standard_normal((50, 1)) * [1.0, 100.0]
    assert distance_of_best_l2(g[:, :1], np.array([1.0])) < 0.01
    assert distance_of_best_l2(g[:, 1:], np.array([1.0])) < 0.01
    assert distance_of_best_l2(g, np.array([1.0, 1.0])) > 0.5


@examples
@given(GRADIENTS, st.floats(1e-3, 0.1), st.floats(1e-4, 0.5))
def test_decay_of_the_paper_is_that_of_libraries_divided_by_lr(g, lr, decay):
    """LH's weight_decay is the library's times the learning rate."""
    paper = path(AdamW(lr, weight_decay=decay, decay="paper"), g)
    library = path(AdamW(lr, weight_decay=decay / lr, decay="library"), g)
    assert np.allclose(paper, library, rtol=1e-10, atol=1e-12)


@examples
@given(NONZERO)
def test_efficient_form_of_adam_has_another_eps(g):
    """KB section 2: alpha_t m / (sqrt(v) + eps_t), eps_t = sqrt(1 - beta2^t) eps, is Adam."""
    record = trajectory(Adam(0.01, eps=0.1), Online(g), START, steps=len(g))
    _, m, v, beta1_t, beta2_t = record.state
    alpha_t = 0.01 * np.sqrt(1 - beta2_t[1:]) / (1 - beta1_t[1:])
    root = np.sqrt(v[1:]) + (np.sqrt(1 - beta2_t[1:]) * 0.1)[:, None]
    steps = np.diff(record.theta, axis=0)
    assert np.allclose(-alpha_t[:, None] * m[1:] / root, steps, rtol=1e-9, atol=1e-12)


@examples
@given(GRADIENTS, BETA, BETA)
def test_averages_are_weighted_sums_of_the_past(g, beta1, beta2):
    """m_t = (1 - beta1) sum beta1^(t-i) g_i, and v_t the same of squares; beta^t is a power."""
    state = trajectory(Adam(0.01, beta1, beta2), Online(g), START, steps=len(g)).state
    age = np.arange(len(g))[::-1, None]
    assert np.allclose(state.m[-1], (1 - beta1) * (beta1**age * g).sum(0), rtol=1e-9, atol=1e-9)
    assert np.allclose(state.v[-1], (1 - beta2) * (beta2**age * g * g).sum(0), rtol=1e-9)
    assert np.isclose(state.beta2_t[-1], beta2 ** len(g), rtol=1e-12)


@examples
@given(st.floats(1e-3, 1e3), BETA, BETA)
def test_corrected_averages_of_a_constant_gradient_are_unbiased(g, beta1, beta2):
    """mhat = g and vhat = g^2 from the first step on: every step is lr long."""
    theta = path(Adam(0.25, beta1, beta2, eps=0.0), np.full((30, 1), g), np.array([0.0]))
    assert np.allclose(np.diff(theta[:, 0]), -0.25, rtol=1e-10)


@examples
@given(GRADIENTS)
def test_step_sizes_of_adagrad_never_grow(g):
    """G only grows, so lr / sqrt(G + eps) only falls; Adam's v can fall."""
    G = trajectory(AdaGrad(), Online(g), START, steps=len(g)).state.G  # noqa: N806
    assert np.all(np.diff(G, axis=0) >= 0)
    assert np.allclose(G[-1], (g * g).sum(0), rtol=1e-12)


@pytest.mark.parametrize(
    ("rule", "length"),
    [
        (Adam(1.0), 1),
        (Adam(1.0, bias_correction=False), 0.1 / np.sqrt(0.001)),
        (AMSGrad(1.0), 1),
        (AMSGrad(1.0, convention="correct_then_max"), 1),
        (AMSGrad(1.0, convention="paper"), 0.1 / np.sqrt(0.001)),
        (AMSGrad(1.0, convention="card"), 1 / np.sqrt(0.001)),
        (AdaGrad(1.0), 1),
        (RMSProp(1.0), 1 / np.sqrt(0.1)),
    ],
)
def test_length_of_the_first_step(rule, length):
    """The first step in units of lr is 1, 3.16 without correction, 31.6 by the card."""
    theta = path(rule, np.array([[7.0, -3.0]]))
    assert np.allclose(theta[0] - theta[1], [length, -length], rtol=1e-6)


@pytest.mark.parametrize("kind", [AdaGrad, RMSProp])
def test_eps_inside_and_outside_the_root_differ(kind):
    """For gradients below sqrt(eps), eps inside the root shortens the step far more."""
    g = np.full((1, 2), 1e-6)
    rules = kind(1.0, eps_inside=True), kind(1.0, eps_inside=False)
    inside, outside = (np.abs(np.diff(path(rule, g), axis=0)) for rule in rules)
    assert np.all(inside < 0.05 * outside)
