"""A link in prose may say what the page would take from it, and nothing else."""

import json
from pathlib import Path

import pytest

from pelican.plugins.figures.controls import checked
from pelican.plugins.figures.states import accepts, values

FOUND = json.loads(Path(__file__).with_name("readings.json").read_text("utf-8"))
CONTROLS = FOUND["controls"]


@pytest.mark.parametrize("reading", FOUND["readings"], ids=lambda reading: reading["name"])
def test_what_the_page_reads_is_accepted_and_nothing_else(reading):
    """The same cases are put to page/controls.js, by controls.test.js beside this."""
    name, state = reading["name"], reading["state"]
    refused = [text for text in reading["yes"] if accepts(CONTROLS, name, text, state)]
    assert refused == []
    taken = [text for text in reading["no"] if not accepts(CONTROLS, name, text, state)]
    assert taken == []


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("mean", "7", "allowed: from -1.2 to 1.2"),
        ("lr", "0", "allowed: from 0.0001 to 10"),
        ("place", "up", "allowed: near, far"),
        ("grid", "on", "allowed: 0 or 1"),
        ("x", "9", "allowed: from -1 to 1 or from -5 to 5"),
    ],
)
def test_what_is_allowed_is_said_in_words(name, text, words):
    """As an author can write it into the link."""
    assert accepts(CONTROLS, name, text) == words


def test_limits_without_the_value_that_decides_are_all_that_may_be():
    """A link that says nothing of the place is right if it is right in some place."""
    assert accepts(CONTROLS, "x", "3") is None
    assert accepts(CONTROLS, "x", "3", {"place": "near"}) == "allowed: from -1 to 1"


def test_an_unknown_name_is_told_with_those_that_there_are():
    """Switches of series too, by the names that links have."""
    told = accepts(CONTROLS, "maen", "1")
    assert told == (
        "unknown; the controls are mean, beta, lr, memory, place, x, y, show_adam, show_sgd, grid"
    )
    assert accepts([], "mean", "1") == "unknown; there are no controls"


def test_stops_are_without_noise():
    """As a reader would write them."""
    mean, _, lr, memory = CONTROLS[:4]
    assert values(mean)[:3] == [-1.2, -1.15, -1.1]
    assert 0.0 in values(mean)
    assert values(lr)[:3] == [0.0001, 0.000126, 0.000158]
    assert len(values(lr)) == 51
    assert values(memory)[::60] == [0.9, 0.99, 0.999, 0.9999]
    assert values(memory)[:2] == [0.9, 0.9038]


def test_the_cases_are_controls_that_can_be():
    """So that they mean something."""
    state = {"mean": 0.0, "beta": 0.9, "lr": 0.1, "memory": 0.95, "place": "near"}
    state |= {"x": 0, "y": 0, "grid": False}
    assert checked(CONTROLS, state) == CONTROLS
