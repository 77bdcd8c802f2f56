"""Which file is being read, for every reader; and what went wrong there, so that nothing is lost.

Pelican logs an error in a source, leaves the source out and ends well. With any plugin of this
distribution a mistake that it finds ends the build instead, before anything is written, with all
other mistakes.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from pelican.readers import BaseReader, Readers

from pelican import signals

from .places import Reading, SettingError, SourceError, SourceErrors, raise_all, reading

__all__ = ["connect", "located"]


class Failures:
    """What could not be read in the running build, in the order of reading."""

    def __init__(self) -> None:
        self.found: list[Exception] = []

    def clear(self) -> None:
        self.found = []

    def raise_any(self) -> None:
        """Mistakes in sources all at once, else the first of the other errors."""
        sources = [error for error in self.found if isinstance(error, SourceError)]
        for error in self.found:
            sources += error.errors if isinstance(error, SourceErrors) else []
        others = [e for e in self.found if not isinstance(e, SourceError | SourceErrors)]
        settings = [error for error in others if isinstance(error, SettingError)]
        if settings or (others and not sources):
            raise (settings or others)[0].with_traceback(None)
        raise_all(error.with_traceback(None) for error in sources)


failures = Failures()


# Packages of this distribution, of which the namespace holds others too.
OURS = tuple(
    f"pelican.plugins.{name}"
    for name in (
        "assets",
        "codebox",
        "explorable",
        "figures",
        "formulas",
        "layers",
        "references",
        "sharing",
        "values",
    )
)


class Located:
    """What every reader becomes: it tells where it is, and its failures are kept."""

    def read(self, source_path: str) -> Any:
        token = reading.set(Reading(Path(source_path)))
        try:
            return super().read(source_path)  # type: ignore[misc] # stands before a reader
        except Exception as error:
            if isinstance(error, SourceErrors | SourceError) or _is_ours(error):
                failures.found.append(error)
            raise
        finally:
            reading.reset(token)


def _is_ours(error: Exception) -> bool:
    """Whether it was raised by way of this distribution, beyond this module."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    names = [frame.f_globals.get("__name__", "") for frame in frames]
    return any(name.startswith(OURS) and name != __name__ for name in names)


def locate(readers: Readers) -> None:
    """Gives each reader of the site its place in the sources."""
    for extension, cls in readers.reader_classes.items():
        # BaseReader itself reads nothing: it stands for static files.
        if cls and cls is not BaseReader:
            readers.reader_classes[extension] = located(cls)


@cache
def located(cls: type) -> type:
    """``cls`` with Located around it, under its own name, which Pelican keeps as metadata."""
    if issubclass(cls, Located):
        return cls
    return type(cls.__name__, (Located, cls), {"__module__": cls.__module__})


def forget(_generator: Any) -> None:
    failures.clear()


# Texts in which something depends on more than the source: Pelican's cache of contents, which
# looks at the source alone, must not have them.
MADE = re.compile(
    r'<div class="codebox"|<figure id="figure-|<a class="value"|<section class="layer"'
)


def uncache(generator: Any) -> None:
    """Takes what the plugins have made out of the contents that Pelican has kept."""
    for cacher in (generator, generator.readers):
        kept = getattr(cacher, "_cache", {})
        for path in [path for path, (_, found) in kept.items() if MADE.search(_text(found))]:
            del kept[path]


def _text(found: Any) -> str:
    """Of an entry: the content and its metadata, or an article."""
    content = found[0] if isinstance(found, tuple) else getattr(found, "_content", "")
    return content or ""


def tell(_generators: Iterable[Any]) -> None:
    failures.raise_any()


def connect() -> None:
    """Called by each plugin's register; what is connected twice is connected once."""
    signals.readers_init.connect(locate)
    signals.article_generator_init.connect(forget)
    signals.article_generator_init.connect(uncache)
    signals.page_generator_init.connect(uncache)
    signals.all_generators_finalized.connect(tell)
