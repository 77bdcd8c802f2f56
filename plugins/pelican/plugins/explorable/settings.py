"""Settings of the plugins as data: what each is called, what holds without it, what it means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .places import SettingError

__all__ = ["CACHE", "SHARED", "Setting", "cache_folder", "root", "switched_on"]


@dataclass(frozen=True)
class Setting:
    """One setting of a site: ``key`` is its name, ``kind`` what ``isinstance`` asks for."""

    key: str
    kind: type | tuple[type, ...]
    default: Any
    meaning: str

    def of(self, settings: Mapping[str, Any]) -> Any:
        """Its value on a site; raises SettingError for one of another kind."""
        value = settings.get(self.key, self.default)
        if value is not self.default and not isinstance(value, self.kind):
            kinds = self.kind if isinstance(self.kind, tuple) else (self.kind,)
            names = " or ".join(kind.__name__ for kind in kinds)
            raise SettingError(self.key, f"is {value!r}, which is no {names}")
        return value


CACHE = Setting(
    "EXPLORABLE_CACHE",
    (str, Path),
    ".cache",
    "The folder for what is kept between builds, each kind in a folder of its own: downloads and "
    "finished parts of the runtime, drawings, results. It may be removed at any time.",
)
SHARED = (CACHE,)

# A plugin that only shares code: nobody lists it, so that it is there only where a site lists no
# plugins at all, and Pelican takes whatever is installed.
DISCOVERED = "pelican.plugins.explorable"


def switched_on(settings: Mapping[str, Any], own: Iterable[Setting]) -> bool:
    """Whether a site wants a plugin: it lists it, or else gives one of its settings.

    Without a list of plugins Pelican starts all that are installed; text of a site that has never
    heard of this one must stay as it is.
    """
    if DISCOVERED not in settings.get("PLUGINS", ()):
        return True
    return any(setting.key in settings for setting in own)


def cache_folder(settings: Mapping[str, Any], name: str) -> Path:
    """The folder ``name`` of the site's cache."""
    return Path(CACHE.of(settings)).absolute() / name


def root(settings: Mapping[str, Any]) -> Path:
    """The folder that settings and messages are relative to: where the content's folder lies.

    Content that is the working folder itself, which is Pelican's default, is the root too.
    """
    content = Path(settings["PATH"]).absolute()
    return content if content == Path.cwd() else content.parent
