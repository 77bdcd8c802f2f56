"""The press: figures by name, taken from the cache or drawn."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from pelican.plugins.explorable.store import log
from pelican.plugins.explorable.workers import LIMIT, Task, ask_all

from .cache import Cache, Picture, key
from .sources import FigurePackage

__all__ = ["FigureError", "Press"]


WORKER = f"{__package__}.worker"


class FigureError(ValueError):
    """A figure that cannot be had; the message tells why."""


class Press:
    """Gives the pictures of one build; ``report`` is told the progress, a line per drawing."""

    def __init__(
        self,
        module: str,
        cache: Path | str,
        workers: int = 2,
        report: Callable[[str], None] = log,
        limit: float = LIMIT,
    ) -> None:
        self.package = FigurePackage.find(module)
        self.cache, self.workers, self.report = Cache(Path(cache), report), workers, report
        self.task = Task(WORKER, module, self.package.root, "figure", "FIGURES_LIMIT", limit)
        self.pictures: dict[str, Picture] = {}
        self.errors: dict[str, str] = {}
        self.used: set[str] = set()

    def picture(self, name: str) -> Picture:
        """The picture of a figure, drawn now if need be; raises FigureError."""
        if name not in (known := self.package.names()):
            raise FigureError(_unknown(name, self.package, known))
        self.prefetch([name])
        if name in self.errors:
            raise FigureError(f"figure {name!r}: {self.errors[name]}")
        self.used.add(name)
        return self.pictures[name]

    def prefetch(self, names: Iterable[str]) -> None:
        """Makes ready all ``names`` that are figures; errors are kept until one is asked for."""
        wanted = set(names) & set(self.package.names()) - {*self.pictures, *self.errors}
        keys = {name: key(self.package, name) for name in sorted(wanted, key=self._haste)}
        found = {name: self.cache.get(name, keys[name]) for name in keys}
        self.pictures |= {name: picture for name, picture in found.items() if picture}
        missing = [name for name in keys if found[name] is None]
        answers = ask_all(self.task, missing, self.workers, self.report)
        for count, answer in enumerate(answers, start=1):
            self._take(answer, keys[answer["name"]], f"figure {count} of {len(missing)}")

    def _haste(self, name: str) -> tuple[int, str]:
        """Sorts first what depends on most: it is likely to take longest."""
        files, _ = self.package.dependencies(name)
        return -len(files), name

    def write(self, output: Path) -> list[Path]:
        """Writes data and SVG of every used figure to ``output``/figures; returns the files."""
        folder = output / "figures"
        files = []
        for name in sorted(self.used):
            picture = self.pictures[name]
            folder.mkdir(parents=True, exist_ok=True)
            texts = {picture.data_address: picture.data}
            texts |= {picture.address(form): svg for form, svg in picture.drawings.items()}
            for address, text in texts.items():
                files.append(output / address)
                files[-1].write_text(text, "utf-8")
        return files

    def _take(self, answer: dict[str, Any], key: str, progress: str) -> None:
        name = answer["name"]
        if "error" in answer:
            self.errors[name] = answer["error"]
            return
        self.pictures[name] = Picture(**answer["picture"])
        self.cache.put(key, self.pictures[name])
        self.report(f"{progress}: {name} ({answer['seconds']:.1f} s)")


def _unknown(name: str, package: FigurePackage, known: list[str]) -> str:
    if near := difflib.get_close_matches(name, known):
        return f"unknown figure {name!r}; did you mean {', '.join(near)}?"
    return f"unknown figure {name!r}; {package.module}.{name} would be its module, with draw()"
