"""The forms that the parts of a control have."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

__all__ = ["FORMS", "SHAPES", "Form", "plain"]

SHOW = re.compile(r",|\.\d{1,2}[fg]|")
ID = re.compile(r"[A-Za-z][\w-]*")
MANY_STEPS = 1e-6  # of a step: how far the end of a range may be off a whole number of them


@dataclass(frozen=True)
class Form:
    """What a value has to be: whether it is, and what is said if it is not."""

    fits: Callable[[Any], bool]
    words: str


def plain(value: Any) -> Any:
    """``value`` with NumPy's numbers as Python's, and sequences as lists."""
    if isinstance(value, np.generic | np.ndarray):
        return value.tolist()
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _words(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _name(value: Any) -> bool:
    return isinstance(value, str) and value.isidentifier()


def _ascending(value: Any) -> bool:
    numbers = isinstance(value, list) and len(value) > 1 and all(map(_number, value))
    return numbers and all(a < b for a, b in pairwise(value))


def _span(value: Any) -> bool:
    return _ascending(value) and len(value) == 2


def _named(value: Any) -> bool:
    """Words by key; a page sorts keys that are numbers before all others."""
    keys = isinstance(value, dict) and all(_words(key) and not key.isdigit() for key in value)
    return keys and bool(value) and all(map(_words, value.values()))


def _part(value: Any) -> bool:
    if isinstance(value, dict):
        return value.keys() == {"name"} and bool(ID.fullmatch(str(value["name"])))
    return isinstance(value, str)


def _keys(value: Any) -> bool:
    by_form = isinstance(value, dict) and value.keys() == {"wide", "narrow"}
    parts = list(value.values()) if by_form else [value]
    return all(_number(part) and 0 < part < 1 for part in parts)


LABEL = Form(_words, "words that a reader sees")
NUMBER = Form(_number, "a number")
POWER = Form(_whole, "a whole number, a power of ten")
SERIES = Form(_named, "words by key, where keys are no numbers")
ROLE = Form(_words, "the role of a colour")

FORMS: dict[str, Form] = {
    "name": Form(_name, "a parameter of draw()"),
    "label": LABEL,
    "text": LABEL,
    "min": NUMBER,
    "max": NUMBER,
    "step": Form(lambda v: _number(v) and v > 0, "a number above 0"),
    "values": Form(_ascending, "two numbers or more, in ascending order"),
    "from": POWER,
    "to": POWER,
    "per": Form(lambda v: _whole(v) and v > 0, "how many values a decade has"),
    "marked": Form(lambda v: isinstance(v, bool), "True or False"),
    "show": Form(
        lambda v: isinstance(v, str) and bool(SHOW.fullmatch(v)), '"", "," or like ".2f", ".3g"'
    ),
    "unit": Form(lambda v: isinstance(v, str), "a text"),
    "tone": ROLE,
    "tones": Form(_named, "roles of colours by key of the series"),
    "options": Form(_named, "words by value, where values are no numbers"),
    "series": SERIES,
    "off": Form(lambda v: isinstance(v, list) and all(map(_words, v)), "keys of the series"),
    "keys": Form(
        _keys,
        "a part of the drawing's width, or one each for the wide and the narrow drawing",
    ),
    "limits": Form(
        lambda v: _span(v) or (isinstance(v, dict) and bool(v) and all(map(_span, v.values()))),
        "two numbers, or two for each value of the choice that is named as 'by'",
    ),
    "by": Form(_name, "the name of a choice"),
    "members": Form(lambda v: isinstance(v, list) and bool(v), "a list of controls"),
    "parts": Form(
        lambda v: isinstance(v, list) and bool(v) and all(map(_part, v)),
        'texts, and {"name": ...} where the script writes a number',
    ),
}
"""By key of a control; a key means the same in each kind."""


def _range(control: dict[str, Any]) -> Iterator[str]:
    steps = (control["max"] - control["min"]) / control["step"]
    if steps < 1:
        yield "'max' is not a step above 'min'"
    elif abs(steps - round(steps)) > MANY_STEPS:
        yield "'max' is no whole number of steps above 'min'"


def _decades(control: dict[str, Any]) -> Iterator[str]:
    if control["from"] >= control["to"]:
        yield "'to' is not above 'from'"


def _nines(control: dict[str, Any]) -> Iterator[str]:
    yield from _decades(control)
    if control["from"] < 0:
        yield "'from' is below 0, where 1 - 10^-k is negative"


def _switches(control: dict[str, Any]) -> Iterator[str]:
    for key in control.get("tones", {}):
        if key not in control["series"]:
            yield f"'tones' has {key!r}, which 'series' has not"
    for key in control.get("off", ()):
        if key not in control["series"]:
            yield f"'off' has {key!r}, which 'series' has not"


def _coordinate(control: dict[str, Any]) -> Iterator[str]:
    if isinstance(control["limits"], dict) != ("by" in control):
        yield "'limits' by value and 'by', the choice of these values, go together"


def _row(control: dict[str, Any]) -> Iterator[str]:
    if any(not isinstance(one, dict) or one.get("kind") != "toggle" for one in control["members"]):
        yield "a row has toggles alone"


def _fold(control: dict[str, Any]) -> Iterator[str]:
    if any(isinstance(one, dict) and one.get("kind") == "fold" for one in control["members"]):
        yield "a fold cannot be in another"


SHAPES: dict[str, Callable[[dict[str, Any]], Iterator[str]]] = {
    "range": _range,
    "decades": _decades,
    "nines": _nines,
    "switches": _switches,
    "coordinate": _coordinate,
    "row": _row,
    "fold": _fold,
}
"""By kind: what is wrong between keys that each have their form."""
