"""What a record holds, and which runs share one call."""

import tracemalloc
from dataclasses import replace

import numpy as np
import pytest

from adamcore import RULES, SGD, Adam, AMSGrad, Momentum, Noisy, Online, ravine, rosenbrock
from adamcore import trajectory as follow


def by_hand(rule, steps):
    """Return the points of a walk on Rosenbrock, written out."""
    theta, path = np.array(rosenbrock.start), []
    state = rule.init(theta)
    for _ in range(steps):
        path.append(theta)
        theta, state = rule.step(theta, rosenbrock.gradient(theta), state)
    return np.array([*path, theta]), state


@pytest.mark.parametrize("name", RULES)
def test_record_is_the_walk_written_out(name):
    """Row t is the point after t steps, with its loss, its gradient and the state there."""
    rule = RULES[name](lr=1e-3)
    record = follow(rule, rosenbrock, steps=30)
    path, state = by_hand(rule, 30)
    assert np.array_equal(record.theta, path)
    assert np.array_equal(record.loss, rosenbrock.loss(path))
    assert np.array_equal(record.grad, rosenbrock.gradient(path))
    assert type(record.state) is type(state)
    for name_, last in state._asdict().items():
        assert np.array_equal(getattr(record.state, name_)[-1], last)
    assert np.array_equal(record.state.t, record.t)


def test_theta_is_the_start_unless_given():
    """A point of one's own, of either precision, replaces the problem's start."""
    assert np.array_equal(follow(SGD(), ravine, steps=0).theta, [ravine.start])
    record = follow(SGD(), ravine, theta=np.array([1, 2], np.float32), steps=2)
    assert record.theta.dtype == record.loss.dtype == record.grad.dtype == np.float32
    assert np.array_equal(record.theta[0], [1, 2])


def test_stacked_blocks_are_one_record(monkeypatch):
    """How many rows are stacked at once changes nothing."""
    whole = follow(Adam(), rosenbrock, steps=100, every=5)
    monkeypatch.setattr("adamcore.trajectories.ELEMENTS", 30)
    pieces = follow(Adam(), rosenbrock, steps=100, every=5)
    assert np.array_equal(whole.theta, pieces.theta)
    assert all(np.array_equal(x, y) for x, y in zip(whole.state, pieces.state, strict=True))


def test_thinned_record_is_every_kth_row():
    """every=k keeps the rows of t = 0, k, 2k, ..."""
    whole, thin = (follow(Adam(), rosenbrock, steps=60, every=k) for k in (1, 20))
    assert np.array_equal(thin.t, [0, 20, 40, 60])
    for field in ("theta", "loss", "grad"):
        assert np.array_equal(getattr(thin, field), getattr(whole, field)[::20])
    assert np.array_equal(thin.state.m, whole.state.m[::20])


def test_mean_record_averages_the_points_where_losses_are_met():
    """mean=True averages each k points in turn, without the very last one."""
    whole = follow(Adam(), rosenbrock, steps=60)
    mean = follow(Adam(), rosenbrock, steps=60, every=20, mean=True)
    assert np.array_equal(mean.t, [0, 20, 40])
    assert np.allclose(mean.theta, whole.theta[:-1].reshape(3, 20, 2).mean(1), rtol=1e-14)
    assert np.allclose(mean.loss, whole.loss[:-1].reshape(3, 20).mean(1), rtol=1e-14)
    assert np.allclose(mean.state.v, whole.state.v[:-1].reshape(3, 20, 2).mean(1), rtol=1e-14)


def test_only_what_is_asked_for_is_kept():
    """Fields that `record` does not name are None."""
    record = follow(Adam(), rosenbrock, steps=5, record=("loss",))
    assert record.loss.shape == (6,)
    assert record.theta is record.grad is record.state is None


def test_grid_of_runs_is_one_call_with_the_bits_of_each_run():
    """Rates along one axis and betas along another give (rows, rates, betas, coordinates)."""
    rates, betas = np.array([1e-3, 1e-2, 0.1]), np.array([0.5, 0.9])
    grid = follow(Momentum(rates[:, None, None], betas[:, None]), rosenbrock, steps=40)
    assert grid.theta.shape == (41, 3, 2, 2)
    assert grid.loss.shape == (41, 3, 2)
    for i, j in np.ndindex(3, 2):
        single = follow(Momentum(rates[i], betas[j]), rosenbrock, steps=40)
        assert np.array_equal(grid.theta[:, i, j], single.theta, equal_nan=True)


def test_seeds_are_runs_with_streams_of_their_own():
    """Seeds give an axis of runs, each the same as alone, the same for every rate."""
    rates = np.array([0.01, 0.02])[:, None, None]
    both = follow(Adam(rates), Noisy(ravine, sigma=2.0, seed=(3, 8, 5)), steps=20)
    assert both.theta.shape == (21, 2, 3, 2)
    alone = follow(Adam(0.02), Noisy(ravine, sigma=2.0, seed=8), steps=20)
    assert np.array_equal(both.theta[:, 1, 1], alone.theta)
    assert np.array_equal(both.grad[0, 0], both.grad[0, 1])
    assert not np.array_equal(both.grad[0, 0, 0], both.grad[0, 0, 1])


def test_online_loss_is_that_of_the_step_to_come():
    """f_t(x) = c_t x: row t - 1 holds f_t at the point before step t."""
    record = follow(SGD(0.1), Online([[3.0], [-1.0], [-1.0]], start=1.0), steps=4)
    assert np.allclose(record.theta[:, 0], [1, 0.7, 0.8, 0.9, 0.6], rtol=1e-15)
    assert np.allclose(record.loss, [3, -0.7, -0.8, 2.7, -0.6], rtol=1e-15)


def test_theta_stays_in_the_box():
    """With a box, every point is projected onto it before the next step."""
    problem = Online([[1.0], [-3.0]], box=(-0.5, 0.25))
    record = follow(SGD(1.0), problem, steps=4)
    assert np.array_equal(record.theta[:, 0], [0, -0.5, 0.25, -0.5, 0.25])


def test_box_of_a_surface():
    """The projection does not need a linear loss."""
    walled = replace(ravine, box=(0.4, 1.0))
    record = follow(SGD(0.1), walled, theta=np.array([0.5, 0.5]), steps=200)
    assert np.array_equal(record.theta[-1], [0.4, 0.4])


def test_divergence_is_recorded_and_no_error():
    """A rate far too large ends in inf or nan, without a warning."""
    record = follow(SGD(1.0), rosenbrock, steps=20)
    assert not np.isfinite(record.theta[-1]).all()


def test_rule_that_works_in_place_does_not_change_the_record():
    """Rows are copies: a learner's `theta -= ...` gives the same record as `theta - ...`."""

    class InPlace(SGD):
        def step(self, theta, grad, state):
            theta -= self.lr * grad
            return theta, state

    expected = follow(SGD(), ravine, steps=10)
    assert np.array_equal(follow(InPlace(), ravine, steps=10).theta, expected.theta)


def test_problem_start_is_left_alone():
    """A rule that works in place cannot move a start that was handed in."""

    class InPlace(SGD):
        def step(self, theta, grad, state):
            theta -= self.lr * grad
            return theta, state

    theta = np.array([1.0, 1.0])
    follow(InPlace(), ravine, theta=theta, steps=3)
    assert np.array_equal(theta, [1.0, 1.0])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"steps": -1}, "steps = -1: must be a whole number >= 0"),
        ({"steps": 1.5}, "steps = 1.5: must be a whole number"),
        ({"steps": 10, "every": 0}, "every = 0: must be a whole number >= 1"),
        ({"steps": 10, "every": 3}, "steps = 10: must be a multiple of every = 3"),
        ({"record": ("theta", "speed")}, "record = .* not 'speed'"),
        ({"theta": [1, 2]}, "theta has dtype int64"),
        ({"theta": np.ones(3), "rule": SGD(np.ones(2))}, "must broadcast together"),
        ({"theta": np.ones(1), "rule": SGD(np.ones(2))}, "last axis must be 1 or theta's"),
    ],
)
def test_bad_input_names_the_parameter(arguments, message):
    """Every refusal says which argument is wrong and what is allowed."""
    rule = arguments.pop("rule", SGD())
    with pytest.raises(ValueError, match=message):
        follow(rule, ravine, **arguments)


def test_step_that_changes_the_shape_is_refused():
    """A learner's step that returns another shape is told so, not left to broadcast."""

    class Summed(SGD):
        def step(self, theta, grad, state):
            return theta.sum(), state

    with pytest.raises(ValueError, match=r"step returned theta of shape \(\): must be \(2,\)"):
        follow(Summed(), ravine, steps=2)


def test_long_run_needs_little_memory():
    """A thinned record is held in far less memory than its full path would take."""
    problem = Online([[1.0], [-1.0], [2.0]], box=(-1, 1))
    rule = AMSGrad(np.full((40, 1), 0.1), convention="paper")
    tracemalloc.start()
    follow(rule, problem, steps=9000, every=3000, record=("theta", "loss"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 9000 * 40 * 8
