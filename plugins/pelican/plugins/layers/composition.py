"""Sections, converted one by one and joined into the HTML of one article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from typing import Any

from markdown import Markdown

from pelican.plugins.explorable.places import SourceError, note

from .sections import Section

__all__ = ["Heading", "SectionEntry", "compose", "convert"]


@dataclass(frozen=True)
class Heading:
    """A subheading, for the contents."""

    id: str
    title: str


@dataclass(frozen=True)
class SectionEntry:
    """What the contents show of a section; ``number`` is None outside the layers."""

    id: str
    number: int | None
    title: str
    headings: list[Heading] = field(default_factory=list)


def compose(sections: Iterable[Section], md: Markdown) -> tuple[str, list[SectionEntry]]:
    """The article's HTML, and its contents."""
    parts, entries = [], []
    for section in sections:
        try:
            html = convert(section, md)
        except SourceError as error:
            note(md, error)
            continue
        parts.append(_wrapped(section, html))
        entries.append(SectionEntry(section.anchor, section.number, section.title, _headings(md)))
    return "\n".join(parts), entries


def convert(section: Section, md: Markdown) -> str:
    """The HTML of one section; what is wrong in it is reported at its file and line."""
    md.reset()
    # Read by the extensions that report a place: see the module fences.
    for name, value in (
        ("source_path", section.path),
        ("first_line", section.first_line),
        ("source_text", section.body),
    ):
        setattr(md, name, value)
    return md.convert(section.body)


def _wrapped(section: Section, html: str) -> str:
    number, title, anchor = section.number, escape(section.title), section.anchor
    if number is None:
        return f'<section class="part" id="{anchor}">\n<h2>{title}</h2>\n{html}\n</section>'
    return (
        f'<section class="layer" id="{anchor}" data-layer="{number}">\n'
        f'<h2><a class="layer-number" href="#{anchor}">Layer {number}</a>'
        f'<span class="visually-hidden">: </span> <span class="layer-title">{title}</span></h2>\n'
        f"{html}\n</section>"
    )


def _headings(md: Markdown) -> list[Heading]:
    tokens: list[dict[str, Any]] = getattr(md, "toc_tokens", [])
    return [Heading(token["id"], token["name"]) for token in tokens if token["level"] == 3]
