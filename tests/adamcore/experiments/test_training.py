"""Sweeps: every rate and seed in one call, with the results of single runs."""

import numpy as np
import pytest

from adamcore import SGD, Adam
from adamcore.experiments.digits import Digits
from adamcore.experiments.training import batches, train


@pytest.fixture
def data():
    """Forty pictures of two easy classes: the label is the sign of the first pixel's excess."""
    x = np.random.default_rng(0).random((40, 64), np.float32)
    return Digits(x, (x[:, 0] > 0.5).astype(np.int64)), Digits(x[:10], (x[:10, 0] > 0.5) * 1)


def test_a_sweep_has_the_results_of_its_single_runs(data):
    """Rates do not see each other."""
    sweep = train(Adam, [0.001, 0.01], data, seeds=2, batch=8, epochs=3)
    for i, rate in enumerate((0.001, 0.01)):
        single = train(Adam, [rate], data, seeds=2, batch=8, epochs=3)
        assert sweep.loss[i] == pytest.approx(single.loss[0], rel=1e-4)


def test_a_run_that_leaves_the_finite_numbers_has_infinite_loss(data):
    """Divergence is a result, and no warning."""
    run = train(SGD, [1e-3, 1e30], data, model="mlp", seeds=2, batch=8, epochs=2)
    assert np.isfinite(run.loss[0]).all()
    assert np.isinf(run.loss[1]).all()


def test_training_lowers_the_loss_along_the_way(data):
    """The curve begins at log 10 for softmax regression and ends at the final loss."""
    run = train(SGD, [0.05], data, model="softmax", seeds=2, batch=8, epochs=4, every=5)
    assert run.steps.tolist() == [0, 5, 10, 15, 20]
    assert run.curve[0] == pytest.approx(np.log(10), rel=1e-6)
    assert run.curve[-1] == pytest.approx(run.loss)
    assert (run.loss < 1.2).all()


def test_an_epoch_shows_every_picture_once_to_every_seed(data):
    """Seeds differ in their order, not in what they see."""
    seen = [y for _, y in batches(data[0], seeds=3, size=8, epochs=1)]
    assert len(seen) == 5
    pictures = np.concatenate([x for x, _ in batches(data[0], 3, 8, 1)], axis=1)
    first, second = (np.sort(pictures[s, :, 0]) for s in (0, 1))
    assert np.array_equal(first, second)
    assert not np.array_equal(pictures[0], pictures[1])
