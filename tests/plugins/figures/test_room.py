"""The room of controls is counted in them; what cannot be counted is said, by width."""

import re

import pytest

from pelican.plugins.figures.controls import ControlError
from pelican.plugins.figures.room import room

SLIDER = {"kind": "range", "name": "x", "label": "x", "min": 0, "max": 1, "step": 1}
SWITCHES = {"kind": "switches", "label": "Runs", "series": dict.fromkeys("abcdefg", "x")}
NOTE = {"kind": "note", "text": "Drag."}
EQUATION = {"kind": "equation", "label": "x", "parts": ["x"]}
FOLD = {"kind": "fold", "label": "More", "members": [SLIDER] * 7}
COORDINATE = {"kind": "coordinate", "name": "x", "label": "x", "limits": [0, 1]}


def counted(controls, given=None):
    """The properties by name."""
    style = room(controls, given or {})
    return dict(re.findall(r"--([a-z]+-[a-z]+):(\w+)", style))


def test_sliders_stand_two_in_a_row_and_one_on_a_phone():
    """A third one begins another row."""
    found = counted([SLIDER] * 3)
    assert (found["sliders-wide"], found["sliders-narrow"]) == ("2", "3")
    assert (found["columns-wide"], found["columns-narrow"]) == ("2", "1")


@pytest.mark.parametrize("kind", ["range", "stops", "decades", "nines"])
def test_a_slider_of_any_kind_takes_room(kind):
    """What it goes over does not matter."""
    assert counted([SLIDER | {"kind": kind}])["sliders-wide"] == "1"


def test_columns_that_are_given_are_those_of_the_wide_page():
    """On a phone there is one, unless that is given too."""
    found = counted([SLIDER] * 3, {"columns": {"wide": 3}})
    assert (found["sliders-wide"], found["sliders-narrow"]) == ("1", "3")
    assert counted([SLIDER] * 3, {"columns": 3})["columns-narrow"] == "3"


def test_what_is_as_wide_as_the_figure_begins_a_row_of_sliders():
    """The place beside a slider before it stays empty; a coordinate takes none."""
    assert counted([SLIDER, NOTE, SLIDER])["sliders-wide"] == "2"
    assert counted([SLIDER, COORDINATE, SLIDER])["sliders-wide"] == "1"


def test_switches_take_rows_and_a_fold_one():
    """Members of a fold have no room until they are wanted."""
    found = counted([SWITCHES, FOLD])
    assert (found["rows-wide"], found["rows-narrow"]) == ("3", "4")
    assert "sliders-wide" not in found


def test_folds_that_follow_each_other_stand_side_by_side():
    """One below the other on a phone, and where something else is between them."""
    found = counted([FOLD, FOLD])
    assert (found["rows-wide"], found["rows-narrow"]) == ("1", "2")
    assert counted([FOLD, SLIDER, FOLD])["rows-wide"] == "2"
    assert counted([FOLD] * 3, {"columns": 3})["rows-wide"] == "1"


def test_all_switches_in_one_row_are_as_wide_as_their_words():
    """At other widths they stand in columns."""
    found = counted([SWITCHES], {"switches": {"wide": "all", "middle": 4}})
    assert (found["rows-wide"], found["row-wide"]) == ("1", "flex")
    assert (found["rows-middle"], found["row-middle"]) == ("2", "grid")
    assert (found["rows-narrow"], found["row-narrow"]) == ("3", "grid")


def test_switches_say_how_high_the_keys_are_whose_place_they_take():
    """A part of the drawing's width, or one for each drawing; without keys nothing is said."""
    assert "--keys-wide:0.16" in room([{**SWITCHES, "keys": 0.16}], {}).split(";")
    both = room([{**SWITCHES, "keys": {"wide": 0.16, "narrow": 0.3}}], {}).split(";")
    assert both[-2:] == ["--keys-wide:0.16", "--keys-narrow:0.3"]
    assert "--keys" not in room([SWITCHES], {})


def test_notes_have_their_lines():
    """A line on a wide page, two on a phone, or as many as are said."""
    found = counted([NOTE, EQUATION], {"note": {"narrow": 3}})
    assert (found["note-wide"], found["notes-wide"]) == ("1", "2")
    assert (found["note-narrow"], found["notes-narrow"]) == ("3", "6")


def test_a_width_has_what_the_next_wider_has():
    """What was not said is the default, and a default does not undo what was said."""
    found = counted([], {"words": {"middle": 3, "least": 5}})
    assert (found["words-wide"], found["words-middle"]) == ("2", "3")
    assert (found["words-narrow"], found["words-least"]) == ("4", "5")
    found = counted([], {"words": {"wide": 3, "narrow": 5}})
    assert "words-middle" not in found
    assert "words-least" not in found


def test_one_number_is_that_of_all_widths():
    """Also of the narrowest."""
    found = counted([], {"words": 3})
    assert (found["words-wide"], found["words-narrow"]) == ("3", "3")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (3, "room is 3, not a mapping"),
        ({"word": 3}, "room: unknown key 'word'; did you mean 'words'"),
        ({"words": {"wdie": 3}}, "room: 'words': unknown width 'wdie'; did you mean 'wide'"),
        ({"words": 0}, "room: 'words' is 0, not a whole number above 0"),
        ({"columns": {"wide": 1.5}}, "room: 'columns' is 1.5, not a whole number"),
        ({"columns": "all"}, "room: 'columns' is 'all', not a whole number"),
    ],
)
def test_room_that_cannot_be_is_told(given, message):
    """With what would be right."""
    with pytest.raises(ControlError, match=message):
        room([], given)
