"""A folder of Markdown files, read as the ordered sections of one article.

Beside ``article.md``, which holds the article's own metadata, every ``*.md`` of the folder is one
section. A section says where it belongs: ``Layer: N`` makes it layer N, ``Place: opening`` puts it
before the layers and ``Place: closing`` behind them, in the order of the file names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markdown.extensions.toc import slugify
from pelican.utils import get_date

from pelican.plugins.explorable.places import SourceError

from .folders import named, section_files

__all__ = ["Section", "read_article", "read_folder", "read_section"]

PLACES = ("opening", "closing")

METADATA = re.compile(r"^(?P<key>[A-Za-z][\w-]*):[ \t]*(?P<value>.*?)[ \t]*$")


@dataclass(frozen=True)
class Section:
    """One Markdown file: its metadata (keys in lower case) and the text below them."""

    path: str
    metadata: Mapping[str, str]
    body: str
    first_line: int

    @property
    def title(self) -> str:
        return self.metadata["title"]

    @property
    def number(self) -> int | None:
        """The layer's number, or None for an opening or closing section."""
        return int(self.metadata["layer"]) if "layer" in self.metadata else None

    @property
    def anchor(self) -> str:
        number = self.number
        return slugify(self.title, "-") if number is None else f"layer-{number}"

    def line(self, key: str) -> int:
        """The line of the file on which the metadata ``key`` stands; 1 if it does not."""
        keys = list(self.metadata)
        return keys.index(key) + 1 if key in keys else 1


def read_folder(folder: Path, root: Path) -> list[Section]:
    """The sections of the article in ``folder``, in reading order.

    Paths in errors are given relative to ``root``. Raises SourceError for a section without a
    title or a place, for a layer's number that is no number or is used twice, and for a gap.
    """
    sections = [_checked(read_section(path, root)) for path in section_files(folder, root)]
    opening, closing = ([s for s in sections if s.metadata.get("place") == p] for p in PLACES)
    layers = sorted((s for s in sections if s.number is not None), key=lambda s: s.number or 0)
    _check_numbers(layers)
    return [*opening, *layers, *closing]


def read_article(path: Path, root: Path) -> Section:
    """The article's own file; raises SourceError without a title, or a date that is one."""
    article = read_section(path, root)
    if not article.metadata.get("title"):
        message = "no title; write a line 'Title: …' at the head of the file"
        raise SourceError(article.path, article.line("title"), message)
    date = article.metadata.get("date", "")
    try:
        get_date(date)
    except (ValueError, OverflowError):
        found = f"{date!r} is no date" if date else "no date"
        message = f"{found}; write 'Date: 2026-06-01' at the head of the file"
        raise SourceError(article.path, article.line("date"), message) from None
    return article


def read_section(path: Path, root: Path) -> Section:
    """Reads one file; raises SourceError if it is not UTF-8 or a metadata key stands twice."""
    name = named(path, root)
    lines = _text(path, name).splitlines()
    metadata: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        match = METADATA.match(line)
        if match is None:
            break
        key = match["key"].lower()
        if key in metadata:
            raise SourceError(name, number, f"{match['key']} stands twice; keep one of them")
        metadata[key] = match["value"]
    return Section(name, metadata, "\n".join(lines[len(metadata) :]), len(metadata) + 1)


def _text(path: Path, name: str) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        byte = data[error.start]
        message = f"not UTF-8 (byte 0x{byte:02x}); save the file in UTF-8"
        raise SourceError(name, line, message) from None


def _checked(section: Section) -> Section:
    metadata = section.metadata
    if not metadata.get("title"):
        raise SourceError(section.path, 1, "no title; begin the file with a line 'Title: …'")
    if "layer" in metadata and not re.fullmatch(r"\d+", metadata["layer"]):
        message = f"'Layer: {metadata['layer']}' is no number; write 'Layer: 0', 'Layer: 1', …"
        raise SourceError(section.path, section.line("layer"), message)
    if ("layer" in metadata) == (metadata.get("place") in PLACES):
        message = (
            "a section is a layer or has a place; write 'Layer: N' or 'Place: opening|closing'"
        )
        raise SourceError(section.path, section.line("place"), message)
    return section


def _check_numbers(layers: list[Section]) -> None:
    for expected, section in enumerate(layers):
        line, number = section.line("layer"), section.number
        if expected and number == layers[expected - 1].number:
            other = layers[expected - 1].path
            message = f"layer {number} is already in {other}; give one of them another number"
            raise SourceError(section.path, line, message)
        if number != expected:
            message = f"layer {number}, but there is no layer {expected}; number them without gaps"
            raise SourceError(section.path, line, message)
