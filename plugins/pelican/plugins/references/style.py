"""How an entry of the list reads: authors, year, title, where it appeared, and a link."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from pybtex.database import Entry, Person
from pybtex.richtext import HRef, Tag, Text
from pybtex.style.names.lastfirst import NameStyle

__all__ = ["OTHERS", "formatted", "plain"]

NBSP = "\u00a0"
OTHERS = "others"  # BibTeX's word for those who are not named


def formatted(entry: Entry, persons: Sequence[Person], venue: str, address: str) -> Text:
    """As in: Polyak, B. T. (1964). Some methods. USSR Computational Mathematics 4(5)."""
    title = plain(entry.fields["title"])
    parts = [
        Text(_authors(persons), f" ({entry.fields['year']})."),
        Tag("em", title, "" if title.endswith(("?", "!", ".")) else "."),
    ]
    if venue:
        parts.append(Text(venue, _pages(entry), "."))
    if note := plain(entry.fields.get("note", "")):
        parts.append(Text(note, "" if note.endswith(".") else "."))
    if address:
        parts.append(HRef(address, _shown(address)))
    return Text(" ").join(parts)


def plain(latex: str) -> str:
    """``latex`` as a text, without the braces that keep capitals."""
    return curled(str(Text.from_latex(latex))).strip()


def curled(text: str) -> str:
    """``text`` with the apostrophes of print."""
    return text.replace("'", "\u2019")


def _authors(persons: Sequence[Person]) -> Text:
    names = [_initials(person) for person in persons]
    if len(names) < 2:
        return Text(*names)
    return Text(Text(", ").join(names[:-1]), ", and ", names[-1])


def _initials(person: Person) -> Text:
    if str(person) == OTHERS:
        return Text(OTHERS)
    # What keeps initials together is a symbol of pybtex's, which HTML has as a sign.
    return Text(curled(str(NameStyle().format(person, abbr=True).format())).replace("<nbsp>", NBSP))


def _pages(entry: Entry) -> str:
    volume, number = entry.fields.get("volume", ""), entry.fields.get("number", "")
    pages = entry.fields.get("pages", "").replace("--", "\u2013")
    place = f" {volume}" if volume else ""
    place += f"({number})" if number else ""
    return place + (f", {pages}" if pages else "")


def _shown(address: str) -> str:
    """What a reader sees of a link."""
    for prefix, name in {"https://arxiv.org/abs/": "arXiv:", "https://doi.org/": "doi:"}.items():
        if address.startswith(prefix):
            return name + address.removeprefix(prefix)
    return urlsplit(address).netloc.removeprefix("www.")
