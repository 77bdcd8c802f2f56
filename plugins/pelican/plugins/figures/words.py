"""The values of a figure's controls as a line of text: the same as page/controls.js says them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .states import leaves

__all__ = ["drawn_at"]

NOTE = re.compile(r" \([^)]*\)")  # what a label says of the control itself
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def drawn_at(controls: Sequence[Mapping[str, Any]], parameters: Mapping[str, Any]) -> str:
    """The line, or "" for a figure that nothing turns; of series it names those that are off."""
    words = list(_words(controls, parameters))
    return f"As drawn: {', '.join(words)}." if words else ""


def _words(controls: Sequence[Mapping[str, Any]], parameters: Mapping[str, Any]) -> Iterator[str]:
    for leaf in leaves(controls):
        if "series" in leaf:
            if leaf["off"]:
                yield f"without {leaf['label']}"
            continue
        value, label = parameters[leaf["name"]], NOTE.sub("", leaf["label"])
        if leaf["kind"] == "toggle":
            yield label if value else f"no {label}"
        else:
            said = _said(leaf, value)
            yield label.replace("…", said) if "…" in label else f"{label} {said}"


def _said(leaf: Mapping[str, Any], value: Any) -> str:
    if leaf["kind"] == "choice":
        return str(leaf["options"][value])
    if leaf["kind"] == "coordinate":
        return _short(value, 3)
    return _number(value, leaf.get("show", ".3g")) + str(leaf.get("unit", ""))


def _number(value: float, show: str) -> str:
    match = re.fullmatch(r"\.(\d+)([fg])", show)
    if match is None:
        return f"{value:,.0f}" if show else _minus(f"{value:g}")
    digits = int(match[1])
    if match[2] == "g":
        return _short(value, digits)
    text = f"{value:.{digits}f}"
    return text.replace("-", "") if float(text) == 0 else _minus(text)


def _short(value: float, digits: int) -> str:
    """In at most ``digits`` significant digits, very large and small ones by powers of ten."""
    rounded = float(f"{value:.{digits}g}")
    if rounded and not 1e-3 <= abs(rounded) < 1e6:
        mantissa, exponent = f"{rounded:.{digits - 1}e}".split("e")
        power = "10" + str(int(exponent)).translate(SUPERSCRIPTS)
        mantissa = f"{float(mantissa):g}"
        return _minus(power if mantissa == "1" else f"{mantissa}·{power}")
    whole, point, rest = f"{rounded:,.6f}".partition(".")
    return _minus(whole + (point + rest.rstrip("0")).rstrip("."))


def _minus(text: str) -> str:
    return re.sub(r"-(?=\d)", "\u2212", text)
