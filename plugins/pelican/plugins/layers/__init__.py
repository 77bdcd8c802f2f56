"""Pelican plugin: a folder of Markdown layers becomes one article.

A Markdown file named ``article.md`` is read together with the other Markdown files of its folder
(see ``layers.sections``). The article object gets ``sections``, the entries of its contents.
Settings: ``ARTICLE_PATHS`` should name the ``article.md`` files, so that Pelican does not take
the sections for articles of their own.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markdown import Markdown
from pelican.readers import MarkdownReader, Readers

from pelican import signals

from .composition import compose, convert
from .sections import ARTICLE, Section, read_folder, read_section

__all__ = ["LayersReader", "register"]


class LayersReader(MarkdownReader):
    """Reads ``article.md`` with its sections, and any other Markdown as Pelican does."""

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        path = Path(source_path)
        if path.name != ARTICLE:
            return super().read(source_path)  # type: ignore[no-any-return] # Pelican is untyped
        root = Path(self.settings["PATH"]).parent
        article = read_section(path, root)
        md = Markdown(**self._markdown_settings())
        lead = convert(article, md)
        body, entries = compose(read_folder(path.parent, root), md)
        metadata = self._processed(article)
        metadata["sections"] = entries
        metadata["lead"] = lead
        return body, metadata

    def _markdown_settings(self) -> dict[str, Any]:
        """Pelican's settings without the meta extension: metadata are read by ``sections``."""
        settings = dict(self.settings["MARKDOWN"])
        settings["extensions"] = [e for e in settings["extensions"] if e != META]
        return settings

    def _processed(self, article: Section) -> dict[str, Any]:
        items = article.metadata.items()
        return {key: self.process_metadata(key, value) for key, value in items}


META = "markdown.extensions.meta"


def add_reader(readers: Readers) -> None:
    readers.reader_classes["md"] = LayersReader


def register() -> None:
    signals.readers_init.connect(add_reader)
