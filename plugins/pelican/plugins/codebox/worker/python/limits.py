"""How much of a value, a print, an error leaves Python; what is left out is counted and told.

The page keeps no more than that, and its table, ``engine/limits.js``, has the same numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

CHARACTERS = 250_000  # printed at once
VALUE = 100_000
ERROR = 50_000
HINT = 1_000
ALT = 1_000
SVG = 1_500_000  # characters; a larger drawing is slow to show and goes as PNG
COST = 6_000  # elements of an SVG
PNG = 10_000_000  # bytes
PIXELS = 25_000_000
SIDE = 20_000  # pixels
FRAMES = 200  # of an animation
FIGURE = 100_000_000  # pixels of a figure as its size and dpi say

ITEMS = 20_000  # in containers within each other, before a repr is made piece by piece
TAIL = 5_000  # of an error's characters: the last ones say what it is
BRACKETS: dict[type, tuple[str, str]] = {
    list: ("[", "]"),
    tuple: ("(", ")"),
    set: ("{", "}"),
    frozenset: ("frozenset({", "})"),
    dict: ("{", "}"),
}

Post = Callable[[str, Any, Any], None]


def limited(post: Post) -> Post:
    """``post`` for any amount of text: of what is too long a part goes on, and a count."""

    def bounded(kind: str, content: Any, more: Any) -> None:
        if kind in ("out", "err") and len(content) > CHARACTERS:
            cut = content[:-CHARACTERS]
            post("dropped", "characters", len(cut))
            post("dropped", "lines", cut.count("\n"))
            content = content[-CHARACTERS:]
        elif kind == "error":
            line, hint = more
            content, more = _without_middle(content), (line, hint[:HINT])
        post(kind, content, more)

    return bounded


def shown(value: object) -> str:
    """``repr(value)``, or as much of it as is worth reading.

    A list that holds itself many times over has a repr without end: where containers have many
    items, it is made item by item, and no further than needed.
    """
    if _items(value, ITEMS) <= ITEMS:
        text = repr(value)
        return text if len(text) <= VALUE else _cut(text, f"{len(text) - VALUE:,} characters more")
    pieces: list[str] = []
    size = 0
    for piece in _pieces(value, set()):
        pieces.append(piece)
        size += len(piece)
        if size > VALUE:
            return _cut("".join(pieces), f"only its first {VALUE:,} characters are shown")
    return "".join(pieces)


def _cut(text: str, words: str) -> str:
    return f"{text[:VALUE]}… ({words})"


def _without_middle(text: str) -> str:
    if len(text) <= ERROR:
        return text
    gone = len(text) - ERROR
    return f"{text[: ERROR - TAIL]}… ({gone:,} characters are left out) …{text[-TAIL:]}"


def _items(value: object, most: int) -> int:
    """Items in containers within each other, counted as often as they are shown, up to ``most``."""
    waiting: list[Any] = [value]
    count = 0
    while waiting and count <= most:
        container = waiting.pop()
        if type(container) in BRACKETS:
            count += len(container)
            if count <= most:
                waiting.extend(container)
                if type(container) is dict:
                    waiting.extend(container.values())
    return count


def _pieces(value: Any, inside: set[int]) -> Iterator[str]:
    kind = type(value)
    if kind not in BRACKETS or not value:
        yield repr(value)
        return
    opening, closing = BRACKETS[kind]
    if id(value) in inside:
        yield f"{opening}...{closing}"
        return
    inside.add(id(value))
    yield opening
    for at, item in enumerate(value):
        yield ", " if at else ""
        yield from _pieces(item, inside)
        if kind is dict:
            yield ": "
            yield from _pieces(value[item], inside)
    yield "," if kind is tuple and len(value) == 1 else ""
    yield closing
    inside.discard(id(value))
