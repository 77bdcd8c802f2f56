"""A page's facts as the elements of its head that others read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from html import escape
from typing import Any

from .facts import Author, Facts

__all__ = ["elements", "missing"]

OPENING = re.compile(r"<(meta|link)\b([^>]*)>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


def elements(facts: Facts) -> Iterator[str]:
    """Each element as HTML: one a line, in an order of their own."""
    yield from _general(facts)
    yield from (_property(f"og:{name}", value) for name, value in _graph(facts) if value)
    yield from _times(facts)
    yield from (_name(f"twitter:{name}", value) for name, value in _card(facts) if value)
    if facts.is_article:
        yield from (_name(f"citation_{name}", value) for name, value in _scholar(facts) if value)
    yield _json(facts)


def missing(html: str, head: str) -> str:
    """``html``, elements a line each, without those that ``head`` already has.

    What can stand several times is left out as a whole.
    """
    there = {_identity(match) for match in OPENING.finditer(head)}
    lines = [line for line in html.splitlines() if _kept(line, there)]
    return "".join(f"{line}\n" for line in lines)


def _kept(line: str, there: set[str]) -> bool:
    match = OPENING.match(line)
    return match is None or _identity(match) not in there


def _identity(match: re.Match[str]) -> str:
    values = {name.lower(): "".join(rest) for name, *rest in ATTRIBUTE.findall(match[2])}
    if match[1].lower() == "meta":
        return values.get("name") or values.get("property") or match[0]
    same = (values.get("rel", ""), values.get("type", ""), values.get("sizes", ""))
    return " ".join(("link", *same))


def _general(facts: Facts) -> Iterator[str]:
    if facts.description:
        yield _name("description", facts.description)
    for author in facts.authors:
        yield _name("author", author.name)
    if facts.url:
        yield f'<link rel="canonical" href="{escape(facts.url)}">'
    if facts.licence:
        yield f'<link rel="license" href="{escape(facts.licence)}">'


def _graph(facts: Facts) -> Iterator[tuple[str, str]]:
    yield "type", "article" if facts.is_article else "website"
    yield "site_name", facts.site
    yield "title", facts.title
    yield "description", facts.description
    yield "url", facts.url
    yield "locale", facts.language if "_" in facts.language else ""
    if facts.picture:
        yield "image", facts.absolute(facts.picture.path)
        yield "image:type", "image/png"
        yield "image:width", str(facts.picture.width)
        yield "image:height", str(facts.picture.height)
        yield "image:alt", facts.picture.alt


def _times(facts: Facts) -> Iterator[str]:
    if facts.published:
        yield _property("article:published_time", facts.published.isoformat())
        if facts.modified:
            yield _property("article:modified_time", facts.modified.isoformat())
        if facts.section:
            yield _property("article:section", facts.section)


def _card(facts: Facts) -> Iterator[tuple[str, str]]:
    yield "card", "summary_large_image" if facts.picture else "summary"
    yield "title", facts.title
    yield "description", facts.description
    if facts.picture:
        yield "image", facts.absolute(facts.picture.path)
        yield "image:alt", facts.picture.alt


def _scholar(facts: Facts) -> Iterator[tuple[str, str]]:
    """As Google Scholar's guidelines for webmasters ask for them."""
    assert facts.published is not None
    yield "title", facts.title
    for author in facts.authors:
        yield "author", author.name
    yield "publication_date", f"{facts.published:%Y/%m/%d}"
    if facts.modified:
        yield "online_date", f"{facts.modified:%Y/%m/%d}"
    yield "language", facts.language
    yield "public_url", facts.url
    yield "fulltext_html_url", facts.url
    if facts.papers and facts.url:
        yield "pdf_url", facts.absolute(facts.papers[0][1])
    for reference in facts.references:
        yield "reference", _cited(reference)


def _cited(reference: Any) -> str:
    """Google Scholar takes a reference apart by the names of its parts."""
    parts = [f"citation_title={reference.title}"]
    parts += [f"citation_author={_full(name)}" for name in reference.authors]
    parts.append(f"citation_publication_date={reference.year}")
    parts += [f"citation_journal_title={reference.venue}"] if reference.venue else []
    parts += [f"citation_doi={reference.doi}"] if reference.doi else []
    parts += [f"citation_arxiv_id={reference.arxiv}"] if reference.arxiv else []
    return "; ".join(parts)


def _full(name: tuple[str, str]) -> str:
    return " ".join(part for part in name if part)


def _json(facts: Facts) -> str:
    """JSON-LD in schema.org's terms; empty values are left out."""
    kind = "ScholarlyArticle" if facts.is_article else "WebSite"
    data = {"@context": "https://schema.org", "@type": kind, **_described(facts)}
    shown = json.dumps({k: v for k, v in data.items() if v}, ensure_ascii=False)
    # No text can end the element: the sign that would begin a tag is written as JSON may have it.
    text = shown.replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def _described(facts: Facts) -> dict[str, Any]:
    named = {"name": facts.title, "description": facts.description, "url": facts.url,
             "inLanguage": facts.language}  # fmt: skip
    if not facts.is_article:
        return named
    return {
        **named,
        "headline": facts.title,
        "author": [_author(author) for author in facts.authors],
        "publisher": {"@type": "Organization", "name": facts.site},
        "datePublished": _time(facts.published),
        "dateModified": _time(facts.modified),
        "version": facts.version,
        "articleSection": facts.section,
        "license": facts.licence,
        "isAccessibleForFree": True,
        "mainEntityOfPage": facts.url,
        "image": facts.absolute(facts.picture.path) if facts.picture else "",
        "citation": [_work(reference) for reference in facts.references],
    }


def _author(author: Author) -> dict[str, str]:
    return {"@type": "Person" if author.is_person else "Organization", "name": author.name}


def _work(reference: Any) -> dict[str, Any]:
    work = {
        "@type": "ScholarlyArticle",
        "name": reference.title,
        "author": [{"@type": "Person", "name": _full(n)} for n in reference.authors],
        "datePublished": reference.year,
        "isPartOf": {"@type": "CreativeWork", "name": reference.venue} if reference.venue else "",
        "url": reference.address,
        "identifier": f"doi:{reference.doi}" if reference.doi else
                      f"arXiv:{reference.arxiv}" if reference.arxiv else "",
    }  # fmt: skip
    return {name: value for name, value in work.items() if value}


def _time(time: datetime | None) -> str:
    return time.isoformat() if time else ""


def _name(name: str, value: str) -> str:
    return f'<meta name="{name}" content="{escape(" ".join(value.split()))}">'


def _property(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{escape(" ".join(value.split()))}">'
