"""What values controls can have: the same here, for links in prose, as in page/controls.js."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

__all__ = ["CURVE", "SLIDERS", "accepts", "fits", "leaves", "values"]

SHOWN = "show_"
"""Begins the names of switches of series, as in page/series.js."""
CURVE = "curve"
"""In a link: what it lights up (see links.py). No control has this name."""
SLIDERS = {"range", "stops", "decades", "nines"}
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.I | re.A)
PLACES = 12
"""After the point: of a number that is close to 1 no more is known."""
OFF = 1e-9  # relative: how far a number may be from a value that it is

Control = Mapping[str, Any]


def leaves(controls: Sequence[Control]) -> Iterator[dict[str, Any]]:
    """Those that have a value, in their order; a switch of a series is a toggle with its key.

    Such a toggle says too whether it is ``off`` at first.
    """
    for control in controls:
        if control["kind"] == "switches":
            for key, label in control["series"].items():
                toggle = {"kind": "toggle", "name": SHOWN + key, "label": label, "series": key}
                yield toggle | {"off": key in control.get("off", ())}
        elif "members" in control:
            yield from leaves(control["members"])
        elif "name" in control:
            yield dict(control)


def accepts(
    controls: Sequence[Control], name: str, text: str, state: Mapping[str, Any] | None = None
) -> str | None:
    """None if a link may say that ``name`` is ``text``; otherwise what is allowed, in words.

    ``state`` are values of other controls: those that the link has said before, or else the
    defaults. Without the value on which limits depend, all that some value allows is accepted.
    """
    control = next((leaf for leaf in leaves(controls) if leaf["name"] == name), None)
    if control is None:
        known = ", ".join(leaf["name"] for leaf in leaves(controls))
        return f"unknown; the controls are {known}" if known else "unknown; there are no controls"
    told = _allowed(control, state or {})
    if control["kind"] == "choice":
        return None if text in control["options"] else told
    if control["kind"] == "toggle":
        return None if text in {"0", "1"} else told
    if not NUMBER.fullmatch(text.strip()):
        return told
    spans = _spans(control, state or {})
    return None if any(low <= float(text) <= high for low, high in spans) else told


def fits(control: Control, value: Any, state: Mapping[str, Any]) -> str | None:
    """None if ``control`` can stand at ``value``; otherwise what is allowed, in words."""
    kind = control["kind"]
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if number and kind in SLIDERS - {"nines"}:
        first, second = sorted(values(control), key=lambda one: abs(one - value))[:2]
        near = f"its values near it are {first:g} and {second:g}"
        return None if abs(value - first) <= OFF * abs(first) else near
    if kind == "choice":
        held = isinstance(value, str) and value in control["options"]
    elif kind == "toggle":
        held = isinstance(value, bool)
    else:
        held = number and any(low <= value <= high for low, high in _spans(control, state))
    return None if held else _allowed(control, state)


def values(slider: Control) -> list[float]:
    """The stops of a slider."""
    if slider["kind"] == "stops":
        return list(slider["values"])
    if slider["kind"] in {"decades", "nines"}:
        low, high, per = slider["from"], slider["to"], slider.get("per", 1)
        powers = [low + i / per for i in range((high - low) * per + 1)]
        if slider["kind"] == "nines":
            return [round(1 - float(f"{10.0**-power:.2e}"), PLACES) for power in powers]
        return [float(f"{10.0**power:.2e}") for power in powers]
    low, step = Decimal(str(slider["min"])), Decimal(str(slider["step"]))
    count = round((slider["max"] - slider["min"]) / slider["step"])
    return [float(low + i * step) for i in range(count + 1)]


def _spans(control: Control, state: Mapping[str, Any]) -> list[tuple[float, float]]:
    """From the least to the largest value; several where what decides is not known."""
    if control["kind"] == "range":
        return [(control["min"], control["max"])]
    if control["kind"] != "coordinate":
        return [(values(control)[0], values(control)[-1])]
    limits = control["limits"]
    if "by" not in control:
        return [tuple(limits)]
    chosen = state.get(control["by"])
    return [tuple(limits[chosen])] if chosen in limits else [tuple(one) for one in limits.values()]


def _allowed(control: Control, state: Mapping[str, Any]) -> str:
    if control["kind"] == "choice":
        return f"allowed: {', '.join(control['options'])}"
    if control["kind"] == "toggle":
        return "allowed: 0 or 1"
    return f"allowed: {' or '.join(f'from {a:g} to {b:g}' for a, b in _spans(control, state))}"
