"""Pelican plugin: the site's scripts and styles, bundled by esbuild under hashed names.

Settings: ``ASSETS`` maps a name to its entry point, relative to the folder of the settings file
(other plugins add theirs);
``ASSETS_ESBUILD`` is the esbuild program. Templates call ``asset('main.js')``, which returns the
address of the bundle relative to the site's root; ``stylesheet('style.css', SITEURL)`` and
``script('main.js')``, which return the text itself: a page that holds what it needs first is
painted a round trip earlier; ``permitting(POLICY, 'main.js')``, the policy that lets that text run.
The npm packages that are bundled are added to ``NOTICES_PACKAGES``, for the plugin ``notices``.
"""

from __future__ import annotations

from pathlib import Path

from pelican import Pelican, signals
from pelican.plugins.explorable.places import SettingError

from .bundle import Bundle, bundle

__all__ = ["Bundle", "bundle", "register"]


def build(pelican: Pelican) -> None:
    """Called when every plugin has declared its entries, and no template is loaded yet."""
    settings = pelican.settings
    root = Path(settings["PATH"]).parent
    entries = {name: root / path for name, path in settings["ASSETS"].items()}
    for name, path in entries.items():
        if not path.is_file():
            raise SettingError("ASSETS", f"{name!r} is {path}, and there is no such file")
    built = bundle(entries, Path(settings["OUTPUT_PATH"]), root, settings["ASSETS_ESBUILD"])
    settings.setdefault("NOTICES_PACKAGES", []).extend(built.packages)
    calls = {
        "asset": built.address,
        "stylesheet": built.stylesheet,
        "script": built.script,
        "permitting": built.permitting,
    }
    settings["JINJA_GLOBALS"] = {**settings["JINJA_GLOBALS"], **calls}


def register() -> None:
    signals.get_generators.connect(build)
