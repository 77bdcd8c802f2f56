"""Pelican's signals, and nothing else."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from markdown import Extension, Markdown

from pelican import Pelican, signals
from pelican.plugins.explorable.places import SettingError
from pelican.plugins.explorable.workers import LIMIT

from .fence import FigureExtension, Script, named_in, no_script
from .press import Press

__all__ = ["FiguresGenerator", "register"]


class CurrentPress(Extension):
    """Hands Markdown the press of the running build: settings outlive a build, sources change."""

    press: Press | None = None
    script: Script = staticmethod(no_script)
    folder: str | None = None

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        assert self.press is not None
        FigureExtension(self.press, self.script, self.folder).extendMarkdown(md)


current = CurrentPress()


class FiguresGenerator:
    """Writes the data and the SVG of each figure that a page shows."""

    def __init__(self, *, output_path: str, **_: Any) -> None:
        self.output = Path(output_path)

    def generate_output(self, _writer: Any) -> None:
        assert current.press is not None
        current.press.write(self.output)


PAGE = Path(__file__).parent / "page"


def configure(pelican: Pelican) -> None:
    """Declares what pages load: the frame, and a script for each figure that has one."""
    settings = pelican.settings
    settings["MARKDOWN"].setdefault("extensions", []).append(current)
    assets = {"figures": PAGE / "figures.js"}
    if folder := settings.get("FIGURES_SCRIPTS"):
        if not Path(folder).is_dir():
            raise SettingError("FIGURES_SCRIPTS", f"there is no folder {folder}")
        assets |= {f"figures/{path.stem}": path for path in sorted(Path(folder).glob("*.js"))}
    settings["ASSETS"] = {**assets, **settings.get("ASSETS", {})}


def script(settings: dict[str, Any], name: str) -> str | None:
    """The address of the script of figure ``name``, if there is one."""
    asset = settings["JINJA_GLOBALS"].get("asset")
    if asset is None or f"figures/{name}" not in settings["ASSETS"]:
        return None
    return str(asset(f"figures/{name}.js"))


def start(generator: Any) -> None:
    """Before anything is read: a press for this build, and all figures at once."""
    settings = generator.settings
    cache = settings.get("FIGURES_CACHE") or Path(settings["CACHE_PATH"], "figures")
    workers = settings.get("FIGURES_WORKERS", 2)
    limit = float(settings.get("FIGURES_LIMIT", LIMIT))
    current.press = Press(settings["FIGURES_MODULE"], Path(cache), workers, limit=limit)
    current.script, current.folder = partial(script, settings), settings.get("FIGURES_SCRIPTS")
    current.press.prefetch(named_in(Path(settings["PATH"])))


def add_generator(_pelican: Pelican) -> type[FiguresGenerator]:
    return FiguresGenerator


def register() -> None:
    signals.initialized.connect(configure)
    signals.article_generator_init.connect(start)
    signals.get_generators.connect(add_generator)
