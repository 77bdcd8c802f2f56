"""Each page that Pelican has written: plugins revise it and add to its head, in one reading and
writing."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pelican import Pelican, signals

__all__ = ["Page", "connect", "declare", "revise"]

PLACE = re.compile(r"(?P<end></head\s*>)|<body[\s>]", re.IGNORECASE)
PAGES = (".html", ".htm", ".xhtml")


@dataclass(frozen=True)
class Page:
    """A page as it has been written to ``file``, below the folder ``output``."""

    file: Path
    text: str
    output: Path
    context: Mapping[str, Any]

    @property
    def root(self) -> str:
        """What leads from the page to the site's root."""
        return os.path.relpath(self.output, self.file.parent).replace(os.sep, "/")

    @property
    def head(self) -> str | None:
        """Its text up to the end of its head; None where no tag ends one."""
        place = PLACE.search(self.text)
        return self.text[: place.start()] if place and place["end"] else None

    @property
    def is_found(self) -> bool:
        """Whether it is for readers to find: not one for addresses where there is nothing."""
        head = self.head
        return self.file.suffix == ".html" and head is not None and 'content="noindex"' not in head


Part = Callable[[Page], str]
Revision = Callable[[Page], Page]


@dataclass
class Site:
    """The running build's, and what its plugins add, by their names."""

    settings: Mapping[str, Any] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)
    revisions: dict[str, Revision] = field(default_factory=dict)


site = Site()


def declare(pelican: Pelican, plugin: str, part: Part) -> None:
    """Called by a plugin at the start: ``part`` gives the HTML that it adds to a page, or ""."""
    _of(pelican).parts[plugin] = part


def revise(pelican: Pelican, plugin: str, revision: Revision) -> None:
    """Called by a plugin at the start: ``revision`` gives a page as it is to be."""
    _of(pelican).revisions[plugin] = revision


def _of(pelican: Pelican) -> Site:
    if site.settings is not pelican.settings:
        vars(site).update(vars(Site(pelican.settings)))
    return site


def furnish(path: str, context: Mapping[str, Any]) -> None:
    """Revises a page that has just been written, and adds to it; before its body where it has no
    head."""
    file = Path(path)
    if file.suffix not in PAGES or not (site.parts or site.revisions):
        return
    with file.open(encoding="utf-8", newline="") as written:
        text = written.read()
    page = Page(file, text, Path(site.settings["OUTPUT_PATH"]), context)
    for revision in site.revisions.values():
        page = revision(page)
    html = "".join(part(page) for part in site.parts.values())
    place = PLACE.search(page.text)
    at = place.start() if place else 0
    furnished = page.text[:at] + html + page.text[at:]
    if furnished != text:
        with file.open("w", encoding="utf-8", newline="") as written:
            written.write(furnished)


def connect() -> None:
    """Called by the register of each plugin that adds to pages."""
    signals.content_written.connect(furnish)
