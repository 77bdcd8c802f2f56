"""Controls that cannot be are told in one line, before a reader meets them."""

import re

import numpy as np
import pytest

from pelican.plugins.figures.controls import ControlError, checked

RANGE = {"kind": "range", "name": "mean", "label": "mean μ", "min": 0, "max": 1, "step": 0.1}
STOPS = {"kind": "stops", "name": "beta", "label": "β", "values": [0.5, 0.9, 0.99]}
DECADES = {"kind": "decades", "name": "lr", "label": "rate", "from": -4, "to": 1, "per": 10}
NINES = {"kind": "nines", "name": "memory", "label": "memory", "from": 0, "to": 4, "per": 60}
CHOICE = {"kind": "choice", "name": "place", "label": "place", "options": {"in": "i", "out": "o"}}
TOGGLE = {"kind": "toggle", "name": "grid", "label": "grid"}
X = {"kind": "coordinate", "name": "x", "label": "x", "limits": [-1, 1]}
BY_PLACE = X | {"by": "place", "limits": {"in": [-1, 1], "out": [-5, 5]}}
SWITCHES = {"kind": "switches", "label": "Rules", "series": {"adam": "Adam", "sgd": "SGD"}}
FOLD = {"kind": "fold", "label": "More", "members": [TOGGLE]}
ROW = {"kind": "row", "label": "Marks", "members": [TOGGLE]}
NOTE = {"kind": "note", "text": "Drag the ring."}
EQUATION = {"kind": "equation", "label": "form", "parts": ["λ = ", {"name": "form-paper"}]}
PARAMETERS = {"mean": 0.3, "beta": 0.9, "lr": 0.0316, "memory": 0.95, "place": "in", "grid": True,
              "x": 0.5}  # fmt: skip
ROLES = ("ink", "adam", "sgd")


def test_controls_of_all_kinds_are_what_they_were():
    """What is right passes as it is."""
    marked = DECADES | {"marked": True}
    controls = [RANGE, STOPS, marked, NINES, CHOICE, BY_PLACE, SWITCHES, NOTE, EQUATION, FOLD]
    assert checked(controls, PARAMETERS, ROLES) == controls
    assert checked([ROW], PARAMETERS, ROLES) == [ROW]
    assert checked((), {}) == []


def test_numpy_s_numbers_and_tuples_become_plain():
    """So that JSON can hold them."""
    (found,) = checked([STOPS | {"values": np.array([0.5, 0.9])}], PARAMETERS)
    assert found["values"] == [0.5, 0.9]
    assert {type(value) for value in found["values"]} == {float}
    (found,) = checked([RANGE | {"max": np.int64(1)}], PARAMETERS)
    assert type(found["max"]) is int


FAULTS = {
    "no list": ({"kind": "note"}, "controls are .*, not a list of mappings"),
    "no mapping": (["mean"], "a control is 'mean', not a mapping with a kind"),
    "no kind": ([{"name": "mean"}], "not a mapping with a kind"),
    "an unknown kind": ([RANGE | {"kind": "slide"}],
                        r"control 'mean' \(slide\): unknown kind; there are range"),
    "a slip in a kind": ([CHOICE | {"kind": "chioce"}], "unknown kind; did you mean 'choice'"),
    "a slip in a key": ([RANGE | {"shwo": ".2f"}], "unknown key 'shwo'; did you mean 'show'"),
    "another kind's key": ([RANGE | {"values": [1, 2]}], "unknown key 'values'; there are"),
    "a key that is missing": ([{"kind": "note"}], r"a control \(note\): 'text' is missing: words"),
    "a name that is none": ([RANGE | {"name": "a b"}], "'name' is 'a b', not a parameter of draw"),
    "an empty label": ([RANGE | {"label": " "}], "'label' is ' ', not words"),
    "a number that is none": ([RANGE | {"min": "0"}], "'min' is '0', not a number"),
    "a truth for a number": ([RANGE | {"min": True}], "'min' is True, not a number"),
    "no step": ([RANGE | {"step": 0}], "'step' is 0, not a number above 0"),
    "an end before the beginning": ([RANGE | {"max": -1}], "'max' is not a step above 'min'"),
    "an end between two steps": ([RANGE | {"max": 0.95}], "'max' is no whole number of steps"),
    "one stop": ([STOPS | {"values": [0.9]}], "not two numbers or more, in ascending order"),
    "stops in disorder": ([STOPS | {"values": [0.9, 0.5]}], "in ascending order"),
    "decades in disorder": ([DECADES | {"from": 2}], "'to' is not above 'from'"),
    "nines below none": ([NINES | {"from": -1}], "'from' is below 0, where"),
    "nines in disorder": ([NINES | {"to": 0}], "'to' is not above 'from'"),
    "stops that are not marked": ([STOPS | {"marked": False}], "unknown key 'marked'"),
    "marks that are none": ([RANGE | {"marked": 1}], "'marked' is 1, not True or False"),
    "a format that is none": ([RANGE | {"show": "%d"}], "'show' is '%d', not"),
    "an unknown role": ([RANGE | {"tone": "adm"}], "role of colour 'adm'; did you mean 'adam'"),
    "an unknown role of a series": ([SWITCHES | {"tones": {"adam": "red"}}], "'red'; there are"),
    "a series that is none, off": ([SWITCHES | {"off": ["paper"]}],
                                   "'off' has 'paper', which 'series' has not"),
    "keys wider than high": ([SWITCHES | {"keys": 1.2}], "not a part of the drawing's width"),
    "a tone of no series": ([SWITCHES | {"tones": {"paper": "adam"}}],
                            "'tones' has 'paper', which 'series' has not"),
    "off that is no series": ([SWITCHES | {"off": ["paper"]}],
                             "'off' has 'paper', which 'series' has not"),
    "options that are numbers": ([CHOICE | {"options": {"1": "one"}}], "values are no numbers"),
    "no options": ([CHOICE | {"options": {}}], "'options' is {}"),
    "limits that are not two": ([X | {"limits": [1]}], r"'limits' is \[1\], not two numbers"),
    "limits by nothing": ([X | {"limits": {"in": [0, 1]}}], "go together"),
    "a slider in a row": ([ROW | {"members": [RANGE]}], "a row has toggles alone"),
    "a fold in a fold": ([FOLD | {"members": [FOLD]}], "a fold cannot be in another"),
    "a fault in a fold": ([FOLD | {"members": [TOGGLE | {"tint": "x"}]}],
                          r"control 'grid' \(toggle\): unknown key 'tint'"),
    "an equation of numbers": ([EQUATION | {"parts": ["λ = ", 3]}], "'parts' is"),
    "a name of no parameter": ([RANGE | {"name": "maen"}],
                               r"control 'maen' \(range\): draw\(\) has no such parameter; "
                               "did you mean 'mean'"),
    "a name twice": ([RANGE, FOLD, ROW], "two controls have the name 'grid'"),
    "a series twice": ([SWITCHES, SWITCHES], "two controls have the name 'show_adam'"),
    "limits by a choice that comes later": ([BY_PLACE, CHOICE], "of a choice 'place' before it"),
    "limits without one of the options": (
        [CHOICE, BY_PLACE | {"limits": {"in": [0, 1]}}], "limits are not those of each option"),
}  # fmt: skip


@pytest.mark.parametrize(("controls", "message"), FAULTS.values(), ids=FAULTS)
def test_what_is_wrong_is_told(controls, message):
    """With the control, and what would be right; in one line."""
    with pytest.raises(ControlError, match=message) as error:
        checked(controls, PARAMETERS, ROLES)
    assert "\n" not in str(error.value)


DEFAULTS = {
    "between two steps": (
        RANGE,
        {"mean": 0.35},
        "draw() begins with 0.35; its values near it are 0.3 and 0.4",
    ),
    "beyond the last step": (RANGE, {"mean": 1.1}, "begins with 1.1"),
    "no number": (RANGE, {"mean": None}, "begins with None; allowed: from 0 to 1"),
    "no stop": (STOPS, {"beta": 0.95}, "begins with 0.95; its values near it are 0.99 and 0.9"),
    "no value of a decade": (DECADES, {"lr": 0.03}, "begins with 0.03"),
    "beyond the nines": (NINES, {"memory": 1.0}, "begins with 1.0; allowed: from 0 to 0.9999"),
    "no option": (CHOICE, {"place": "up"}, "begins with 'up'; allowed: in, out"),
    "no truth": (TOGGLE, {"grid": 1}, "begins with 1; allowed: 0 or 1"),
    "out of limits": (X, {"x": 2}, "begins with 2; allowed: from -1 to 1"),
}


@pytest.mark.parametrize(("control", "parameters", "message"), DEFAULTS.values(), ids=DEFAULTS)
def test_a_beginning_that_no_control_has_is_told(control, parameters, message):
    """The drawing stands where its controls can stand."""
    with pytest.raises(ControlError, match=re.escape(message)):
        checked([control], PARAMETERS | parameters)


def test_a_zero_in_a_range_is_a_value_of_it():
    """Though fractions of two leave a little more or less."""
    wide = RANGE | {"min": -1.2, "max": 1.2, "step": 0.05}
    assert checked([wide], {"mean": 0.0}) == [wide]


def test_limits_are_those_of_the_choice_that_is_drawn():
    """A coordinate may be elsewhere in another of its options only."""
    assert checked([CHOICE, BY_PLACE], {"place": "out", "x": 4})
    with pytest.raises(ControlError, match="begins with 4; allowed: from -1 to 1"):
        checked([CHOICE, BY_PLACE], {"place": "in", "x": 4})
