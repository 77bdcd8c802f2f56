"""Paths written briefly: relative commands on a grid of tenths, so that errors do not add up."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["brief"]

COMMAND = re.compile(r"([MLCQZ])([^MLCQZ]*)", re.I)
PER_UNIT = 10

Point = tuple[int, int]


def brief(d: str) -> str:
    """The path ``d``, of absolute M, L, C, Q and Z, in relative commands with one decimal.

    Every point is rounded before differences are taken: none is farther from its place than half
    a tenth in either direction, however long the path.
    """
    pen: Point = (0, 0)
    start = pen
    written: list[tuple[str, str]] = []
    for letter, points in _commands(d):
        if letter == "Z":
            written.append(("z", ""))
            pen = start
            continue
        moves = _moves(letter, pen, points)
        if points[-1] == pen and letter == "L" and written[-1][0] != "m":
            continue
        written += moves
        pen = points[-1]
        if letter == "M":
            start = pen
    return _joined(written)


def _commands(d: str) -> Iterator[tuple[str, list[Point]]]:
    """The commands of ``d``, their points in tenths; of a polyline, each line is its own."""
    for letter, numbers in COMMAND.findall(d):
        tenths = [round(float(number) * PER_UNIT) for number in numbers.split()]
        points = list(zip(tenths[::2], tenths[1::2], strict=True))
        size = {"C": 3, "Q": 2}.get(letter.upper(), 1)
        for at in range(0, len(points), size):
            yield letter if at == 0 or letter != "M" else "L", points[at : at + size]
        if letter.upper() == "Z":
            yield "Z", []


def _moves(letter: str, pen: Point, points: list[Point]) -> list[tuple[str, str]]:
    dx, dy = points[-1][0] - pen[0], points[-1][1] - pen[1]
    if letter == "L" and dy == 0:
        return [("h", _number(dx))]
    if letter == "L" and dx == 0:
        return [("v", _number(dy))]
    offsets = [part for x, y in points for part in (x - pen[0], y - pen[1])]
    return [(letter.lower(), _packed(map(_number, offsets)))]


def _number(tenths: int) -> str:
    sign, (whole, tenth) = "-" if tenths < 0 else "", divmod(abs(tenths), PER_UNIT)
    return f"{sign}{whole or ''}.{tenth}" if tenth else f"{sign}{whole}"


def _packed(numbers: Iterator[str]) -> str:
    """Side by side, with a space where two would read as one."""
    text = ""
    for number in numbers:
        text += number if not text or number[0] == "-" else f" {number}"
    return text


def _joined(written: list[tuple[str, str]]) -> str:
    text, last = "", ""
    for letter, numbers in written:
        # What follows a relative move without a letter is a line.
        if letter != last and not (letter == "l" and last == "m"):
            text += letter
        elif numbers[:1] != "-":
            text += " "
        text += numbers
        last = letter
    return text
