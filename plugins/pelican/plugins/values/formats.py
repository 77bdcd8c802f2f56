"""A number as text: plain, in TeX, in HTML."""

from __future__ import annotations

import math
import re
from html import escape

__all__ = ["Value", "html", "plain", "tex"]

Value = float | int | str

EXPONENT = re.compile(r"^(?P<sign>[+-]?)(?P<digits>\d+(?:\.\d+)?)e(?P<power>[+-]\d+)$")


def plain(value: Value, spec: str = "") -> str:
    """`value` formatted by Python's `spec`; without one, a float has three significant digits.

    Raises ValueError for a spec that does not fit, and for a number that is not finite.
    """
    if isinstance(value, str):
        if spec:
            raise ValueError(f"{value!r} is a text and takes no format")
        return value
    if not math.isfinite(value):
        raise ValueError(f"the value is {value}, which is no number to print")
    text = format(value, spec or (".3g" if isinstance(value, float) else ""))
    # "-0.00" would tell the reader a sign that the printed digits do not show.
    return text.removeprefix("-") if not re.search(r"[1-9]", text) else text


def tex(text: str) -> str:
    """The text of a formatted number for use inside a formula."""
    match = EXPONENT.match(text)
    if match:
        return _mantissa(match, r" \times ") + f"10^{{{int(match['power'])}}}"
    if re.fullmatch(r"[+-]?[\d,.]+%?", text):
        return text.replace(",", "{,}").replace("%", r"\%")
    return rf"\text{{{text}}}"


def html(text: str) -> str:
    """The text of a formatted number for running text, with a true minus sign."""
    match = EXPONENT.match(text)
    if match:
        power = str(int(match["power"])).replace("-", "−")  # noqa: RUF001 (the minus sign)
        mantissa = _mantissa(match, "\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}")  # noqa: RUF001
        return mantissa.replace("-", "−") + f"10<sup>{power}</sup>"  # noqa: RUF001
    if re.match(r"-\d", text):
        return "−" + text[1:]  # noqa: RUF001
    return escape(text)


def _mantissa(match: re.Match[str], times: str) -> str:
    """What stands before the power of ten; a lone 1 is left out."""
    lone = float(match["digits"]) == 1 and "." not in match["digits"]
    return match["sign"] + ("" if lone else match["digits"] + times)
