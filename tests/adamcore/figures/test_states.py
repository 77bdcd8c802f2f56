"""States that readers reach by a figure's controls are drawn by adamcore as well."""

from functools import partial

import pytest

from adamcore.figures import counterexample, race, sparse
from adamcore.figures.shown import SHOWN, values
from adamcore.figures.style import PALETTE
from pelican.plugins.figures.links import faults
from pelican.plugins.figures.render import axes, render

from .conftest import ARGUMENTS, SMALL


def shown(drawing):
    """The gids of the artists that are not hidden."""
    return {a.get_gid() for a in drawing.figure.findobj() if a.get_gid() and a.get_visible()}


def test_hidden_rules_take_all_their_artists_along():
    """``without`` hides all that is drawn of a rule, and nothing of a rule named alike."""
    gone = shown(race.draw(steps=2)) - shown(race.draw(steps=2).without("adam"))
    kinds = ("path", "end", "loss", "update", "sample-key", "readout-key")
    assert gone == {f"{kind}-adam" for kind in kinds}


def test_hidden_runs_take_their_ends_along():
    """A gid may have more after the run's name."""
    visible = shown(counterexample.draw().without("paper", "max_then_correct"))
    assert {"x-correct_then_max-end", "x-adam-end", "drift"} < visible
    assert not [gid for gid in visible if "paper" in gid or "max_then_correct" in gid]


def test_fewer_steps_of_the_race_are_the_beginning_of_the_same_picture():
    """Axes stay, and the paths are those of the longer race up to there."""
    short, long = race.draw(steps=30), race.draw()
    assert axes(short.figure) == axes(long.figure)
    assert short.data["paths"]["x_adam"] == pytest.approx(long.data["paths"]["x_adam"][:31])


def test_the_sparse_words_can_be_seen_half_way(monkeypatch):
    """Dots are the means of the path at that step, lines reach to the extremes."""
    monkeypatch.setattr(sparse, "experiment", partial(sparse.experiment, **SMALL["sparse"]))
    drawing = sparse.draw(**ARGUMENTS["sparse"], at=50)
    path, errors = drawing.data["path_rare"], drawing.data["errors"]
    row = list(path["t"]).index(50)
    assert errors["rare"] == [path[rule][row] for rule in errors["rule"]]
    ranges = zip(errors["rare_low"], errors["rare"], errors["rare_high"], strict=True)
    assert all(low <= mean <= high for low, mean, high in ranges)
    assert errors["rare"] != [path[rule][-1] for rule in errors["rule"]]


@pytest.mark.parametrize("name", sorted(set(SHOWN) - {"sparse"}))  # whose small run ends earlier
def test_states_that_show_numbers_are_states_of_their_figures(name, drawn):
    """Each value is one that a control has, each curve is in the drawing."""
    figure, states = SHOWN[name]
    picture = render(figure, drawn(figure), PALETTE)
    assert [told for state in states.values() for told in faults(picture, state)] == []


def test_numbers_that_are_said_to_be_shown_are_those_of_an_experiment():
    """No name is misspelt; of the quick experiments, each number too."""
    found = values()
    assert set(SHOWN) <= set(found)
    for name in ("drift", "no_correction", "step_bound", "first_steps", "short_burst"):
        assert set(SHOWN[name][1]) <= set(found[name].run())
