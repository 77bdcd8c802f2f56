"""The house as a flowchart of Mermaid's, and its place in a Markdown file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from pelican.plugins.explorable.places import SourceError

from .imports import Edges, python_imports, script_imports
from .mentions import mentions
from .rooms import HOUSE, label, room_of, sources

__all__ = ["House", "between", "differences", "draw", "placed", "read"]

OPENING = "<!-- The drawing: python -m tools.architecture -->"
CLOSING = "<!-- The end of the drawing -->"
# By their ends too: Mermaid draws some dotted arrows solid, where they cross others.
IMPORTS, MENTIONS = "-->", "-.-o"
PLACE = re.compile(rf"^{OPENING}$.*?^{CLOSING}$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class House:
    """Files by their paths, and who imports, or at least names, whom."""

    files: list[str]
    imports: Edges
    mentions: Edges


def read(root: Path, esbuild: Path) -> House:
    """The house below ``root``; SourceError for a file that stands in no room."""
    files = sources(root)
    imports = python_imports(root, files) | script_imports(root, files, esbuild)
    return House(files, imports, mentions(root, files))


def between(edges: Edges) -> Edges:
    """The same between rooms, where these are two."""
    pairs = {(room_of(file), room_of(other)) for file, other in edges}
    return {(room, other) for room, other in pairs if room and other and room != other}


def draw(house: House) -> str:
    """The drawing: the same house gives the same text."""
    return "\n".join(["```mermaid", "flowchart TB", *_groups(house.files), *_arrows(house), "```"])


def _groups(files: Iterable[str]) -> Iterator[str]:
    used = sorted({room_of(file) for file in files})
    for number, (title, patterns) in enumerate(HOUSE.items()):
        yield f'  subgraph part{number}["{title}"]'
        tops = {pattern.partition("/")[0] for pattern in patterns}
        for room in used:
            if room.partition("/")[0] in tops:
                yield f'    {_id(room)}["{label(room)}"]'
        yield "  end"


def _arrows(house: House) -> Iterator[str]:
    imports = between(house.imports)
    for arrow, edges in ((IMPORTS, imports), (MENTIONS, between(house.mentions) - imports)):
        for room, pairs in groupby(sorted(edges), key=itemgetter(0)):
            yield f"  {_id(room)} {arrow} {' & '.join(_id(other) for _, other in pairs)}"


def _id(room: str) -> str:
    """A word for Mermaid, which has its own idea of a slash, a dot and of ``end``."""
    return "".join(c if c.isalnum() else "_" for c in label(room))


def placed(text: str, drawing: str, path: str) -> str:
    """``text`` with ``drawing`` between its two marks; SourceError if it has them not."""
    match = PLACE.search(text)
    if match is None:
        message = f"no place for the drawing; write {OPENING} and {CLOSING}, a line each"
        raise SourceError(path, 1, message)
    return f"{text[: match.start()]}{OPENING}\n\n{drawing}\n\n{CLOSING}{text[match.end() :]}"


def differences(text: str, drawing: str, path: str) -> list[str]:
    """What the drawing in ``text``, which has a place for it, has too much or too little."""
    match = PLACE.search(text)
    assert match
    first = text.count("\n", 0, match.start()) + 1
    drawn = {fact: line for line, fact in _facts(match[0], first)}
    true = {fact for _, fact in _facts(drawing, 1)}
    gone = [f"{path}:{drawn[fact]}: drawn, but not so: {fact}" for fact in drawn.keys() - true]
    new = [f"{path}:{first}: not drawn: {fact}" for fact in true - drawn.keys()]
    return sorted(gone) + sorted(new)


def _facts(drawing: str, first: int) -> Iterator[tuple[int, str]]:
    """Each room and each single arrow, with its line."""
    for line, text in enumerate(drawing.splitlines(), start=first):
        room, arrow, others = text.strip().partition(" ")
        if arrow and others.startswith((IMPORTS, MENTIONS)):
            arrow, _, others = others.partition(" ")
            yield from ((line, f"{room} {arrow} {other}") for other in others.split(" & "))
        elif '"]' in text:
            yield line, text.strip()
