"""Entries of BibTeX as references: read by pybtex, and checked before anybody believes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pybtex.database import BibliographyDataError, Entry, Person, parse_string
from pybtex.exceptions import PybtexError
from pybtex.scanner import PybtexSyntaxError

from pelican.plugins.explorable.places import SourceError, raise_all

from .style import OTHERS, formatted, plain

__all__ = ["Reference", "parse", "read"]

ARXIV = "https://arxiv.org/abs/"
DOI = "https://doi.org/"
# Crossref's own pattern for DOIs; arXiv's identifiers, from before and after April 2007.
FORMS = {
    "doi": (re.compile(r"10\.\d{4,9}/[^\s<>\"{}|\\^`]+"), "10.1000/xyz123"),
    "eprint": (re.compile(r"\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}"), "1412.6980"),
    "url": (re.compile(r"https?://[^\s/]+\.[^\s/]+(?:/\S*)?"), "https://example.org/paper"),
    "year": (re.compile(r"\d{4}"), "2015"),
}
VENUES = ("journal", "booktitle", "howpublished", "publisher", "school", "institution")
LINED = r" in line \d+"  # which is said already
NEEDED = ("title", "year")


@dataclass(frozen=True)
class Reference:
    """One entry. ``authors`` are given and family names; ``address`` is "" without a link."""

    key: str
    authors: tuple[tuple[str, str], ...]
    title: str
    year: str
    venue: str
    doi: str
    arxiv: str
    address: str
    html: str
    text: str

    @property
    def id(self) -> str:
        """Where links to the entry lead."""
        return f"ref-{self.key}"


def read(file: Path, root: Path) -> tuple[Reference, ...]:
    """The entries of ``file``, by author, year and title; SourceErrors name it as from ``root``."""
    name = str(file.relative_to(root) if file.is_relative_to(root) else file)
    return _read(file, name, file.stat().st_mtime_ns)


@cache
def _read(file: Path, name: str, _changed: int) -> tuple[Reference, ...]:
    try:
        return parse(file.read_text("utf-8"), name)
    except UnicodeDecodeError:
        raise SourceError(name, 1, "not UTF-8; save the file in UTF-8") from None


def parse(text: str, name: str) -> tuple[Reference, ...]:
    """The entries in ``text``, the contents of the file ``name``."""
    raise_all(_doubled(text, name))
    try:
        found = parse_string(text, "bibtex").entries
    except PybtexSyntaxError as error:
        raise SourceError(
            name, error.lineno or 1, f"{re.sub(LINED, '', str(error))}; mend the entry"
        ) from None
    except (BibliographyDataError, PybtexError) as error:
        raise SourceError(name, 1, str(error)) from None
    raise_all(fault for entry in found.values() for fault in _faults(entry, text, name))
    references = [_reference(entry) for entry in found.values()]
    return tuple(sorted(references, key=_order))


def _doubled(text: str, name: str) -> Iterator[SourceError]:
    seen: dict[str, int] = {}
    for match in re.finditer(r"^[ \t]*@(?!comment|string|preamble)\w+\s*[{(]\s*([^,\s]+)\s*,", text,
                             re.MULTILINE | re.IGNORECASE):  # fmt: skip
        line = text.count("\n", 0, match.start(1)) + 1
        if (first := seen.setdefault(match[1].lower(), line)) != line:
            message = f"the key {match[1]!r} is already in line {first}; give this another one"
            yield SourceError(name, line, message)


def _faults(entry: Entry, text: str, name: str) -> Iterator[SourceError]:
    at = _line(text, entry.key)
    if not re.fullmatch(r"[\w.:+-]+", entry.key):
        message = f"the key {entry.key!r} cannot be linked to; write letters, digits and hyphens"
        yield SourceError(name, at, message)
    missing = [field for field in NEEDED if not entry.fields.get(field, "").strip()]
    missing += [] if _persons(entry) else ["author"]
    if missing:
        yield SourceError(name, at, f"{entry.key} has no {' and no '.join(missing)}; write it")
    for field, (form, example) in FORMS.items():
        value = entry.fields.get(field, "").strip()
        if field == "eprint" and entry.fields.get("archiveprefix", "arxiv").lower() != "arxiv":
            continue
        if value and not form.fullmatch(value):
            what = "arXiv identifier" if field == "eprint" else field
            message = f"{value!r} is no {what}; write it as {field} = {{{example}}}"
            yield SourceError(name, _line(text, entry.key, field), message)


def _line(text: str, key: str, field: str = "") -> int:
    """The line on which the entry begins, or its field."""
    opening = re.search(rf"@\w+\s*[{{(]\s*{re.escape(key)}\s*,", text)
    at = opening.start() if opening else 0
    if field and (found := re.compile(rf"\b{field}\s*=", re.IGNORECASE).search(text, at)):
        at = found.start()
    return text.count("\n", 0, at) + 1


def _persons(entry: Entry) -> list[Person]:
    return list(entry.persons.get("author") or entry.persons.get("editor") or ())


def _reference(entry: Entry) -> Reference:
    fields: Any = entry.fields
    doi = fields.get("doi", "").strip()
    arxiv = fields.get("eprint", "").strip()
    url = fields.get("url", "").strip()
    address = DOI + doi if doi else ARXIV + arxiv if arxiv else url
    venue = next((fields[field] for field in VENUES if fields.get(field)), "")
    rich = formatted(entry, _persons(entry), plain(venue), address)
    return Reference(
        key=entry.key,
        authors=tuple(_name(one) for one in _persons(entry) if str(one) != OTHERS),
        title=plain(fields["title"]),
        year=fields["year"],
        venue=plain(venue),
        doi=doi,
        arxiv=arxiv,
        address=address,
        html=rich.render_as("html"),
        text=rich.render_as("text"),
    )


def _name(person: Person) -> tuple[str, str]:
    given = [*person.rich_first_names, *person.rich_middle_names]
    family = [*person.rich_prelast_names, *person.rich_last_names, *person.rich_lineage_names]
    return " ".join(map(str, given)), " ".join(map(str, family))


def _order(one: Reference) -> tuple[Any, ...]:
    names = [(_letters(family), _letters(given)) for given, family in one.authors]
    return names, one.year, _letters(one.title)


def _letters(text: str) -> str:
    """Letters without their accents, by which English lists are sorted."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
