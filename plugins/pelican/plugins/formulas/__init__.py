"""Pelican plugin: ``$…$`` and ``$$…$$`` become formulas when the site is built.

pelican-katex renders them through KaTeX, in Node. A formula that KaTeX rejects ends the build as
``path:line: message``. Pages with formulas get KaTeX's style sheet and fonts, and a script by which
copied formulas are TeX. In a page that is written, formulas share the rules by which they are set.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pelican import Pelican, signals
from pelican.plugins.explorable import heads, pages, reading
from pelican.plugins.explorable.node import put_node_first
from pelican.plugins.explorable.places import SettingError
from pelican.plugins.explorable.settings import Setting, root, switched_on

__all__ = ["ENTRIES", "register"]

STYLE = Setting(
    "FORMULAS_STYLE", bool, True,
    "Whether pages with formulas get KaTeX's style sheet; a theme that has it says False.",
)  # fmt: skip
KATEX = Setting(
    "KATEX", dict, {},
    "KaTeX's options, as `strict` and `macros`; `throwOnError` is always on. Further settings are "
    "those of pelican-katex.",
)  # fmt: skip
SETTINGS = (STYLE, KATEX)
ENTRIES = {"formulas": Path(__file__).parent / "page" / "copy.js"}
MARKER = '<span class="katex"'
NEEDS = pages.Needs(plugin="formulas", marker=MARKER, modules=("formulas.js",))
STYLED = replace(NEEDS, sheets=("formulas-style.css",))


def configure(pelican: Pelican) -> None:
    settings = pelican.settings
    if not switched_on(settings, SETTINGS):
        return
    put_node_first()
    try:
        from .extension import configure as ready  # noqa: PLC0415 (a site may do without)
        from .sharing import shared  # noqa: PLC0415
    except ImportError as error:
        message = f"formulas needs {error.name}; pip install 'pelican-explorable[formulas]'"
        raise SettingError("PLUGINS", message) from None
    settings["MARKDOWN"].setdefault("extensions", []).append(ready(settings))
    heads.revise(pelican, "formulas", shared)
    if STYLE.of(settings):
        sheet = root(settings) / "node_modules" / "katex" / "dist" / "katex.min.css"
        pages.declare(pelican, ENTRIES | {"formulas-style": sheet}, [STYLED])
    else:
        pages.declare(pelican, ENTRIES, [NEEDS])


def register() -> None:
    reading.connect()
    pages.connect()
    signals.initialized.connect(configure)
