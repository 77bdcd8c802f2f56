"""Where a site's articles are: each folder of layers with an ``article.md`` is one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pelican.plugins.explorable.places import SettingError
from pelican.plugins.explorable.settings import Setting

from .folders import ARTICLE, has_layers

__all__ = ["FRONT", "SETTINGS", "folders", "front", "take_over"]

FRONT = Setting(
    "LAYERS_FRONT", str, None,
    "The folder of the article that is the front page, relative to the content: it is saved as "
    "`index.html`, whatever ARTICLE_SAVE_AS says.",
)  # fmt: skip
SETTINGS = (FRONT,)


def folders(content: Path) -> list[Path]:
    """The articles' folders below ``content``, in order."""
    found = (path.parent for path in content.rglob(ARTICLE))
    return sorted(folder for folder in found if has_layers(folder))


def take_over(generator: Any) -> None:
    """Has Pelican read each article once, and none of its layers as an article of its own."""
    settings, content = generator.settings, Path(generator.settings["PATH"])
    names = [folder.relative_to(content).as_posix() for folder in folders(content)]
    paths, excludes = settings.setdefault(
        "LAYERS_GIVEN", (list(settings["ARTICLE_PATHS"]), list(settings["ARTICLE_EXCLUDES"]))
    )
    articles = [f"{name}/{ARTICLE}" for name in names]
    settings["ARTICLE_PATHS"] = list(dict.fromkeys([*paths, *articles]))
    settings["ARTICLE_EXCLUDES"] = [*excludes, *names]
    _check_front(settings, names)


def _check_front(settings: dict[str, Any], names: list[str]) -> None:
    name = FRONT.of(settings)
    if name is not None and name not in names:
        known = ", ".join(names) or "none"
        raise SettingError(FRONT.key, f"no article is in {name!r}; there is {known}")


def front(settings: dict[str, Any], article: Path) -> dict[str, str]:
    """Metadata that make ``article`` the front page, if it is to be."""
    name = FRONT.of(settings)
    if name is None or article.parent != Path(settings["PATH"]) / name:
        return {}
    return {"save_as": "index.html", "url": ""}


def in_order(generator: Any) -> None:
    """Files are read in the order of their names, not of a set."""
    files = generator.get_files
    generator.get_files = lambda *args, **options: Sorted(files(*args, **options))


class Sorted(set[str]):
    """A set that is gone through in order."""

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(super().__iter__()))
