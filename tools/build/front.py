"""The front page: without it nothing is published, and its author is told which file is missing."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pelican.settings import DEFAULT_CONFIG

from tools.build import BuildError
from tools.build.places import setting_place

__all__ = ["FRONT", "check_front", "check_named"]

FRONT = "index.html"
PATHS = ("ARTICLE_PATHS", "PAGE_PATHS", "STATIC_PATHS")


def check_named(settings: dict[str, Any], settings_file: Path) -> None:
    """Raises BuildError for sources that the settings name and nobody wrote; Pelican skips them."""
    content = Path(settings["PATH"])
    lines = [
        f"{setting_place(settings_file, key)}: {key} names {name}, which is not in {content.name}/;"
        f" {_advice(content, name)}"
        for key in PATHS
        if settings[key] != DEFAULT_CONFIG[key]
        for name in settings[key]
        if not (content / name).exists()
    ]
    if lines:
        raise BuildError("\n".join(lines))


def check_front(site: Path, settings: dict[str, Any], settings_file: Path) -> None:
    """Raises BuildError if ``site`` has no front page."""
    if (site / FRONT).is_file():
        return
    name = settings.get("LAYERS_FRONT")
    key = "LAYERS_FRONT" if name else "ARTICLE_PATHS"
    names = f"{name}/article.md" if name else " and ".join(settings["ARTICLE_PATHS"])
    raise BuildError(
        f"{setting_place(settings_file, key)}: no {FRONT} came of {names};"
        " look for a Status, a Date to come, or a Save_as at the head of the article"
    )


def _advice(content: Path, name: str) -> str:
    near = difflib.get_close_matches(name, _sources(content), n=1)
    return f"did you mean {near[0]}?" if near else "mend the name, or write the file"


def _sources(content: Path) -> Iterator[str]:
    for path in content.rglob("*"):
        yield path.relative_to(content).as_posix()
