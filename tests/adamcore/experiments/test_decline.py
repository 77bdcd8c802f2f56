"""Schedules, warm-up and batch sizes on digits."""

import numpy as np
import pytest

from adamcore.experiments.decline import FORMS
from adamcore.rules import Adam

pytestmark = pytest.mark.long  # its runs take seconds where they are not cached


def test_a_linear_decline_helps_all_but_sgd(result):
    """Adam from 0.0189 to 0.0073 at a rate of 0.1; SGD from 0.021 to 0.037."""
    best = {
        rule: {form: np.median(loss, axis=1).min() for form, loss in by_form.items()}
        for rule, by_form in result("schedules").losses.items()
    }
    assert best["adam"]["constant"] == pytest.approx(0.0189, rel=0.2)
    assert best["adam"]["linear"] == pytest.approx(0.0073, rel=0.3)
    for rule in ("momentum", "rmsprop", "adam"):
        assert best[rule]["linear"] < 0.7 * best[rule]["constant"]
    assert best["sgd"]["linear"] > 1.3 * best["sgd"]["constant"]


def test_a_decline_begins_at_a_higher_rate(result):
    """Adam's best rate grows from 0.0215 to 0.1."""
    found = result("schedules")
    best = {
        form: found.rates[np.median(loss, axis=1).argmin()]
        for form, loss in found.losses["adam"].items()
    }
    assert best["linear"] >= 2 * best["constant"]


def test_warm_up_rescues_a_rate_of_0_2_and_does_nothing_at_0_1(result):
    """From about 1 to 0.28 there; at half that rate both medians lie in the other's quartiles."""
    losses = result("warm_up").losses["adam"]
    constant, warm = losses["constant"], losses["warm"]
    assert np.median(constant[1]) > 0.8
    assert np.median(warm[1]) < 0.4
    low, high = np.quantile(constant[0], [0.25, 0.75])
    assert low < np.median(warm[0]) < high


def test_warm_up_and_decline_together_are_best(result):
    """At either rate, better than each alone."""
    median = {
        form: np.median(loss, axis=1) for form, loss in result("warm_up").losses["adam"].items()
    }
    for form in ("constant", "warm", "linear"):
        assert (median["both"] < median[form]).all()


def test_larger_batches_want_larger_rates(result):
    """0.01, 0.0215 and 0.0464 at batches of 8, 32 and 128."""
    found = result("batch_sizes")
    assert found.rates[found.loss.argmin(axis=1)].tolist() == [0.01, 0.0215, 0.0464]


@pytest.mark.parametrize(
    ("form", "rates"),
    [
        ("constant", [1, 1, 1, 1]),
        ("linear", [1, 0.75, 0.5, 0.25]),
        ("warm", [0.5, 1, 1, 1]),
        ("both", [0.5, 0.75, 0.5, 0.25]),
    ],
)
def test_forms_of_schedules(form, rates):
    """Over four steps, two of them warm-up."""
    rule = FORMS[form](Adam, 1.0, steps=4, warm=2)
    assert [rule.fixed(t).lr for t in (1, 2, 3, 4)] == pytest.approx(rates)
