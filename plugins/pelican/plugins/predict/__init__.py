"""Pelican plugin: a question that readers answer before the text does, in a fence `predict`.

Without scripts, and on paper, question and answer stand in the page as they are written.
"""

from __future__ import annotations

from pathlib import Path

from pelican import Pelican, signals
from pelican.plugins.explorable import pages, reading
from pelican.plugins.explorable.settings import Setting, switched_on

from .fence import PredictExtension

__all__ = ["ENTRIES", "register"]

PREDICT = Setting(
    "PREDICT", bool, True,
    "Whether fences `predict` become questions; only needed to switch the plugin on where a site "
    "lists no plugins at all.",
)  # fmt: skip
SETTINGS = (PREDICT,)

PAGE = Path(__file__).parent / "page"
ENTRIES = {"predict": PAGE / "predict.js", "predict-style": PAGE / "predict.css"}
NEEDS = pages.Needs(
    plugin="predict",
    marker='<details class="predict"',
    styles=("predict-style.css",),
    modules=("predict.js",),
)


def configure(pelican: Pelican) -> None:
    settings = pelican.settings
    if switched_on(settings, SETTINGS) and PREDICT.of(settings):
        settings["MARKDOWN"].setdefault("extensions", []).append(PredictExtension())
        pages.declare(pelican, ENTRIES, [NEEDS])


def register() -> None:
    reading.connect()
    pages.connect()
    signals.initialized.connect(configure)
