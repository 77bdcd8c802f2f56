"""The contract that all rules share, and the equations where they are easiest to get wrong."""

import dataclasses

import numpy as np
import pytest

from adamcore import RULES, AdaGrad, Adam, AdamW, AMSGrad, Momentum, RMSProp, inverse_sqrt

GRADS = np.array([[1.0, -2.0], [0.5, 3.0], [-4.0, 0.25]])


def run(rule, theta=(1.0, -1.0), grads=GRADS, dtype=np.float64):
    """Return theta after the rule has met the gradients in turn, and its last state."""
    theta = np.array(theta, dtype)
    state = rule.init(theta)
    for g in grads.astype(dtype):
        theta, state = rule.step(theta, g, state)
    return theta, state


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_keeps_the_dtype_of_theta(name, dtype):
    """Theta and every array of the state keep theta's precision, also for a grid of runs."""
    for lr in (0.1, np.array([0.1, 0.2])):
        theta, state = run(RULES[name](lr=lr), dtype=dtype)
        arrays = [x for n, x in state._asdict().items() if n not in ("t", "beta1_t", "beta2_t")]
        assert {x.dtype for x in (theta, *arrays)} == {np.dtype(dtype)}


@pytest.mark.parametrize("name", RULES)
def test_changes_nothing_in_place(name):
    """A step leaves theta, gradient and state as they were."""
    rule = RULES[name]()
    theta, state = run(rule)
    before = [np.copy(x) for x in (theta, *state)]
    rule.step(theta, GRADS[0], state)
    assert all(np.array_equal(x, y) for x, y in zip((theta, *state), before, strict=True))


@pytest.mark.parametrize("name", RULES)
def test_is_frozen(name):
    """A hyperparameter cannot be assigned to."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        RULES[name]().lr = 1.0


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(
    ("kind", "grids"),
    [
        *((kind, {"lr": [0.1, 0.003]}) for kind in RULES.values()),
        (Momentum, {"beta": [0.9, 0.5]}),
        (RMSProp, {"beta": [0.99, 0.999], "eps": [1e-8, 1e-3]}),
        (AdaGrad, {"eps": [1e-8, 1e-3]}),
        (Adam, {"beta1": [0.9, 0.3], "beta2": [0.99, 0.999], "l2": [0.1, 0.3]}),
        (AMSGrad, {"beta1": [0.9, 0.3], "beta2": [0.99, 0.999], "eps": [1e-8, 1e-3]}),
        (AdamW, {"beta2": [0.9, 0.999], "weight_decay": [0.1, 0.3]}),
    ],
)
def test_grid_has_the_bits_of_its_single_runs(kind, grids, dtype):
    """Hyperparameters as arrays give, run by run, exactly what numbers give."""
    grid, _ = run(
        kind(**{k: np.reshape(v, (2, 1)) for k, v in grids.items()}),
        theta=np.broadcast_to([1.0, -1.0], (2, 2)),
        grads=np.broadcast_to(GRADS[:, None], (3, 2, 2)),
        dtype=dtype,
    )
    for i in range(2):
        single, _ = run(kind(**{k: v[i] for k, v in grids.items()}), dtype=dtype)
        assert np.array_equal(grid[i], single)


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("lr", [-1.0, np.nan, np.inf, [0.1, -0.1], "0.1", True, None, 1j])
def test_refuses_a_learning_rate_out_of_range(name, lr):
    """lr < 0, or not finite, or no number, is an error that says what is allowed."""
    with pytest.raises(ValueError, match=r"lr = .*finite and >= 0"):
        RULES[name](lr=lr)


@pytest.mark.parametrize("parameter", ["beta1", "beta2"])
@pytest.mark.parametrize("value", [-0.1, 1.0, np.nan])
def test_refuses_a_beta_out_of_range(parameter, value):
    """beta outside [0, 1) is an error that names it."""
    for kind in (Adam, AMSGrad, AdamW):
        with pytest.raises(ValueError, match=rf"{parameter} = .*\[0, 1\)"):
            kind(**{parameter: value})
    for kind in (Momentum, RMSProp):
        with pytest.raises(ValueError, match=r"beta = .*\[0, 1\)"):
            kind(beta=value)


@pytest.mark.parametrize(
    ("kind", "parameter"),
    [
        *((kind, "eps") for kind in (AdaGrad, RMSProp, Adam, AMSGrad, AdamW)),
        (Adam, "l2"),
        (AdamW, "weight_decay"),
    ],
)
def test_refuses_a_negative_addend(kind, parameter):
    """eps, l2 and weight_decay below 0 are errors that name them."""
    with pytest.raises(ValueError, match=rf"{parameter} = -1.*finite and >= 0"):
        kind(**{parameter: -1})


def test_refuses_an_unknown_convention():
    """An unknown convention or decay is an error that lists the known ones."""
    with pytest.raises(ValueError, match=r"convention = 'keras'.*'max_then_correct'.*'card'"):
        AMSGrad(convention="keras")
    with pytest.raises(ValueError, match=r"decay = 'none'.*'library', 'paper'"):
        AdamW(decay="none")


@pytest.mark.parametrize("name", RULES)
def test_refuses_integer_theta_and_other_shapes(name):
    """Integer theta, and a gradient of another shape, are errors that say so."""
    rule = RULES[name]()
    with pytest.raises(ValueError, match="theta has dtype int64"):
        rule.init(np.array([1, 2]))
    with pytest.raises(ValueError, match=r"grad has shape \(3,\).*\(2,\)"):
        rule.step(np.zeros(2), np.zeros(3), rule.init(np.zeros(2)))


def test_schedule_gives_the_learning_rate_of_each_step():
    """A callable lr is asked for t = 1, 2, 3 and alpha / sqrt(t) comes out."""
    theta, _ = run(RULES["sgd"](lr=inverse_sqrt(0.5)), theta=(0.0,), grads=np.ones((3, 1)))
    assert theta[0] == pytest.approx(-0.5 * (1 + 1 / np.sqrt(2) + 1 / np.sqrt(3)), rel=1e-15)


def test_subclass_that_overrides_step_is_a_rule():
    """A learner's own step is used by subclassing alone."""

    class SignDescent(Adam):
        def step(self, theta, grad, state):
            return theta - self.lr * np.sign(grad), state

    theta, _ = run(SignDescent(lr=0.5))
    assert np.array_equal(theta, [0.5, -1.5])
