"""Pelican plugin: a page that was read once opens without the net, and what has run in it runs.

A service worker keeps a page with all that it needs, in one cache or not at all, and gives it out
where the net gives nothing: whoever is online always has the page as it is now. ``OFFLINE = False``
puts a worker in its place that takes itself and all that was kept out of readers' browsers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.plugins.explorable import heads, pages
from pelican.plugins.explorable.settings import Setting, switched_on

from .needs import listing

__all__ = ["ENTRIES", "WORKER", "register"]

OFFLINE = Setting(
    "OFFLINE", bool, True,
    "Whether pages can be read without the net once they were. Where that was so and shall be no "
    "more, say False and leave the plugin in PLUGINS: it then cleans up after itself.",
)  # fmt: skip
SETTINGS = (OFFLINE,)

HERE = Path(__file__).parent
ENTRIES = {"offline": HERE / "page" / "offline.js"}
WORKER = "sw.js"
PLACE = "__SITE__"


def configure(pelican: Pelican) -> None:
    settings = pelican.settings
    if switched_on(settings, SETTINGS) and OFFLINE.of(settings):
        pages.declare(pelican, ENTRIES, [])
        heads.declare(pelican, "offline", partial(script, settings))


def script(settings: Mapping[str, Any], page: heads.Page) -> str:
    """Has a page kept; not one for addresses where there is nothing."""
    if not page.is_found:
        return ""
    address = pages.site_bundle(settings, "offline").address("offline.js")
    return f'<script type="module" fetchpriority="low" src="{page.root}/{address}"></script>\n'


def write(pelican: Pelican) -> None:
    """The worker, when all that it may keep is there."""
    settings = pelican.settings
    if not switched_on(settings, SETTINGS):
        return
    output = Path(settings["OUTPUT_PATH"])
    name = "worker.js" if OFFLINE.of(settings) else "farewell.js"
    text = (HERE / "worker" / name).read_text("utf-8")
    site = json.dumps(listing(output), separators=(",", ":"), ensure_ascii=False)
    (output / WORKER).write_text(text.replace(PLACE, site), "utf-8")


def register() -> None:
    pages.connect()
    signals.initialized.connect(configure)
    signals.finalized.connect(write)
