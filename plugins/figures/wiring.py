"""Pelican's signals, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markdown import Extension, Markdown
from pelican import Pelican, signals

from .fence import FigureExtension, named_in
from .press import Press

__all__ = ["FiguresGenerator", "register"]


class CurrentPress(Extension):
    """Hands Markdown the press of the running build: settings outlive a build, sources change."""

    press: Press | None = None

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        assert self.press is not None
        FigureExtension(self.press).extendMarkdown(md)


current = CurrentPress()


class FiguresGenerator:
    """Writes the data and the SVG of each figure that a page shows."""

    def __init__(self, *, output_path: str, **_: Any) -> None:
        self.output = Path(output_path)

    def generate_output(self, _writer: Any) -> None:
        assert current.press is not None
        current.press.write(self.output)


def configure(pelican: Pelican) -> None:
    pelican.settings["MARKDOWN"].setdefault("extensions", []).append(current)


def start(generator: Any) -> None:
    """Before anything is read: a press for this build, and all figures at once."""
    settings = generator.settings
    cache = settings.get("FIGURES_CACHE") or Path(settings["CACHE_PATH"], "figures")
    workers = settings.get("FIGURES_WORKERS", 2)
    current.press = Press(settings["FIGURES_MODULE"], Path(cache), workers)
    current.press.prefetch(named_in(Path(settings["PATH"])))


def add_generator(_pelican: Pelican) -> type[FiguresGenerator]:
    return FiguresGenerator


def register() -> None:
    signals.initialized.connect(configure)
    signals.article_generator_init.connect(start)
    signals.get_generators.connect(add_generator)
