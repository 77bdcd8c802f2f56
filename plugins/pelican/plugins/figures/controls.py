"""What a reader can turn on a figure: plain data, checked when the site is built.

A control is a mapping with a ``kind``; KINDS says what else each kind has. Its ``name`` is that of
the parameter of ``draw`` that it turns, and the ``label`` what readers see:

- ``range``, ``stops``, ``decades`` and ``nines`` are sliders: over evenly spaced numbers, over
  ``values``, over powers of ten with ``per`` values to each, over 1 - 10^-k (0.9, 0.99, 0.999) with
  ``per`` values from one k to the next. ``show`` is how a value is written: "" (as it is),
  "," (a whole number with commas), ".2f" (two digits after the point) or ".3g" (three digits in
  all, which is the default); ``unit`` follows it. ``tone`` is the role of a colour. Where nothing
  but the slider's own values can be had, as of runs made beforehand, they are marked on its rail:
  those of ``stops`` always, those of a ``range`` or of ``decades`` if they are ``marked``. Of
  ``nines`` a link may have any value in between.
- ``choice`` offers words by value, ``toggle`` is a switch. ``switches`` are a row of them, one for
  each of the named ``series``, which are artists and no parameters; ``row`` is a row of toggles.
  Those ``off`` are not shown at first. Where the drawing has a key of each series at its foot
  (``sample-key-KEY`` and ``readout-key-KEY``), ``keys`` is how high that is, as a part of the
  drawing's width: the switches take its place, each with the line of its key.
- ``coordinate`` has no element: a handle or a link moves it, within ``limits``, a pair; or pairs by
  the value of the choice ``by``, which comes before it.
- ``fold`` hides its members until they are wanted. A ``note`` is a line of words, an ``equation``
  one with numbers in it that the script writes.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from .forms import FORMS, SHAPES, plain
from .states import CURVE, fits, leaves

__all__ = ["KINDS", "Control", "ControlError", "checked", "near"]

Control = dict[str, Any]

SLIDER = {"show", "unit", "tone"}
KINDS: dict[str, tuple[set[str], set[str]]] = {
    "range": ({"name", "label", "min", "max", "step"}, {"marked", *SLIDER}),
    "stops": ({"name", "label", "values"}, SLIDER),
    "decades": ({"name", "label", "from", "to"}, {"per", "marked", *SLIDER}),
    "nines": ({"name", "label", "from", "to"}, {"per", *SLIDER}),
    "choice": ({"name", "label", "options"}, set()),
    "toggle": ({"name", "label"}, {"tone"}),
    "coordinate": ({"name", "label", "limits"}, {"by"}),
    "switches": ({"label", "series"}, {"tones", "off", "keys"}),
    "row": ({"label", "members"}, set()),
    "fold": ({"label", "members"}, set()),
    "note": ({"text"}, set()),
    "equation": ({"label", "parts"}, set()),
}
"""The keys that each kind needs, and those that it may have."""


class ControlError(ValueError):
    """Controls, or their room, that cannot be; the message says which and why."""


def checked(
    controls: Any, parameters: Mapping[str, Any], roles: Collection[str] = ()
) -> list[Control]:
    """The controls as plain lists and dictionaries; raises ControlError.

    ``parameters`` are those of the drawing, where the controls stand at first; ``roles`` are those
    of its colours.
    """
    if not isinstance(controls, Sequence) or isinstance(controls, str):
        raise ControlError(f"controls are {controls!r}, not a list of mappings")
    found = [_whole(plain(control), roles) for control in controls]
    _check_names(found, parameters)
    _check_values(found, parameters)
    return found


def near(name: str, known: Collection[str]) -> str:
    """A question, if some of the ``known`` are like it, or what there is."""
    alike = difflib.get_close_matches(name, known, n=1)
    return f"did you mean {alike[0]!r}?" if alike else f"there are {', '.join(known)}"


def _whole(control: Any, roles: Collection[str]) -> Control:
    """``control``, with its members; raises ControlError."""
    if not isinstance(control, dict) or "kind" not in control:
        raise ControlError(f"a control is {control!r}, not a mapping with a kind")
    kind = control["kind"]
    if kind not in KINDS:
        raise ControlError(f"{_title(control)}: unknown kind; {near(str(kind), KINDS)}")
    for fault in _faults(control, roles):
        raise ControlError(f"{_title(control)}: {fault}")
    for member in control.get("members", ()):
        _whole(member, roles)
    return control


def _title(control: Control) -> str:
    """What an author finds it by."""
    words = next((control[key] for key in ("name", "label", "text") if key in control), "")
    return f"control {words!r} ({control['kind']})" if words else f"a control ({control['kind']})"


def _faults(control: Control, roles: Collection[str]) -> Iterator[str]:
    """What is wrong with one control by itself."""
    needed, possible = KINDS[control["kind"]]
    own = {*needed, *possible}
    for key in control:
        if key not in own | {"kind"}:
            yield f"unknown key {key!r}; {near(key, sorted(own))}"
    for key in sorted(needed - control.keys()):
        yield f"{key!r} is missing: {FORMS[key].words}"
    for key in control.keys() - {"kind"}:
        if not FORMS[key].fits(control[key]):
            yield f"{key!r} is {control[key]!r}, not {FORMS[key].words}"
    if shape := SHAPES.get(control["kind"]):
        yield from shape(control)
    for role in [control.get("tone"), *control.get("tones", {}).values()]:
        if role is not None and roles and role not in roles:
            yield f"unknown role of colour {role!r}; {near(role, roles)}"


def _check_names(controls: Sequence[Control], parameters: Mapping[str, Any]) -> None:
    counts = Counter(leaf["name"] for leaf in leaves(controls))
    for name, count in counts.items():
        if count > 1:
            raise ControlError(f"two controls have the name {name!r}")
        if name == CURVE:
            raise ControlError(f"a control has the name {name!r}, which in a link names a line")
    for leaf in leaves(controls):
        name = leaf["name"]
        if "series" not in leaf and name not in parameters:
            told = near(name, sorted(parameters)) if parameters else "there are none"
            raise ControlError(f"{_title(leaf)}: draw() has no such parameter; {told}")


def _check_values(controls: Sequence[Control], parameters: Mapping[str, Any]) -> None:
    """Every control can stand where the drawing has it; a coordinate's choice comes before it."""
    before: dict[str, Control] = {}
    for leaf in leaves(controls):
        if "by" in leaf:
            options = before.get(leaf["by"], {}).get("options", {})
            if set(options) != set(leaf["limits"]):
                what = f"limits are not those of each option of a choice {leaf['by']!r} before it"
                raise ControlError(f"{_title(leaf)}: {what}")
        before[leaf["name"]] = leaf
        if "series" not in leaf and (told := fits(leaf, parameters[leaf["name"]], parameters)):
            value = parameters[leaf["name"]]
            raise ControlError(f"{_title(leaf)}: draw() begins with {value!r}; {told}")
