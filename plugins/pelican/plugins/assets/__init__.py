"""Pelican plugin: the site's scripts and styles, bundled by esbuild under hashed names.

Templates call ``asset('main.js')``, which returns the address of the bundle relative to the site's
root; ``stylesheet('style.css', SITEURL)`` and ``script('main.js')``, which return the text itself:
a page that holds what it needs first is painted a round trip earlier; ``permitting(POLICY,
'main.js')``, the policy that lets that text run. The plugin ``notices`` is told which npm packages
are bundled.
"""

from __future__ import annotations

from pathlib import Path

from pelican import Pelican, signals
from pelican.plugins.explorable.bundles import Bundle
from pelican.plugins.explorable.places import SettingError
from pelican.plugins.explorable.settings import Setting, root, switched_on

from .bundle import bundle

__all__ = ["Bundle", "bundle", "register"]

ASSETS = Setting(
    "ASSETS", dict, {},
    "Entry points of scripts and styles by the names of their bundles, relative to the folder in "
    "which the content lies; other plugins add theirs.",
)  # fmt: skip
ESBUILD = Setting("ASSETS_ESBUILD", (str, Path), "esbuild", "The program esbuild.")
SETTINGS = (ASSETS, ESBUILD)


def build(pelican: Pelican) -> None:
    """Called when every plugin has declared its entries, and no template is loaded yet."""
    settings = pelican.settings
    if not switched_on(settings, [ESBUILD]):
        return
    folder = root(settings)
    entries = {name: folder / path for name, path in ASSETS.of(settings).items()}
    for name, path in entries.items():
        if not path.is_file():
            raise SettingError("ASSETS", f"{name!r} is {path}, and there is no such file")
    built = bundle(entries, Path(settings["OUTPUT_PATH"]), folder, str(ESBUILD.of(settings)))
    settings.setdefault("NOTICES_PACKAGES", []).extend(built.packages)
    calls = {
        "bundle": built,
        "asset": built.address,
        "stylesheet": built.stylesheet,
        "script": built.script,
        "permitting": built.permitting,
    }
    settings["JINJA_GLOBALS"] = {**settings["JINJA_GLOBALS"], **calls}


def register() -> None:
    signals.get_generators.connect(build)
