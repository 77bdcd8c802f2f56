"""Writes docs/settings.md, from what the plugins declare: python -m tools.settings [--check]."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from pelican.plugins.explorable.settings import SHARED, Setting
from tools.build import ROOT
from tools.documents import keep

__all__ = ["Group", "groups", "page"]

DOCUMENT = "docs/settings.md"
THEME = ROOT / "theme" / "settings.toml"
PLUGINS = (
    "codebox", "figures", "predict", "names", "formulas", "values", "layers", "references",
    "sharing", "papers", "feeds", "offline", "assets", "notices",
)  # fmt: skip

KINDS: dict[Any, str] = {
    str: "text",
    int: "whole number",
    bool: "`True` or `False`",
    dict: "mapping",
    (list, tuple): "list",
    (str, Path): "path",
    (int, float): "number",
}
INTRODUCTION = """\
# Settings

What a site's `pelicanconf.py` can tell the plugins, besides
[Pelican's own settings](https://docs.getpelican.com/en/latest/settings.html). A value of the wrong
kind stops the build, with the name of its setting. A dash means that there is no default. Relative
paths start from the folder where Pelican runs, unless a setting says otherwise.

This page is made from the sources by `python -m tools.settings`.
"""


@dataclass(frozen=True)
class Group:
    """The settings of one plugin, or of what is like one; rows are key, kind, default, meaning."""

    title: str
    summary: str
    rows: tuple[tuple[str, str, str, str], ...]

    @property
    def keys(self) -> set[str]:
        return {row[0] for row in self.rows}


def groups() -> list[Group]:
    """All settings that are declared."""
    shared = "What several plugins share."
    theme = "What the templates of this repository read, in `theme/`."
    return [
        *(_plugin(name) for name in PLUGINS),
        Group("All plugins", shared, tuple(map(_row, SHARED))),
        Group("The theme", theme, tuple(_theme())),
    ]


def _plugin(name: str) -> Group:
    module = import_module(f"pelican.plugins.{name}")
    first = (module.__doc__ or "").partition("\n")[0].removeprefix("Pelican plugin: ")
    summary = first[:1].upper() + first[1:]
    return Group(f"`{name}`", summary.replace("``", "`"), tuple(map(_row, module.SETTINGS)))


def _row(setting: Setting) -> tuple[str, str, str, str]:
    return setting.key, KINDS[setting.kind], _value(setting.default), setting.meaning


def _theme() -> Iterator[tuple[str, str, str, str]]:
    for key, one in tomllib.loads(THEME.read_text("utf-8")).items():
        yield key, one["kind"], _value(one.get("default")), one["meaning"]


def _value(value: Any) -> str:
    """A default as one would write it in the settings."""
    if value is None:
        return "–"  # noqa: RUF001 (a dash)
    return f"`{value!r}`" if isinstance(value, bool) else f"`{json.dumps(value)}`"


def page(found: Iterable[Group]) -> str:
    """The document."""
    return "\n".join([INTRODUCTION, *(line for group in found for line in _section(group))])


def _section(group: Group) -> Iterator[str]:
    yield from (f"## {group.title}", "", group.summary, "")
    yield from ("| Setting | Kind | Default | Meaning |", "|---|---|---|---|")
    for key, *cells in group.rows:
        yield " | ".join([f"| `{key}`", *(cell.replace("|", r"\|") for cell in cells)]) + " |"
    yield ""


def main(argv: list[str] | None = None) -> int:
    return keep(ROOT / DOCUMENT, DOCUMENT, "tools.settings", lambda _: (page(groups()), []), argv)


if __name__ == "__main__":
    sys.exit(main())
