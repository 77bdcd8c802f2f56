"""Pelican plugin: what others show of a page: previews, icons, citations, search engines' metadata.

The head of each page gets what is missing there of Open Graph, Twitter's card, JSON-LD, Google
Scholar's ``citation_…`` and icons. A template prints ``article.citation``: how to cite the article,
with a version and a date of the build's own.
"""

from __future__ import annotations

from .wiring import SETTINGS, register

__all__ = ["SETTINGS", "register"]
