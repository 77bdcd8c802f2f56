"""The race takes a rule's next update apart into the terms of its formula."""

import numpy as np
import pytest

from adamcore.figures import race
from adamcore.figures.style import NAMES
from adamcore.figures.update import arrow
from adamcore.rules import RULES
from adamcore.surfaces import SURFACES
from adamcore.trajectories import trajectory


@pytest.mark.parametrize("rule", sorted(NAMES))
def test_terms_make_the_step_by_the_rule_s_formula(rule):
    """What is drawn of a state is what the rule itself does next."""
    table = race.draw(update=rule, steps=7, scale=2.0).data["update"]
    lr = race.best()["ravine"][rule]
    problem = race.scaled(SURFACES["ravine"], 2.0)
    path = trajectory(RULES[rule](lr), problem, np.array([-4.0, 1.5]), 8)
    assert table["gradient"].tolist() == path.grad[7].tolist()
    assert table["step"] == pytest.approx(path.theta[8] - path.theta[7], rel=1e-12)
    above = table["gradient"] if np.isnan(table["momentum"]).any() else table["momentum"]
    below = 1 if np.isnan(table["root"]).any() else table["root"]
    assert table["step"] == pytest.approx(
        -lr * above / below + np.nan_to_num(table["decay"]), rel=1e-9
    )


@pytest.mark.parametrize("to", [(3.0, 4.0), (np.nan, 0.0), (np.inf, 0.0), (3.3, 4.0)])
def test_an_arrow_that_would_be_nothing_is_a_point(to):
    """Too short to be seen, or to no point at all."""
    assert arrow((3.0, 4.0), to).tolist() == [[3.0, 4.0]]


def test_an_arrow_has_its_head_at_its_end():
    """Its wings lie behind the tip, on either side, and are no longer than the arrow."""
    _, tip, left, again, right = arrow((0, 0), (20, 0))
    assert tip.tolist() == again.tolist() == [20, 0]
    assert left[0] == right[0] < 20
    assert left[1] == -right[1] != 0
    assert arrow((0, 0), (4, 0))[2][0] == 2
