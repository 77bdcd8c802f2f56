"""Links in prose that set a figure: ``[at 0.9](figure:memory?beta=0.9&curve=weights)``.

In the page such a link is the figure's own permalink, ``#figure-memory?beta=0.9&curve=weights``;
one that is written so is checked alike. ``curve`` is no control: it names what the figure lights
up, every element whose gid has that name among its parts (``adam`` is in ``loss-adam``).
"""

from __future__ import annotations

import difflib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from pelican.plugins.explorable.fences import Fence, Html, fences_below, fences_in
from pelican.plugins.explorable.places import SourceError, is_layer, note, reading, source_lines

from .cache import Picture
from .press import FigureError, Press
from .states import CURVE, SLIDERS, accepts, fits, leaves

__all__ = ["Links", "StateLinks", "curves", "faults"]

LINK = re.compile(r"(?:figure:|#figure-(?=[^?]*\?))(?P<name>[^?#]*)(?:\?(?P<query>.*))?$", re.S)
RAW = re.compile(r"""\bhref\s*=\s*["']?(figure:[^"'\s>]*)""", re.I)


def curves(picture: Picture) -> list[str]:
    """What ``curve`` can name: each part of a gid, and runs of parts, in the drawing's order."""
    found = re.findall(rf'\bid="figure-{picture.name}-([^"]+)"', picture.drawings["wide"])
    names: dict[str, None] = {}
    for gid in found:
        parts = gid.split("-")
        for start in range(len(parts)):
            for end in range(start + 1, len(parts) + 1):
                names["-".join(parts[start:end])] = None
    return list(names)


def faults(picture: Picture, query: str) -> Iterator[str]:
    """What is wrong with what a link says to a figure, and what to say instead."""
    given = parse_qsl(query, keep_blank_values=True)
    for name, count in Counter(name for name, _ in given).items():
        if count > 1:
            yield f"{name} is given {count} times; give it once"
    state = {**json.loads(picture.data).get("parameters", {}), **dict(given)}
    for name, text in given:
        yield from _curve(picture, text) if name == CURVE else _value(picture, name, text, state)


def _value(picture: Picture, name: str, text: str, state: Mapping[str, Any]) -> Iterator[str]:
    """The page would take the stop that is nearest, and show something else than was written."""
    told = accepts(picture.controls, name, text, state)
    leaf = next((leaf for leaf in leaves(picture.controls) if leaf["name"] == name), None)
    if leaf is None:
        yield f"{name!r} is {told}"
    elif told:
        yield f"{name} cannot be {text!r}; {told}"
    elif leaf["kind"] in SLIDERS and (told := fits(leaf, float(text), state)):
        yield f"{name} cannot stand at {text}; {told}"


def _curve(picture: Picture, name: str) -> Iterator[str]:
    if name not in (known := curves(picture)):
        near = ", ".join(difflib.get_close_matches(name, known, 3, 0.5) or known[:8])
        yield f"no curve is called {name!r}; there is {near}"


Names = Callable[[Iterable[Fence]], Iterator[str]]


class Links:
    """Checks what a page's links say to its figures."""

    def __init__(self, md: Markdown, press: Press, names: Names) -> None:
        self.md, self.press, self.names = md, press, names

    @cached_property
    def shown(self) -> set[str] | None:
        """The figures of the page, or None where it is not known what the page is."""
        now = reading.get()
        if now is None:
            return None
        layer = is_layer(self.md)
        fences = fences_below(now.file.parent) if layer else fences_in(now.lines, now.path)
        return set(self.names(fences))

    def fault(self, name: str, query: str) -> str | None:
        """What is wrong with a link to figure ``name`` in the state ``query``, or None."""
        if not name:
            return "a link to a figure names it, as in figure:NAME?control=value"
        try:
            picture = self.press.picture(name)
        except FigureError as error:
            # One that cannot be drawn is told at its fence.
            return str(error) if name not in self.press.errors else None
        if self.shown is not None and name not in self.shown:
            return f"figure {name!r} is not on this page; show it in a fence, ```figure {name}"
        told = next(faults(picture, query), None)
        return told and f"link to figure {name!r}: {told}"


class StateLinks(Treeprocessor):
    """Gives links to figures their addresses, and says what is wrong with them."""

    def __init__(self, md: Markdown, links: Links) -> None:
        super().__init__(md)
        self.links = links

    def run(self, root: Element) -> None:
        seen: Counter[str] = Counter()
        for element in root.iter("a"):
            href = element.get("href", "")
            if match := LINK.match(href):
                seen[href] += 1
                name, query = match["name"], match["query"] or ""
                if fault := self.links.fault(name, query):
                    self._note(href, seen[href], fault)
                element.set("href", f"#figure-{name}" + (f"?{query}" if query else ""))
        for raw in self.md.htmlStash.rawHtmlBlocks:
            match = RAW.search(raw) if isinstance(raw, str) and not isinstance(raw, Html) else None
            if match:
                what = f"{match[1]} in HTML leads nowhere; write [text]({match[1]})"
                self._note(match[1], 1, what)

    def _note(self, href: str, nth: int, message: str) -> None:
        """At the ``nth`` place of the source that has the address."""
        path, first, lines = source_lines(self.md)
        whole = re.compile(re.escape(href) + r"(?![^\s)>\"'])")
        at = [line for line, text in enumerate(lines, first) for _ in whole.finditer(text)]
        note(self.md, SourceError(path, at[min(nth, len(at)) - 1] if at else first, message))
