"""Pelican plugin: feeds for readers of feeds: each formula once, no controls, links to the page.

An entry begins with the article's dek and lead. What is longer than a feed should be ends with a
section, and a link to the next one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pelican import Pelican, signals
from pelican.plugins.explorable.places import SettingError
from pelican.plugins.explorable.settings import Setting, switched_on

__all__ = ["register"]

LIMIT = Setting("FEEDS_LIMIT", int, 200_000, "How many bytes a feed has at most.")
SETTINGS = (LIMIT,)
FRAME = 1500  # bytes of an entry beside its content, at most; and of the feed itself


def configure(pelican: Pelican) -> None:
    if not switched_on(pelican.settings, SETTINGS):
        return
    LIMIT.of(pelican.settings)
    try:
        import lxml.html  # noqa: F401, PLC0415 (a site may do without)
    except ImportError as error:
        message = f"feeds needs {error.name}; pip install 'pelican-explorable[feeds]'"
        raise SettingError("PLUGINS", message) from None


def rewrite(context: Mapping[str, Any], feed: Any) -> None:
    """Gives each entry of ``feed`` a content that can be read anywhere."""
    if not switched_on(context, SETTINGS):
        return
    from .entries import entry, fitted  # noqa: PLC0415 (as above)

    site = str(context["SITEURL"]).rstrip("/")
    articles = {f"{site}/{one.url}": one for one in context["articles"]}
    room = LIMIT.of(context) - FRAME
    for place, item in enumerate(feed.items):
        link = item["link"].partition("?")[0]
        share = room // (len(feed.items) - place) - FRAME
        article = articles.get(link)
        if article is None:
            continue
        html = fitted(entry(article, link, site), link, share)
        room -= len(html.encode()) + FRAME
        # Atom has a place for each; RSS has one for either.
        item["content" if item.get("content") is not None else "description"] = html


def register() -> None:
    signals.initialized.connect(configure)
    signals.feed_generated.connect(rewrite)
