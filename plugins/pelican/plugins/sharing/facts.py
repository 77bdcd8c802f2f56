"""What is known of a page, in no format yet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any

from .settings import LICENCE, ORGANIZATIONS

__all__ = ["Author", "Facts", "Picture", "facts", "plain"]


@dataclass(frozen=True)
class Author:
    name: str
    is_person: bool = True


@dataclass(frozen=True)
class Picture:
    """``path`` is relative to the site's root; sizes are in pixels."""

    path: str
    width: int
    height: int
    alt: str = ""


@dataclass(frozen=True)
class Facts:
    """``url`` is absolute, or "" while nobody knows where the site will stand."""

    title: str
    site: str
    description: str = ""
    url: str = ""
    home: str = ""
    language: str = "en"
    authors: tuple[Author, ...] = ()
    published: datetime | None = None
    modified: datetime | None = None
    version: str = ""
    section: str = ""
    licence: str = ""
    picture: Picture | None = None
    references: tuple[Any, ...] = ()
    papers: tuple[tuple[str, str], ...] = ()

    @property
    def is_article(self) -> bool:
        return self.published is not None

    def absolute(self, path: str) -> str:
        """The address of a file of the site; relative while nobody knows where it will stand."""
        return f"{self.home}/{path}"


def facts(content: Any, context: Mapping[str, Any]) -> Facts:
    """Of an article or a page, or, of None, of the site itself."""
    home = str(context.get("SITEURL", "")).rstrip("/")
    known = {
        "site": plain(context.get("SITENAME", "")),
        "home": home,
        "language": context.get("DEFAULT_LANG", "en"),
    }
    if content is None:
        return Facts(title=known["site"], **known)
    is_placed = home.startswith(("http://", "https://"))
    url = re.sub(r"(^|/)index\.html$", r"\1", content.url)
    return Facts(
        title=plain(content.title),
        description=description(content),
        url=f"{home}/{url}" if is_placed else "",
        authors=authors(content),
        published=getattr(content, "date", None) if is_article(content) else None,
        modified=getattr(content, "built", None) or getattr(content, "modified", None),
        version=getattr(content, "version", ""),
        section=plain(str(getattr(content, "category", "") or "")),
        licence=LICENCE.of(content.settings) or "",
        picture=getattr(content, "preview", None),
        references=tuple(getattr(content, "references", ())),
        papers=tuple(getattr(content, "papers", ())),
        **{**known, "language": getattr(content, "lang", known["language"])},
    )


def is_article(content: Any) -> bool:
    return type(content).__name__ in ("Article", "Draft")


def authors(content: Any) -> tuple[Author, ...]:
    names = [plain(str(author)) for author in getattr(content, "authors", ())]
    others = set(ORGANIZATIONS.of(content.settings))
    return tuple(Author(name, name not in others) for name in names if name)


def description(content: Any) -> str:
    """The article's dek, or its summary, as text."""
    text = plain(getattr(content, "dek", "") or getattr(content, "summary", "") or "")
    return text if len(text) <= 300 else text[:299].rsplit(" ", 1)[0] + "…"


# Of a formula there are two forms, of which the one for screen readers says all.
SEEN = re.compile(r'<span aria-hidden="true" class="katex-html">.*?(?=</p>|$)', re.DOTALL)


def plain(html: str) -> str:
    """``html`` as a line of text."""
    text = re.sub(r"<[^>]+>", "", SEEN.sub("", html))
    return " ".join(unescape(text).replace("'", "\u2019").split())
