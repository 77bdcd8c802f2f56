"""Pelican's signals, and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.plugins.explorable import heads, reading
from pelican.plugins.explorable.settings import cache_folder, switched_on

from . import edition, icons
from .citation import cite
from .facts import Picture, facts, is_article
from .head import elements, missing
from .pictures import Pictures, size
from .settings import ICON, PICTURE, SETTINGS

__all__ = ["SETTINGS", "register"]

LISTS = ("articles", "translations", "drafts", "drafts_translations", "hidden_articles", "pages",
         "draft_pages", "hidden_pages")  # fmt: skip


@dataclass
class Site:
    """The running build's: what is to be written, by its path from the site's root."""

    settings: Mapping[str, Any] = field(default_factory=dict)
    previews: dict[str, bytes] = field(default_factory=dict)
    icons: dict[int, bytes] = field(default_factory=dict)


site = Site()


def configure(pelican: Pelican) -> None:
    vars(site).update(vars(Site()))
    if switched_on(pelican.settings, SETTINGS):
        for setting in SETTINGS:
            setting.of(pelican.settings)
        site.settings = pelican.settings
        heads.declare(pelican, "sharing", metadata)


def prepare(generators: Iterable[Any]) -> None:
    """Gives each article its edition, its preview and its citation, before templates see it."""
    if not site.settings:
        return
    contents = list(_contents(generators))
    for content in filter(is_article, contents):
        content.version, content.built = edition.version(content), edition.date(content)
    _draw([content for content in contents if is_article(content)])
    for content in filter(is_article, contents):
        content.citation = cite(facts(content, site.settings))


def _contents(generators: Iterable[Any]) -> Iterator[Any]:
    for generator in generators:
        for name in LISTS:
            yield from getattr(generator, name, ())


def _draw(articles: list[Any]) -> None:
    folder = cache_folder(site.settings, "sharing")
    if provider := ICON.of(site.settings):
        drawn = Pictures(ICON.key, provider, folder).draw([[n] for n in icons.SIZES])
        site.icons = dict(zip(icons.SIZES, drawn, strict=True))
    if not articles or not (provider := PICTURE.of(site.settings)):
        return
    known = [facts(article, site.settings) for article in articles]
    calls = [(one.title, one.description, one.site) for one in known]
    for article, png in zip(articles, Pictures(PICTURE.key, provider, folder).draw(calls),
                            strict=True):  # fmt: skip
        path = f"{icons.FOLDER}/{article.slug}-{hashlib.sha256(png).hexdigest()[:8]}.png"
        article.preview = Picture(path, *size(png), alt=facts(article, site.settings).title)
        site.previews[path] = png


class SharingGenerator:
    """Writes the pictures and the manifest."""

    def __init__(self, *, output_path: str, **_: Any) -> None:
        self.output = Path(output_path)

    def generate_output(self, _writer: Any) -> None:
        for path, png in site.previews.items():
            (self.output / path).parent.mkdir(parents=True, exist_ok=True)
            (self.output / path).write_bytes(png)
        if site.icons:
            icons.write(self.output, site.icons, site.settings)


def metadata(page: heads.Page) -> str:
    """What is missing in the head of a page."""
    if not site.settings or not page.is_found:
        return ""
    content = page.context.get("article") or page.context.get("page")
    known = facts(content, {**site.settings, **_placed(page.context)})
    html = "\n".join(elements(known))
    return missing((icons.links(page.root) if site.icons else "") + html, page.head or "")


def _placed(context: Mapping[str, Any]) -> dict[str, Any]:
    return {name: context[name] for name in ("SITEURL", "SITENAME") if name in context}


def add_generator(_pelican: Pelican) -> type[SharingGenerator]:
    return SharingGenerator


def register() -> None:
    reading.connect()
    heads.connect()
    signals.initialized.connect(configure)
    signals.all_generators_finalized.connect(prepare)
    signals.get_generators.connect(add_generator)
