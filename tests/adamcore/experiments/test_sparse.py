"""Sparse features: who learns the rare words, and who the common ones."""

import numpy as np
import pytest

from adamcore.experiments.sparse import Texts

ADAPTIVE = ("adagrad", "adam", "amsgrad", "adamw")


@pytest.fixture
def texts():
    return Texts(words=30, scale=0.5, batch=16, seeds=2, logistic=True, noise=0.0)


def means(result, name, field):
    return {rule: getattr(x, field).mean() for rule, x in result(name).rules.items()}


def test_adaptive_rules_learn_rare_and_common_words_better_than_sgd(result):
    """Each at its own best rate; rare words: AdaGrad 0.28, Adam 0.30, SGD 0.47 of 1."""
    for field in ("rare", "common"):
        errors = means(result, "sparse", field)
        assert max(errors[rule] for rule in ADAPTIVE) < 0.8 * errors["sgd"]
    rare = means(result, "sparse", "rare")
    assert rare["sgd"] == pytest.approx(0.47, abs=0.03)
    assert rare["adam"] == pytest.approx(0.30, abs=0.03)
    assert rare["adagrad"] == pytest.approx(0.275, abs=0.03)


def test_adagrad_has_the_least_excess_loss(result):
    """On sparse data the sum of squares serves better than the average."""
    excess = means(result, "sparse", "excess")
    assert min(excess, key=excess.get) == "adagrad"


def test_on_least_squares_with_little_noise_sgd_is_not_behind_on_rare_words(result):
    """The claim that does not hold everywhere: SGD's rare words are no worse than Adam's."""
    rare = means(result, "sparse_least_squares", "rare")
    assert rare["sgd"] < rare["adam"]
    assert rare["sgd"] == pytest.approx(rare["adagrad"], rel=0.3)


def test_no_best_rate_lies_at_the_end_of_the_sweep(result):
    """A best rate at the end would say that the sweep is too short."""
    for name in ("sparse", "sparse_least_squares"):
        found = result(name)
        for learned in found.rules.values():
            assert found.rates[0] < learned.rate < found.rates[-1]
            assert learned.sweep.min() == pytest.approx(learned.excess.mean(), rel=1e-5)


def test_paths_begin_with_nothing_learned(result):
    """The error is relative: 1 at the start, the result at the end."""
    found = result("sparse")
    for learned in found.rules.values():
        assert learned.rare_path.shape == (len(found.steps), 5)
        assert learned.rare_path[0] == pytest.approx(1)
        assert learned.rare_path[-1] == pytest.approx(learned.rare)


def test_words_have_the_frequencies_of_zipf(texts):
    """Word j is in a document with probability 0.5 / j."""
    x, y = next(texts.stream(1, 20_000))
    assert x.mean(axis=(0, 1)) == pytest.approx(0.5 / np.arange(1, 31), abs=0.01)
    assert set(np.unique(y)) == {0, 1}


@pytest.mark.parametrize("logistic", [True, False])
def test_the_residual_is_the_derivative_of_the_loss(logistic):
    """Of log-loss or half the squared error, by differences on the same documents."""
    texts = Texts(words=6, scale=0.9, batch=50, seeds=1, logistic=logistic, noise=0.1)
    theta = np.random.default_rng(3).standard_normal((1, 6))
    x, y = (part.astype(float) for part in next(texts.stream(1, texts.batch)))

    def loss(weights):
        z = (x @ weights[..., None])[0, :, 0]
        return (np.logaddexp(0, z) - y * z if logistic else (z - y) ** 2 / 2).mean()

    gradient = (texts.residual(theta, x, y)[..., None, :] @ x)[0, 0] / texts.batch
    slopes = [(loss(theta + h) - loss(theta - h)) / 2e-6 for h in 1e-6 * np.eye(6)]
    assert gradient == pytest.approx(np.array(slopes), abs=1e-7)


def test_the_true_weights_have_no_excess(texts):
    """Nothing is better than the model that made the labels."""
    weights = texts.weights()
    assert texts.excess(weights) == pytest.approx([0, 0], abs=1e-6)
    assert (texts.excess(weights + 0.1) > 0).all()
