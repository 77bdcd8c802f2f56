"""Pelican's signals, and nothing else."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from markdown import Extension, Markdown

from pelican import Pelican, signals
from pelican.plugins.explorable import heads, pages, reading
from pelican.plugins.explorable.places import SettingError
from pelican.plugins.explorable.settings import cache_folder, root, switched_on

from .fence import FigureExtension, Script, named_in, no_script
from .press import Press
from .scripts import Scripts
from .settings import BOX, LIMIT, MODULE, SCRIPTS, WORKERS
from .sources import FigurePackage

__all__ = ["ENTRIES", "FiguresGenerator", "register"]

PAGE = Path(__file__).parent / "page"
ENTRIES = {"figures": PAGE / "figures.js", "figures-style": PAGE / "style" / "main.css"}
IMAGE = re.compile(
    r'(?P<tag><img class="figure-image" src="|<source media="[^"]*" srcset=")figures/'
)
"""Where the address of a drawing begins: it leads from the site's root."""
NEEDS = pages.Needs(
    plugin="figures",
    marker='<figure id="figure-',
    styles=("figures-style.css",),
    modules=("figures.js",),
)


class CurrentPress(Extension):
    """Hands Markdown the press of the running build: settings outlive a build, sources change."""

    press: Press | None = None
    script: Script = staticmethod(no_script)
    scripts: Scripts | None = None
    folder: str | None = None
    box: str | None = None

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        assert self.press is not None
        FigureExtension(self.press, self.script, self.folder, self.box).extendMarkdown(md)


current = CurrentPress()


class FiguresGenerator:
    """Writes the data and the SVG of each figure that a page shows, and its script."""

    def __init__(self, *, output_path: str, **_: Any) -> None:
        self.output = Path(output_path)

    def generate_output(self, _writer: Any) -> None:
        if current.press and current.press.write(self.output) and current.scripts:
            current.scripts.write(self.output)


def configure(pelican: Pelican) -> None:
    """Declares what pages load: the frame, and a script for each figure that has one."""
    settings = pelican.settings
    if not switched_on(settings, [MODULE]):
        return
    if MODULE.of(settings) is None:
        raise SettingError(MODULE.key, "is not set; name the package of the figures")
    folder = folder_of_scripts(settings)
    if not folder.is_dir():
        raise SettingError(SCRIPTS.key, f"there is no folder {SCRIPTS.of(settings)}")
    settings["MARKDOWN"].setdefault("extensions", []).append(current)
    entries = {f"figures/{path.stem}": path for path in sorted(folder.glob("*.js"))}
    pages.declare(pelican, ENTRIES | entries, [NEEDS])
    heads.revise(pelican, "figures", found_from)


def found_from(page: heads.Page) -> heads.Page:
    """``page`` with addresses of drawings that lead to them from where it lies."""
    if NEEDS.marker not in page.text or page.root == ".":
        return page
    return replace(page, text=IMAGE.sub(rf"\g<tag>{page.root}/figures/", page.text))


def folder_of_scripts(settings: dict[str, Any]) -> Path:
    given = SCRIPTS.of(settings)
    if given is not None:
        return Path(root(settings), given)
    return FigurePackage.find(MODULE.of(settings)).path("__init__").parent


def start(generator: Any) -> None:
    """Before anything is read: a press for this build, and all figures at once."""
    settings = generator.settings
    current.press = current.scripts = None
    if current not in settings["MARKDOWN"].get("extensions", ()):
        return
    cache, limit = cache_folder(settings, "figures"), float(LIMIT.of(settings))
    current.press = Press(MODULE.of(settings), cache, WORKERS.of(settings), limit=limit)
    folder = folder_of_scripts(settings)
    current.script, current.box = script_of(settings, folder), BOX.of(settings)
    current.folder = os.path.relpath(folder)
    current.press.prefetch(named_in(Path(settings["PATH"])))


def script_of(settings: dict[str, Any], folder: Path) -> Script:
    """Gives the address of each figure's script in ``folder``: bundled, or as it is written."""
    asset = settings["JINJA_GLOBALS"].get("asset")
    if asset is None:
        current.scripts = Scripts(folder, partial(pages.site_bundle, settings, "figures"))
        return current.scripts.address
    names = {path.stem for path in folder.glob("*.js")}
    return lambda name: str(asset(f"figures/{name}.js")) if name in names else None


def add_generator(_pelican: Pelican) -> type[FiguresGenerator]:
    return FiguresGenerator


def register() -> None:
    reading.connect()
    pages.connect()
    signals.initialized.connect(configure)
    signals.article_generator_init.connect(start)
    signals.get_generators.connect(add_generator)
