"""A valley turned by an angle."""

import pytest


def test_adam_has_lost_its_way_round_at_30_degrees(result):
    """2e-28 along the axes, 3e-5 from 30 to 45 degrees."""
    found = result("rotation")
    adam = dict(zip(found.degrees, found.loss["adam"], strict=True))
    assert adam[0] < 1e-25
    assert 1e-11 < adam[5] < 1e-9
    for angle in (30, 35, 40, 45):
        assert adam[angle] == pytest.approx(3e-5, rel=0.2)


@pytest.mark.parametrize(("rule", "loss"), [("sgd", 8e-5), ("momentum", 3e-6)])
def test_rules_without_scales_see_no_angle(result, rule, loss):
    """The same at every angle, up to rounding."""
    found = result("rotation").loss[rule]
    assert found == pytest.approx(found[0], rel=1e-6)
    assert found[0] == pytest.approx(loss, rel=0.15)


def test_sgd_is_what_the_two_curvatures_say(result):
    """At lr just below 2 / 10^4: the shallow axis keeps (1 - lr)^1000 of its loss."""
    found = result("rotation")
    lr = found.rate["sgd"][0]
    loss = ((1 - lr) ** 1000 + 1e4 * (1 - 1e4 * lr) ** 1000) / 10_001
    assert found.loss["sgd"][0] == pytest.approx(loss, rel=1e-6)
