"""Steps to a loss of 0.1, each rule at the rate that needs the fewest."""

import pytest

pytestmark = pytest.mark.long  # its runs take seconds where they are not cached

STEPS = {"adam": 100, "momentum": 112, "rmsprop": 120, "adagrad": 148, "sgd": 156}


def test_steps_to_0_1(result):
    """Adam 100, momentum 112, RMSProp 120, AdaGrad 148, SGD 156: within two looks, 8 steps."""
    rules = result("speed").rules
    for name, steps in STEPS.items():
        assert abs(rules[name].steps - steps) <= 8


def test_one_seed_of_adagrad_never_arrives(result):
    """All others do, whatever the rule."""
    missed = {name: a.seeds.count(None) for name, a in result("speed").rules.items()}
    assert missed.pop("adagrad") == 1
    assert set(missed.values()) == {0}


def test_a_rate_chosen_for_speed_is_no_slower_than_one_chosen_for_the_end(result):
    """Each rule at the rate of its least final loss arrives no sooner."""
    for name, reached in result("convergence").reached.items():
        assert result("speed").rules[name].steps <= reached
