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
from pelican.plugins.explorable.places import collecting, raise_all

from .composition import compose, convert
from .folders import ARTICLE, overlooked
from .prose import ProseExtension
from .sections import Section, read_article, read_folder

__all__ = ["LayersReader", "register"]


class LayersReader(MarkdownReader):
    """Reads ``article.md`` with its sections, and any other Markdown as Pelican does."""

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        path = Path(source_path)
        if path.name != ARTICLE:
            return super().read(source_path)  # type: ignore[no-any-return] # Pelican is untyped
        root = Path(self.settings["PATH"]).parent
        article = read_article(path, root)
        md = Markdown(**self._markdown_settings())
        with collecting(md):
            lead = convert(article, md)
            body, entries = compose(read_folder(path.parent, root), md)
        metadata = self._processed(article)
        metadata["sections"] = entries
        metadata["lead"] = lead
        return body, metadata

    def _markdown_settings(self) -> dict[str, Any]:
        """Pelican's settings without the meta extension: metadata are read by ``sections``."""
        settings = dict(self.settings["MARKDOWN"])
        extensions = [e for e in settings["extensions"] if e != META]
        settings["extensions"] = [*extensions, ProseExtension()]
        return settings

    def _processed(self, article: Section) -> dict[str, Any]:
        items = article.metadata.items()
        return {key: self.process_metadata(key, value) for key, value in items}


META = "markdown.extensions.meta"


def add_reader(readers: Readers) -> None:
    readers.reader_classes["md"] = LayersReader


def check_folders(generator: Any) -> None:
    """Raises SourceErrors for layers that no article of the site would show."""
    content = Path(generator.settings["PATH"])
    names = generator.settings["ARTICLE_PATHS"]
    named = {path for name in names for path in _below(content / name)}
    raise_all(overlooked(content, named))


def _below(path: Path) -> list[Path]:
    return list(path.rglob(ARTICLE)) if path.is_dir() else [path]


def register() -> None:
    signals.readers_init.connect(add_reader)
    signals.article_generator_init.connect(check_folders)
