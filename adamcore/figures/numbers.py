"""Numbers as a reader sees them: true minus signs, no noise."""

from __future__ import annotations

import re

__all__ = ["fixed", "number", "short", "signed"]


def number(value: float) -> str:
    """A tick's number as short as it can be read: 0.001, 1, 10,000; powers of ten beyond."""
    if value and not 1e-3 <= abs(value) < 1e6:
        mantissa, exponent = f"{value:e}".split("e")
        power = "10" + str(int(exponent)).translate(SUPERSCRIPTS)
        return power if float(mantissa) == 1 else signed(f"{float(mantissa):g}·{power}")
    return signed(f"{value:,.10g}")


SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def signed(text: str) -> str:
    """``text`` with true minus signs before its numbers."""
    return re.sub(r"-(?=\d)", "\N{MINUS SIGN}", text)


def fixed(value: float, digits: int = 2) -> str:
    """``value`` with ``digits`` after the point; no minus before a zero."""
    text = f"{value:.{digits}f}"
    return text.replace("-", "") if float(text) == 0 else signed(text)


def short(value: float, digits: int = 3) -> str:
    """``value`` in at most ``digits`` significant digits, large and small by powers of ten."""
    return number(float(f"{value:.{digits - 1}e}"))
