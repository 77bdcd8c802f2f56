"""The race with every gradient times a constant."""

import numpy as np


def test_sgd_diverges_when_the_loss_counts_twice(result):
    """Its best rate is more than half the largest stable one: 1e136 after 200 steps."""
    found = result("units")
    loss = dict(zip(found.factors, found.loss["sgd"], strict=True))
    assert np.log10(loss[2.0]) > 130
    assert loss[1.0] < 1e-12


def test_adam_s_path_is_the_same_from_a_thousandth_to_a_thousand(result):
    """Up to epsilon, which moves it by less than 1e-4 of the map at c = 0.001."""
    found = result("units")
    assert found.apart["adam"].max() < 2e-5
    assert found.apart["adam"][-1] < 2e-8


def test_rules_that_divide_by_a_root_of_squares_do_not_care(result):
    """AdaGrad, RMSProp and Adam's kin, against SGD and momentum."""
    found = result("units")
    for rule in ("adagrad", "rmsprop", "adam", "amsgrad", "adamw"):
        assert found.apart[rule].max() < 2e-3
    for rule in ("sgd", "momentum"):
        assert found.apart[rule][-1] == np.inf
