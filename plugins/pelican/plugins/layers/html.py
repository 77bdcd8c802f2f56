"""HTML in prose: what would break the page, or be blocked by its policy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

__all__ = ["faults"]

VOID = {"area", "br", "col", "hr", "img", "input", "source", "track", "wbr"}
# Closed by what follows them, as HTML has it.
OPTIONAL = {"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option"}
RUNS = {"script", "iframe", "object", "embed", "applet", "frame", "portal"}
FRAME = {"html", "head", "body", "main", "article", "section", "header", "footer", "nav", "title",
         "base", "meta", "link", "style", "form", "template", "noscript"}  # fmt: skip
LOADED = ("src", "srcset", "poster", "data")
FOREIGN = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)

Fault = tuple[str, str]  # a piece of the source to find it by, and what is wrong


def faults(root: Element, raw: Iterable[str]) -> Iterator[Fault]:
    """What is wrong with a section's elements, and with the HTML that its author wrote."""
    for image in root.iter("img"):
        yield from _image(dict(image.attrib))
    for link in root.iter("a"):
        if _runs(link.get("href", "")):
            yield link.get("href", ""), "a link that runs a script; the page's policy forbids it"
    reader = _Reader()
    reader.feed("\n".join(raw))
    reader.close()
    yield from reader.found
    for tag in reader.open:
        if tag not in OPTIONAL:
            yield f"<{tag}", f"<{tag}> is never closed; end it with </{tag}>"


class _Reader(HTMLParser):
    """Keeps what is open, and notes what is wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[Fault] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._check(tag, values)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._check(tag, {name: value or "" for name, value in attrs})
        if tag not in VOID:
            self.found.append((f"<{tag}", f"<{tag}/> does not end in HTML; write </{tag}>"))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or tag not in self.open:
            message = f"</{tag}> closes what is not open; it would break the page"
            self.found.append((f"</{tag}", message))
            return
        while (last := self.open.pop()) != tag:
            if last not in OPTIONAL:
                message = f"</{tag}> stands before the end of <{last}>; close <{last}> first"
                self.found.append((f"</{tag}", message))

    def _check(self, tag: str, values: dict[str, str]) -> None:
        if tag in RUNS:
            message = f"<{tag}> is blocked by the page's policy; use a fence"
            self.found.append((f"<{tag}", message))
        elif tag in FRAME:
            self.found.append((f"<{tag}", f"<{tag}> belongs to the page's frame, not to prose"))
        if tag == "img":
            self.found += _image(values)
        for name, value in values.items():
            if name.startswith("on") or _runs(value):
                message = f"{name}= runs a script; the page's policy forbids it"
                self.found.append((name, message))
            elif tag != "img" and name in LOADED and FOREIGN.match(value):
                self.found.append((value, _foreign(value)))


def _image(values: dict[str, str]) -> Iterator[Fault]:
    source = values.get("src", "")
    if FOREIGN.match(source):
        yield source, _foreign(source)
    if not values.get("alt", "").strip():
        message = "an image without words for those who do not see it; write ![what it shows](…)"
        yield source or "<img", message


def _foreign(address: str) -> str:
    return f"{address} is on another host, which the page's policy blocks; put a copy beside it"


def _runs(address: str) -> bool:
    return re.match(r"\s*(?:javascript|vbscript|data:text/html)\s*:?", address, re.I) is not None
