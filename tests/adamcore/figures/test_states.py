"""States that readers reach by a figure's controls are drawn by adamcore as well."""

import re
from functools import partial
from importlib import import_module
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from adamcore.figures import counterexample, race, sparse
from pelican.plugins.figures.render import axes
from pelican.plugins.figures.states import accepts

from .conftest import ARGUMENTS, SMALL

ROOT = Path(__file__).parents[3]


def shown(drawing):
    """The gids of the artists that are not hidden."""
    return {a.get_gid() for a in drawing.figure.findobj() if a.get_gid() and a.get_visible()}


def test_hidden_rules_take_all_their_artists_along():
    """``without`` hides a rule's path, end, loss and key, and nothing of a rule named alike."""
    gone = shown(race.draw(steps=2)) - shown(race.draw(steps=2).without("adam"))
    assert gone == {f"{kind}-adam" for kind in ("path", "end", "loss", "sample-key", "readout-key")}


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


def test_states_that_the_prose_links_to_are_states_of_their_figures():
    """Each value of each link is one that a control of the figure can have."""
    prose = "".join(path.read_text("utf-8") for path in ROOT.glob("content/*/*.md"))
    links = re.findall(r"\(#figure-(\w+)\?([^)]+)\)", prose)
    assert links
    for name, query in links:
        controls = import_module(f"adamcore.figures.{name}").draw().controls
        for control, value in parse_qsl(query):
            assert accepts(controls, control, value) is None, (name, control, value)
