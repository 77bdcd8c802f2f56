"""Every link of the built site leads somewhere, or the build says where a dead one stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from markdown.extensions.toc import slugify

from pelican.plugins.explorable.places import SourceError, raise_all

__all__ = ["Page", "check_site", "read_page"]

SOURCES = ("content/**/*.md", "theme/templates/**/*.html")
ADDRESSES = ("href", "src", "srcset", "poster")
ROOTED = ("data-json", "data-script", "data-runtime")
"""What scripts find from the site's root, wherever the page is."""

# What a tag is: HTML's own parser in Python takes ten times as long, and a page of formulas and
# figures has many.
OPAQUE = re.compile(r"<!--.*?-->|(<(?:script|style)\b[^>]*>).*?(?=</)", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"""<([a-z][^\s>]*)((?:"[^"]*"|'[^']*'|[^'">])*)>""", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


@dataclass
class Page:
    """The ids of a page and the addresses that it names: from itself, and from the site's root."""

    ids: Counter[str] = field(default_factory=Counter)
    links: list[str] = field(default_factory=list)
    rooted: list[str] = field(default_factory=list)

    def add(self, tag: str, values: Mapping[str, str]) -> None:
        if values.get("id"):
            self.ids[values["id"]] += 1
        if tag == "link" and values.get("rel") == "canonical":
            return
        self.links += [values[name] for name in ADDRESSES if values.get(name)]
        self.rooted += [values[name] for name in ROOTED if values.get(name)]


def read_page(path: Path) -> Page:
    page = Page()
    for tag, text in TAG.findall(OPAQUE.sub(r"\1", path.read_text("utf-8"))):
        attributes = ATTRIBUTE.findall(text)
        page.add(tag.lower(), {name.lower(): unescape("".join(v)) for name, *v in attributes})
    return page


def check_site(site: Path, root: Path) -> None:
    """Raises SourceErrors for dead links and doubled ids; addresses of other hosts pass."""
    pages = {path: read_page(path) for path in sorted(site.rglob("*.html"))}
    raise_all(error for path in pages for error in _wrong(path, site, root, pages))


def _wrong(path: Path, site: Path, root: Path, pages: dict[Path, Page]) -> Iterator[SourceError]:
    for name, count in pages[path].ids.items():
        if count > 1:
            yield _doubled(root, name, count)
    links = [(link, path) for link in pages[path].links]
    links += [(link, site / path.name) for link in pages[path].rooted]
    for link, at in dict.fromkeys(links):
        if reason := _dead(link, at, site, pages):
            yield _found(root, link, f"dead link '{link}': {reason}")


def _dead(link: str, path: Path, site: Path, pages: dict[Path, Page]) -> str | None:
    url = urlsplit(link)
    if url.scheme or url.netloc:
        return None
    target = path.parent / unquote(url.path) if url.path else path
    target = (target / "index.html" if target.is_dir() and url.fragment else target).resolve()
    if not target.is_relative_to(site.resolve()):
        return "it leads out of the site"
    if not target.exists():
        return "there is no such file"
    known = pages.get(target)
    anchor = unquote(url.fragment).partition("?")[0]  # what follows is a figure's state
    if anchor and known is not None and anchor not in known.ids:
        return None if anchor == "top" else "there is no such anchor"
    return None


def _doubled(root: Path, name: str, count: int) -> SourceError:
    """At the second of the headings or boxes that have the id, with the place of the first."""
    places = list(_named(root, name))
    if len(places) < 2:
        return _found(root, name, f"the id '{name}' stands {count} times; rename one")
    (path, line), (other, first) = places[1], places[0]
    message = f"the id '{name}' is already at {other}:{first}; give this another name"
    return SourceError(path, line, message)


def _named(root: Path, name: str) -> Iterator[tuple[str, int]]:
    """Headings, titles and boxes of the prose that come to have the id ``name``."""
    box = f"id={name.removeprefix('codebox-')}"
    for file in sorted(root.glob(SOURCES[0])):
        if not file.is_file():
            continue
        for number, line in enumerate(file.read_text("utf-8", "replace").splitlines(), start=1):
            heading = re.match(r"(?:#{1,6}|Title:)\s+(.+)", line)
            words = line.split()
            if (heading and slugify(heading[1], "-") == name) or (
                line.startswith(("```", "~~~")) and box in words
            ):
                yield str(file.relative_to(root)), number


def _found(root: Path, needle: str, message: str) -> SourceError:
    path, line = next(_places(root, needle), ("theme/templates", 1))
    return SourceError(path, line, message)


def _places(root: Path, needle: str) -> Iterator[tuple[str, int]]:
    """Where ``needle`` stands in the sources, links and headings before mere mentions."""
    for form in (f"({needle})", f'"{needle}"', f"#{needle}", needle):
        for pattern in SOURCES:
            for file in filter(Path.is_file, sorted(root.glob(pattern))):
                for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
                    if form in line:
                        yield str(file.relative_to(root)), number
