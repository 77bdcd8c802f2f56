"""Hyperparameters that change from step to step, and runs that go on where they ended."""

import pickle

import numpy as np
import pytest

from adamcore import (
    RULES,
    SGD,
    Adam,
    AdamW,
    AMSGrad,
    Momentum,
    Noisy,
    Online,
    RMSProp,
    Stochastic,
    cosine,
    inverse_sqrt,
    linear,
    ravine,
    rosenbrock,
    trajectory,
    warmup,
)

GRADS = np.random.default_rng(5).standard_normal((30, 3))


def followed(rule, grads=GRADS):
    theta = np.ones(grads.shape[1:])
    state = rule.init(theta)
    for g in grads:
        theta, state = rule.step(theta, g, state)
    return theta, state


SCHEDULES = {
    "inverse_sqrt": (inverse_sqrt(0.2), [0.2, 0.2 / np.sqrt(2), 0.2 / np.sqrt(3)]),
    "linear": (linear(0.3, 0.0, 3), [0.3, 0.2, 0.1, 0.0, 0.0]),
    "cosine": (cosine(0.4, 0.2, 2), [0.4, 0.3, 0.2, 0.2]),
    "warmup": (warmup(2, 0.1), [0.05, 0.1, 0.1]),
    "warmup of a schedule": (warmup(2, linear(0.3, 0.0, 3)), [0.15, 0.2, 0.1, 0.0]),
    "an array": (linear([[0.4], [0.2]], 0.0, 2), [[[0.4], [0.2]], [[0.2], [0.1]], [[0.0], [0.0]]]),
}


@pytest.mark.parametrize(("schedule", "values"), SCHEDULES.values(), ids=SCHEDULES)
def test_a_schedule_is_a_function_of_the_step_and_a_value(schedule, values):
    """From t = 1 on; it can be compared, hashed, pickled, and says how wide it is."""
    assert np.allclose([schedule(t) for t in range(1, len(values) + 1)], values, rtol=1e-15)
    copy = pickle.loads(pickle.dumps(schedule))
    assert (copy, hash(copy)) == (schedule, hash(schedule))
    assert schedule.shape == np.shape(values[0])
    assert repr(schedule).startswith(type(schedule).__name__)


SCHEDULED = [
    (SGD, "lr"), (Momentum, "beta"), (RMSProp, "beta"), (RMSProp, "eps"), (Adam, "beta1"),
    (Adam, "beta2"), (Adam, "eps"), (Adam, "l2"), (AMSGrad, "beta1"), (AMSGrad, "weight_decay"),
    (AdamW, "beta2"), (AdamW, "weight_decay"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "name"), SCHEDULED)
def test_every_hyperparameter_may_be_a_schedule(kind, name):
    """A constant one has the bits of the constant; a changing one is another run."""
    constant = followed(kind(**{name: 0.25}))
    same = followed(kind(**{name: lambda _: 0.25}))
    assert np.array_equal(constant[0], same[0])
    assert all(np.array_equal(a, b) for a, b in zip(constant[1], same[1], strict=True))
    assert not np.array_equal(followed(kind(**{name: linear(0.5, 0.0, 20)}))[0], constant[0])


def test_changing_betas_are_corrected_by_their_product():
    """Of constant gradients mhat is the gradient, whatever beta1 does."""
    theta, state = followed(Adam(lr=1.0, beta1=inverse_sqrt(0.9), eps=0.0), np.full((9, 1), 3.0))
    product = np.prod([0.9 / np.sqrt(t) for t in range(1, 10)])
    assert state.beta1_t == pytest.approx(product, rel=1e-14)
    assert theta[0] == pytest.approx(1 - 9, rel=1e-12)


@pytest.mark.parametrize("correction", [True, False])
def test_eps_at_v_is_the_efficient_form_of_the_paper(correction):
    """With eps-hat = eps sqrt(1 - beta2^t) it is Algorithm 1; without correction they agree."""
    eps, beta2 = 1e-3, 0.99
    grown = eps if not correction else lambda t: eps * np.sqrt(1 - beta2**t)
    setting = {"lr": 0.01, "beta2": beta2, "bias_correction": correction}
    algorithm = followed(Adam(**setting, eps=eps))[0]
    assert np.allclose(followed(Adam(**setting, eps=grown, eps_at="v"))[0], algorithm, rtol=1e-12)
    same = np.allclose(followed(Adam(**setting, eps=eps, eps_at="v"))[0], algorithm, rtol=1e-6)
    assert same is not correction
    with pytest.raises(ValueError, match=r"eps_at = 'root': must be one of 'vhat', 'v'"):
        Adam(eps_at="root")


@pytest.mark.parametrize("convention", ["paper", "max_then_correct"])
def test_amsgrad_decays_as_adamw_does(convention):
    """The decay acts on theta alone: with beta2 = 0 and growing gradients the two rules agree."""
    grads = np.cumsum(np.ones((20, 1)), axis=0)
    setting = {"lr": 0.01, "beta1": 0.0, "beta2": 0.0, "weight_decay": 0.1}
    one = followed(AMSGrad(**setting, convention=convention), grads)[0]
    assert np.allclose(one, followed(AdamW(**setting), grads)[0], rtol=1e-14)


PROBLEMS = {
    "a surface": rosenbrock,
    "noise": Noisy(ravine, sigma=0.5, seed=(1, 2)),
    "given gradients": Online([[1.0, -2.0], [0.5, 0.0], [-3.0, 1.0]], start=1.0),
    "random gradients": Stochastic(seed=3),
}


@pytest.mark.parametrize("problem", PROBLEMS.values(), ids=PROBLEMS)
@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("lr", [1e-3, inverse_sqrt(1e-2), np.array([[[1e-3]], [[1e-2]]])],
                         ids=["constant", "schedule", "grid"])  # fmt: skip
def test_a_run_that_goes_on_has_the_bits_of_one_that_was_not_interrupted(problem, name, lr):
    """Its times, samples and schedule go on too."""
    rule = RULES[name](lr=lr)
    whole = trajectory(rule, problem, steps=50)
    theta, state = trajectory(rule, problem, steps=20).last
    rest = trajectory(rule, problem, theta, steps=30, state=state)
    assert rest.t.tolist() == list(range(20, 51))
    for field in ("theta", "loss", "grad"):
        assert np.array_equal(getattr(rest, field), getattr(whole, field)[20:], equal_nan=True)
    for ours, theirs in zip(rest.state, whole.state, strict=True):
        assert np.array_equal(ours, theirs[20:], equal_nan=True)


def test_only_a_record_with_theta_and_state_can_go_on():
    """It says what is missing."""
    record = trajectory(SGD(), ravine, steps=2, record=("loss", "theta"))
    with pytest.raises(ValueError, match="must have theta and state"):
        _ = record.last


@pytest.mark.parametrize("every", [7, 40, 200])
@pytest.mark.parametrize("problem", [ravine, Online([[1.0, 2.0], [-3.0, 1.0]])])
def test_rows_and_means_do_not_depend_on_how_much_is_held(monkeypatch, problem, every):
    """Periods longer than what is held at a time are summed in parts."""
    setting = {"steps": every * 3, "every": every}
    whole = [trajectory(Adam(), problem, **setting, mean=m) for m in (False, True)]
    monkeypatch.setattr("adamcore.trajectories.ELEMENTS", 30)
    parts = [trajectory(Adam(), problem, **setting, mean=m) for m in (False, True)]
    for one, other in zip(whole, parts, strict=True):
        assert np.array_equal(one.t, other.t)
        for a, b in (
            (one.theta, other.theta),
            (one.loss, other.loss),
            *zip(one.state, other.state, strict=True),
        ):
            assert np.allclose(a, b, rtol=1e-13, atol=1e-300)
    assert np.array_equal(whole[0].theta, parts[0].theta)
