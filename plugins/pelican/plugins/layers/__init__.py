"""Pelican plugin: a folder of Markdown layers becomes one article.

A Markdown file named ``article.md`` is read together with the other Markdown files of its folder
(see ``layers.sections``), wherever below the content the folder lies. The article object gets
``sections``, the entries of its contents, and ``lead``, the text of ``article.md`` itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markdown import Markdown
from pelican.readers import MarkdownReader, Readers

from pelican import signals
from pelican.plugins.explorable import reading
from pelican.plugins.explorable.places import collecting, raise_all
from pelican.plugins.explorable.settings import root, switched_on

from .articles import SETTINGS, front, in_order, take_over
from .composition import compose, convert
from .folders import ARTICLE, has_layers, overlooked
from .prose import ProseExtension
from .sections import Section, read_article, read_folder

__all__ = ["LayersReader", "register"]


class LayersReader(MarkdownReader):
    """Reads ``article.md`` with its sections, and any other Markdown as Pelican does."""

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        path = Path(source_path)
        if path.name != ARTICLE or not has_layers(path.parent):
            return super().read(source_path)  # type: ignore[no-any-return] # Pelican is untyped
        folder = root(self.settings)
        article = read_article(path, folder)
        md = Markdown(**self._markdown_settings())
        with collecting(md):
            lead = convert(article, md)
            body, entries = compose(read_folder(path.parent, folder), md)
        metadata = {**front(self.settings, path), **self._processed(article)}
        metadata["sections"] = entries
        metadata["lead"] = lead
        if "dek" in metadata:  # of a layer's first words a feed would have the formulas cut through
            metadata.setdefault("summary", metadata["dek"])
        return body, metadata

    def _markdown_settings(self) -> dict[str, Any]:
        """Pelican's settings without the meta extension: metadata are read by ``sections``."""
        settings = dict(self.settings["MARKDOWN"])
        given = [e for e in settings["extensions"] if e != META]
        names = {str(e).removeprefix("markdown.extensions.") for e in given}
        needed = [name for name in NEEDED if name not in names]
        settings["extensions"] = [*given, *needed, ProseExtension()]
        return settings

    def _processed(self, article: Section) -> dict[str, Any]:
        items = article.metadata.items()
        return {key: self.process_metadata(key, value) for key, value in items}


META = "markdown.extensions.meta"
NEEDED = ("admonition", "toc")  # cards, and headings that can be led to


def add_reader(readers: Readers) -> None:
    if switched_on(readers.settings, SETTINGS):
        readers.reader_classes["md"] = reading.located(LayersReader)


def find_articles(generator: Any) -> None:
    """Raises SourceErrors for layers that no article would show."""
    if switched_on(generator.settings, SETTINGS):
        in_order(generator)
        take_over(generator)
        raise_all(overlooked(Path(generator.settings["PATH"])))


def register() -> None:
    reading.connect()
    signals.readers_init.connect(add_reader)
    signals.article_generator_init.connect(find_articles)
