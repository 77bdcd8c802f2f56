"""Nothing is accepted that would give wrong numbers: each refusal says what is allowed."""

import dataclasses
import pickle
import re

import numpy as np
import pytest

from adamcore import (
    RULES,
    SGD,
    AdaGrad,
    Adam,
    AdamW,
    AMSGrad,
    Momentum,
    Noisy,
    Online,
    RMSProp,
    Stochastic,
    Surface,
    inverse_sqrt,
    kb_bound,
    linear,
    ravine,
    rosenbrock,
    step_bound,
    trajectory,
    warmup,
)

THETA = np.array([1.0, 2.0])


def stepped(rule, theta=THETA, grad=THETA, state=None):
    return rule.step(theta, grad, rule.init(theta) if state is None else state)


def refused(message):
    return pytest.raises(ValueError, match=re.escape(message))


@pytest.mark.parametrize("value", ["0.1", True, 1j, None, [[1], [1, 2]], np.ma.array([0.1])])
@pytest.mark.parametrize("name", ["lr", "beta1", "eps", "l2"])
def test_what_is_no_number_is_no_hyperparameter(name, value):
    """A text, a truth value, a complex number, a ragged list, a masked array."""
    with pytest.raises(ValueError, match=rf"(?s){name} = .*must be a number or an array"):
        Adam(**{name: value})


@pytest.mark.parametrize("value", ["no", 0, 1, None])
def test_a_switch_is_true_or_false(value):
    """Any text would count as true."""
    for kind, name in ((Adam, "bias_correction"), (Momentum, "nesterov"), (AdaGrad, "eps_inside")):
        with refused(f"{name} = {value!r}: must be True or False"):
            kind(**{name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [("lr", -1.0), ("lr", np.nan), ("beta1", 1.0), ("beta2", -0.1), ("eps", -1e-8), ("l2", "0")],
)
def test_a_schedule_is_held_to_the_range_of_constants(name, value):
    """Told with the step at which it leaves it."""
    rule = Adam(**{name: lambda t: value if t == 3 else 0.5})
    theta, state = THETA, rule.init(THETA)
    for _ in range(2):
        theta, state = rule.step(theta, theta, state)
    with pytest.raises(ValueError, match=f"{name} at step 3 = .*must be"):
        rule.step(theta, theta, state)
    with pytest.raises(ValueError, match=f"{name} at step 3 = .*must be"):
        trajectory(rule, ravine, steps=5)


@pytest.mark.parametrize("name", RULES)
def test_a_rate_of_zero_is_a_step_that_stays(name):
    """From a constant as from a schedule: warm-ups begin there."""
    for lr in (0.0, lambda _: 0.0):
        assert np.array_equal(stepped(RULES[name](lr=lr))[0], THETA)


@pytest.mark.parametrize("steps", [0, 1, 7])
@pytest.mark.parametrize("problem", [ravine, Online([[1.0], [-2.0]])], ids=["walk", "replay"])
def test_a_schedule_is_called_exactly_once_a_step(problem, steps):
    """With t = 1, 2, ..., also where the path is replayed."""
    for name in ("lr", "beta1", "eps"):
        seen = []
        trajectory(Adam(**{name: lambda t, seen=seen: seen.append(t) or 0.1}), problem, steps=steps)
        assert seen == list(range(1, max(steps, 1) + 1))
    seen = []
    rule = AdamW(weight_decay=lambda t: seen.append(t) or 0.1)
    stepped(rule)
    assert seen == [1]


@pytest.mark.parametrize("grad", [np.ma.array([1.0, 2.0], mask=[0, 1]), np.array([1j, 2.0]),
                                  np.array([True, False]), np.array(["1", "2"])])  # fmt: skip
def test_a_gradient_is_real(grad):
    """A mask or an imaginary part would be lost."""
    for kind in RULES.values():
        with pytest.raises(ValueError, match=r"grad .*must"):
            stepped(kind(), grad=grad)


def test_a_masked_theta_is_refused():
    """Its mask would be lost."""
    with refused("theta is a masked array"):
        Adam().init(np.ma.array([1.0, 2.0], mask=[1, 0]))


@pytest.mark.parametrize(
    ("state", "message"),
    [
        (Adam().init(THETA.astype(np.float32)), "state.m has dtype float32: must be theta's"),
        (Adam().init(np.zeros(3)), "state.m has shape (3,): must be theta's, (2,)"),
        (Adam().init(np.zeros((2, 2))), "state.m has shape (2, 2)"),
        (AMSGrad().init(THETA), "state is of type AMSGradState: Adam takes what Adam.init"),
        (SGD().init(THETA), "state is of type SGDState"),
        ({}, "state is of type dict"),
        (None, "state is of type NoneType"),
        (tuple(Adam().init(THETA)), "state is of type tuple"),
    ],
)
def test_a_state_of_another_rule_or_theta_is_refused_by_name(state, message):
    """It would widen theta, or raise an AttributeError."""
    with refused(message):
        Adam().step(THETA, THETA, state)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: trajectory(Adam, ravine), "rule is a class: must be a value of it, Adam(...)"),
        (lambda: trajectory(Adam(), Surface), "problem is a class: must be a value of it"),
        (lambda: trajectory("adam", ravine), "must have init(theta) and step(theta, grad, state)"),
        (lambda: trajectory(Adam(), lambda x: x @ x), "Surface(loss, gradient, start)"),
        (lambda: trajectory(Adam(), ravine, steps=0, mean=True), "steps = 0: must be at least"),
        (lambda: trajectory(Adam(), ravine, mean="yes"), "mean = 'yes': must be True or False"),
        (lambda: trajectory(Adam(), ravine, record="loss"), "must be a tuple"),
        (lambda: trajectory(Adam(), ravine, np.zeros((0, 2))), "theta has shape (0, 2)"),
        (lambda: trajectory(Adam(), ravine, np.float64(1)), "theta has shape ()"),
        (lambda: trajectory(Adam(), ravine, [1, 2]), "theta has dtype int64"),
        (lambda: Stochastic(probability=2), "probability = 2: must be in [0, 1]"),
        (lambda: Stochastic(probability=np.nan), "probability = nan"),
        (lambda: Stochastic(rare="much"), "rare = 'much'"),
        (lambda: Noisy(ravine, sigma=np.nan), "sigma = nan: must be finite and >= 0"),
        (lambda: Noisy(ravine, sigma=-1), "sigma = -1"),
        (lambda: Online([[np.nan]]), "gradients has nan"),
        (lambda: Online([["a"]]), "gradients = "),
        (lambda: Online([[1.0]], box=(2, -2)), "box = (2, -2): must be (low, high)"),
        (lambda: Stochastic(box=(0, np.nan)), "box = (0, nan)"),
        (lambda: Surface(None, None, (0.0,), box=3), "box = 3: must be (low, high)"),
        (lambda: kb_bound(1.0, 0.9), "beta1 = 1.0: must be in [0, 1)"),
        (lambda: step_bound(0.9, -0.1), "beta2 = -0.1"),
        (lambda: step_bound(0.9, 0.999, t=0), "t = "),
        (lambda: step_bound(0.9, 0.999, t=1.5), "t = "),
        (lambda: linear(0.1, 0.0, 0), "steps = 0: must be a whole number >= 1"),
        (lambda: warmup(3, "fast"), "then = 'fast'"),
    ],
)
def test_what_cannot_be_followed_is_refused_in_one_sentence(call, message):
    """Before anything is computed, or as soon as it is made."""
    with refused(message) as caught:
        call()
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("state", [None, {}, [0, 0]])
def test_a_rule_of_ones_own_has_a_tuple_for_a_state(state):
    """Records stack its fields."""

    class Mine:
        def init(self, theta):
            return state

        def step(self, theta, grad, state):
            return theta, state

    with refused(f"the rule's state is of type {type(state).__name__}: must be a tuple"):
        trajectory(Mine(), ravine, steps=3)


def test_names_of_other_libraries_lead_to_ours():
    """weight_decay of Adam above all, which is two different things."""
    with pytest.raises(TypeError, match=r"Adam has no weight_decay: l2 .*AdamW"):
        Adam(weight_decay=0.1)
    for name in ("learning_rate", "betas", "epsilon", "amsgrad"):
        with pytest.raises(TypeError, match=f"Adam has no {name}: "):
            Adam(**{name: 1})
    with pytest.raises(TypeError, match="unexpected keyword"):
        Adam(nonsense=1)


def unpacked(x):
    a, b = x
    return float(a) ** 2 + 10 * float(b) ** 2


LOSSES = {
    "a sum over coordinates by index": lambda x: x[0] ** 2 + 10 * x[1] ** 2,
    "a sum over everything": lambda x: np.sum([1, 10] * x**2),
    "a product of matrices": lambda x: x @ np.diag([1.0, 10.0]) @ x,
    "Python's own sum": lambda x: sum(c * c * w for c, w in zip(x, (1, 10), strict=True)),
    "unpacked": unpacked,
    "stacked": lambda x: x[..., 0] ** 2 + 10 * x[..., 1] ** 2,
    "reduced over the last axis": lambda x: ([1, 10] * x**2).sum(-1),
}
GRADIENTS = {
    "by index": lambda x: np.array([2 * x[0], 20 * x[1]]),
    "stacked": lambda x: np.array([2, 20]) * x,
    "a list": lambda x: [2 * float(x[0]), 20 * float(x[1])],
}


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
@pytest.mark.parametrize("gradient", GRADIENTS.values(), ids=GRADIENTS)
@pytest.mark.parametrize("lr", [0.001, np.array([[0.001], [0.01], [0.02]])], ids=["one", "grid"])
def test_any_plain_function_of_one_point_is_right(loss, gradient, lr):
    """However it meets stacked points: what it returns for each alone is what counts."""
    bowl = Surface(loss, gradient, start=(1.0, 2.0))
    record = trajectory(SGD(lr=lr), bowl, steps=5)
    x, y = record.theta[..., 0], record.theta[..., 1]
    assert record.loss.shape == record.theta.shape[:-1]
    assert np.allclose(record.loss, x**2 + 10 * y**2, rtol=1e-14)
    rate = np.asarray(lr)[..., 0] if np.ndim(lr) else lr
    assert np.allclose(y[1], 2 * (1 - 20 * rate), rtol=1e-14)
    noisy = trajectory(SGD(lr=lr), Noisy(bowl, sigma=0.0), steps=5)
    assert np.allclose(noisy.loss, record.loss, rtol=1e-12)


def test_the_first_losses_are_those_of_the_sum_written_out():
    """From (1, 2) one step of 0.1 of SGD: 41 and 0.8^2 + 10 (2 - 4)^2."""
    bowl = Surface(LOSSES["a sum over coordinates by index"], GRADIENTS["by index"], (1.0, 2.0))
    assert np.allclose(trajectory(SGD(lr=0.1), bowl, steps=1).loss, [41, 40.64])


def test_a_loss_that_is_no_number_is_refused():
    """For one point of three coordinates as well as for many."""
    with refused("loss has shape (3,) for one point of shape (3,): must be a number"):
        trajectory(SGD(), Surface(lambda x: x**2, lambda x: 2 * x, (1.0, 2.0, 3.0)))


def test_a_stochastic_loss_of_one_point_is_right():
    """Samples go with their points."""

    class Drawn:
        start = (1.0, 2.0)

        def draws(self):
            rng = np.random.default_rng(1)
            while True:
                yield rng.standard_normal((8, 2))

        def loss(self, x, xi):
            return x[0] * xi[0] + x[1] * xi[1]

        def gradient(self, x, xi):
            return xi

    record = trajectory(SGD(lr=0.1), Drawn(), steps=20)
    assert np.allclose(record.loss, (record.theta * record.grad).sum(-1), rtol=1e-12)


def test_a_noisy_surface_keeps_its_box():
    """Theta does not leave it."""
    walled = dataclasses.replace(ravine, box=(-4, 4))
    record = trajectory(SGD(lr=0.5), Noisy(walled, sigma=5.0), steps=50)
    assert np.all(np.abs(record.theta) <= 4)
    assert np.any(np.abs(record.theta) == 4)


@pytest.mark.parametrize("box", [(-0.5, 0.25), ([-0.5, -1.0], [0.25, 2.0]), (-np.inf, 0.1)])
def test_walk_and_replay_are_bounded_by_the_same_box(box):
    """Numbers, or one of them a coordinate."""
    problem = Online([[1.0, -2.0], [-3.0, 4.0], [0.5, 0.5]], box=box)
    replayed = trajectory(Adam(lr=0.3), problem, steps=40)

    class Walked(Adam):
        """The same, which replay does not know."""

    walked = trajectory(Walked(lr=0.3), problem, steps=40)
    assert np.array_equal(replayed.theta, walked.theta)
    low, high = np.broadcast_arrays(*box)
    assert np.all((replayed.theta >= low) & (replayed.theta <= high))


def test_step_bound_without_a_memory_of_squares_is_infinite():
    """From the second step on, where beta1 remembers; without beta1 every step is 1."""
    assert step_bound(0.9, 0.0, t=1) == 1
    assert step_bound(0.9, 0.0, t=2) == np.inf
    assert np.array_equal(step_bound(0.0, 0.0, t=[1, 2, np.inf]), [1, 1, 1])


@pytest.mark.parametrize("make", [
    lambda: Adam(lr=[0.1, 0.2], beta1=0.5), lambda: AdamW(lr=inverse_sqrt([0.1, 0.2])),
    lambda: RMSProp(lr=warmup(3, linear(0.1, 0.0, 9))), SGD,
])  # fmt: skip
def test_rules_are_values(make):
    """Equal, hashed, pickled and printed by what they hold, arrays and schedules too."""
    rule, same = make(), make()
    assert rule == same
    assert hash(rule) == hash(same)
    assert pickle.loads(pickle.dumps(rule)) == rule
    assert rule != dataclasses.replace(rule, lr=0.123)
    assert repr(rule).startswith(type(rule).__name__)
    assert np.array_equal(stepped(rule, np.ones((2, 1)), np.ones((2, 1)))[0],
                          stepped(same, np.ones((2, 1)), np.ones((2, 1)))[0])  # fmt: skip


@pytest.mark.long
def test_a_mean_of_a_long_cycle_needs_little_memory():
    """Three million rows as Python floats would take 600 MiB."""
    import tracemalloc

    for mean in (False, True):
        tracemalloc.start()
        record = trajectory(
            SGD(lr=1e-6), Online([[1.0], [-2.0]]), steps=3_000_000, every=3_000_000, mean=mean
        )
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 150e6
        assert record.theta.shape == (1 if mean else 2, 1)
    assert record.theta[0, 0] == pytest.approx(0.75, rel=1e-5)


def test_rosenbrock_still_passes_as_it_is():
    """The stacked form is kept where it is right: nothing is wrapped."""
    from adamcore.plain import fitted

    for theta in (np.array([1.0, 2.0]), np.ones((3, 2))):
        assert fitted(rosenbrock, theta, None) is rosenbrock
