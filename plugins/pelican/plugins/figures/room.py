"""How much room a figure's controls take, before they are there.

What can be counted in the controls is counted here. What cannot, how lines break and how many stand
side by side, a drawing says in its ``room``: a number, or numbers by the page's width. One for a
width is also that of all narrower ones that have none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from math import ceil
from typing import Any

from .controls import Control, ControlError, near
from .states import SLIDERS

__all__ = ["WIDTHS", "room"]

WIDTHS = ("wide", "middle", "narrow", "least")
"""From 62 rem on, from 46 on, below, and below 24, as in page/style/room.css."""

ALL = "all"
"""Switches in one row, each as wide as its words."""

DEFAULTS: dict[str, dict[str, Any]] = {
    "columns": {"wide": 2, "narrow": 1},  # of sliders
    "switches": {"wide": 4, "narrow": 3},  # in a row
    "note": {"wide": 1, "narrow": 2},  # lines of a note or an equation
    "words": {"wide": 2, "narrow": 4},  # lines of the words below the controls
}

CELLS = {*SLIDERS, "choice", "toggle"}
ROWS = {"switches", "row"}
NOTES = {"note", "equation"}


def room(controls: Sequence[Control], given: Any) -> str:
    """Custom properties for page/style/room.css, NAME-WIDTH; raises ControlError.

    A figure that is ``middle`` falls back on ``wide``, one that is ``least`` on ``narrow``.
    """
    sides = _sides(given)
    counts = {width: _counts(controls, {k: sides[k][width] for k in sides}) for width in WIDTHS}
    found = []
    for name in counts["wide"]:
        values = {width: counts[width][name] for width in WIDTHS}
        for width, wider in (("middle", "wide"), ("least", "narrow")):
            if values[width] == values[wider]:
                del values[width]
        found += [f"--{name}-{width}:{value}" for width, value in values.items() if value]
    found += [one for control in controls if "keys" in control for one in _keys(control["keys"])]
    return ";".join(found)


def _keys(given: float | Mapping[str, float]) -> list[str]:
    by_form = given if isinstance(given, Mapping) else {"wide": given}
    return [f"--keys-{form}:{part:g}" for form, part in by_form.items()]


def _counts(controls: Sequence[Control], side: Mapping[str, Any]) -> dict[str, Any]:
    """What takes room at one width; 0 for what is not there."""
    kinds = [control["kind"] for control in controls]
    rows = [_switches(control) for control in controls if control["kind"] in ROWS]
    notes = sum(kind in NOTES for kind in kinds)
    switches = max([*rows, 1]) if side["switches"] == ALL else side["switches"]
    return {
        "columns": side["columns"],
        "sliders": sum(ceil(run / side["columns"]) for run in _runs(kinds)),
        "rows": _folded(kinds, side["columns"]) + sum(ceil(row / switches) for row in rows),
        "switches": switches if rows else 0,
        "row": ("flex" if side["switches"] == ALL else "grid") if rows else 0,
        "note": side["note"] if notes else 0,
        "notes": notes * side["note"],
        "words": side["words"],
    }


def _sides(given: Any) -> dict[str, dict[str, Any]]:
    """Each of DEFAULTS by width, with what is ``given`` in its place."""
    if not isinstance(given, Mapping):
        raise ControlError(f"room is {given!r}, not a mapping")
    for name in given:
        if name not in DEFAULTS:
            raise ControlError(f"room: unknown key {name!r}; {near(str(name), DEFAULTS)}")
    return {name: _by_width(name, default, given) for name, default in DEFAULTS.items()}


def _by_width(name: str, default: dict[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    value = given.get(name, {})
    own = dict(value) if isinstance(value, Mapping) else {WIDTHS[0]: value}
    merged = (default if isinstance(value, Mapping) else {}) | own
    for width, number in own.items():
        if width not in WIDTHS:
            raise ControlError(
                f"room: {name!r}: unknown width {width!r}; {near(str(width), WIDTHS)}"
            )
        if not (name == "switches" and number == ALL) and not _positive(number):
            raise ControlError(f"room: {name!r} is {number!r}, not a whole number above 0")
    found: dict[str, Any] = {}
    last = None
    for width in WIDTHS:
        last = found[width] = merged.get(width, last)
    return found


def _positive(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _switches(control: Control) -> int:
    members: Mapping[str, str] | list[Control] = control.get("series") or control["members"]
    return len(members)


def _folded(kinds: Sequence[str], columns: int) -> int:
    """Rows of folds: those that follow each other stand side by side until they are opened."""
    runs = [len(list(run)) for kind, run in groupby(kinds) if kind == "fold"]
    return sum(ceil(run / columns) for run in runs)


def _runs(kinds: Sequence[str]) -> list[int]:
    """How many sliders follow each other before something as wide as the figure does."""
    runs = [0]
    for kind in kinds:
        if kind in CELLS:
            runs[-1] += 1
        elif kind != "coordinate":
            runs.append(0)
    return runs
