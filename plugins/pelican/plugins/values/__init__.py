"""Pelican plugin: numbers in prose that are computed at build time, `{{ experiment.key:.2f }}`.

Beside each page that quotes numbers, `values.json` tells of every one where it comes from; a
template finds the address in `article.values_url`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.plugins.explorable import reading
from pelican.plugins.explorable.fences import markdown_below
from pelican.plugins.explorable.places import SettingError
from pelican.plugins.explorable.settings import Setting, cache_folder, switched_on
from pelican.plugins.explorable.workers import LIMIT as SECONDS

from .numbers import FailedError, Numbers, UnknownValueError, load
from .quotes import Page, Quote, ValuesExtension
from .report import beside, report, text
from .typed import TypedExtension

__all__ = [
    "FailedError",
    "Numbers",
    "Quote",
    "UnknownValueError",
    "ValuesExtension",
    "load",
    "register",
    "report",
]

PROVIDER = Setting(
    "VALUES", str, None,
    "A function without arguments, as `package.module:function`, that returns a mapping from names "
    "to experiments.",
)  # fmt: skip
LIMIT = Setting("VALUES_LIMIT", (int, float), SECONDS, "Seconds that one experiment may take.")
CAPTIONS = Setting(
    "VALUES_CAPTIONS", (list, tuple), ("figure", "predict"),
    "First words of the fences whose body is Markdown, in which numbers are quoted too.",
)  # fmt: skip
ALLOWED = Setting(
    "VALUES_ALLOWED", dict, {},
    "Numbers that only look like measured ones, which may not be typed: by the name of their file "
    "without `.md`, each with its reason.",
)  # fmt: skip
SETTINGS = (PROVIDER, LIMIT, CAPTIONS, ALLOWED)

NAMED = re.compile(rb"\{\{\s*([a-z]\w*)\.")


def configure(pelican: Pelican) -> None:
    settings = pelican.settings
    if not switched_on(settings, [PROVIDER]):
        return
    if (provider := PROVIDER.of(settings)) is None:
        raise SettingError("VALUES", "is not set; name a function, 'package.module:function'")
    cache = cache_folder(settings, "values")
    numbers = Numbers(provider, cache, limit=float(LIMIT.of(settings)))
    extension = ValuesExtension(numbers, CAPTIONS.of(settings))
    check = TypedExtension(numbers, CAPTIONS.of(settings), ALLOWED.of(settings))
    settings["MARKDOWN"].setdefault("extensions", []).extend([extension, check])


def prefetch(generator: Any) -> None:
    """Before anything is read: all experiments that the site's Markdown names."""
    for extension in _extensions(generator.settings):
        extension.pages.clear()
        files = markdown_below(Path(generator.settings["PATH"]))
        texts = [path.read_bytes() for path in files if path.is_file()]
        extension.numbers.prefetch({n.decode() for text in texts for n in NAMED.findall(text)})


def _extensions(settings: dict[str, Any]) -> Iterator[ValuesExtension]:
    for extension in settings["MARKDOWN"].get("extensions", ()):
        if isinstance(extension, ValuesExtension):
            yield extension


class ValuesGenerator:
    """Writes what each page quotes."""

    def __init__(self, *, settings: dict[str, Any], output_path: str, **_: Any) -> None:
        self.settings, self.output = settings, Path(output_path)
        self.files: dict[str, Page] = {}

    def find(self, generators: Iterable[Any]) -> None:
        """The file of each page with quotations, and its address for the templates."""
        pages = {path: page for e in _extensions(self.settings) for path, page in e.pages.items()}
        for content in _contents(generators):
            page = pages.get(content.source_path)
            if page and page.quotes:
                self.files[beside(content.save_as)] = page
                content.values_url = beside(content.save_as)

    def generate_output(self, _writer: Any) -> None:
        for extension in _extensions(self.settings):
            for name, page in sorted(self.files.items()):
                file = self.output / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text(page.quotes, extension.numbers), "utf-8")


def _contents(generators: Iterable[Any]) -> Iterator[Any]:
    found = (g.context["generated_content"] for g in generators if hasattr(g, "context"))
    yield from (content for content in next(found, {}).values() if content is not None)


def find(generators: Iterable[Any]) -> None:
    generators = list(generators)
    for generator in generators:
        if isinstance(generator, ValuesGenerator):
            generator.find(generators)


def add_generator(_pelican: Pelican) -> type[ValuesGenerator]:
    return ValuesGenerator


def register() -> None:
    reading.connect()
    signals.initialized.connect(configure)
    signals.article_generator_init.connect(prefetch)
    signals.all_generators_finalized.connect(find)
    signals.get_generators.connect(add_generator)
