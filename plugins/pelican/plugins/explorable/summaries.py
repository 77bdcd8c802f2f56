"""Summaries of articles that have boxes or figures: their words alone.

Pelican cuts an article after some words. A box or a drawing cut through is no use to anyone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pelican.utils import truncate_html_paragraphs, truncate_html_words

from pelican import signals

__all__ = ["connect", "words_of"]

PIECES = re.compile(
    r'<div class="codebox".*?<p class="codebox-placeholder">[^<]*</p></div></div>\s*</div>'
    r'|<figure id="figure-.*?</figure>',
    re.DOTALL,
)
LISTS = ("articles", "translations", "drafts", "drafts_translations", "hidden_articles",
         "hidden_translations", "pages", "draft_pages", "hidden_pages")  # fmt: skip


def words_of(html: str) -> str:
    """``html`` without boxes and figures."""
    return PIECES.sub("", html)


def summarize(generators: Iterable[Any]) -> None:
    """Where there is no summary yet, as Pelican makes it, of what remains."""
    for content in _contents(generators):
        html = content._content or ""
        if "summary" not in content.metadata and PIECES.search(html):
            content.metadata["summary"] = _cut(words_of(html), content.settings)


def _cut(html: str, settings: Mapping[str, Any]) -> str:
    paragraphs, words = settings.get("SUMMARY_MAX_PARAGRAPHS"), settings["SUMMARY_MAX_LENGTH"]
    if paragraphs is not None:
        html = truncate_html_paragraphs(html, paragraphs)
    if words is not None:
        html = truncate_html_words(html, words, settings["SUMMARY_END_SUFFIX"])
    return str(html)


def _contents(generators: Iterable[Any]) -> Iterator[Any]:
    for generator in generators:
        for name in LISTS:
            yield from getattr(generator, name, ())


def connect() -> None:
    signals.all_generators_finalized.connect(summarize)
