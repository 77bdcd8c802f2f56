"""Pelican plugin: names and letters light up the lines of figures that they stand for, and back.

A site says by ``NAMES`` which words are names. A line of a figure has the key of a name as a part
of its gid, as `adam` is one of `loss-adam`. Letters of
formulas are told by a table in an element of the class `symbols`: symbol, meaning, where defined.
Nothing of this is seen until a hand comes near, and nothing is added to the text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.plugins.explorable import heads, pages, reading
from pelican.plugins.explorable.places import SettingError
from pelican.plugins.explorable.settings import Setting, switched_on

__all__ = ["ENTRIES", "register"]

NAMES = Setting(
    "NAMES", dict, {},
    "The words that are names, as the text has them: lists by the key that lines of figures have "
    "in their gids, as in `{\"adam\": [\"Adam\"]}`. The theme's colour of a name is `--color-KEY`.",
)  # fmt: skip
SETTINGS = (NAMES,)

PAGE = Path(__file__).parent / "page"
ENTRIES = {"names": PAGE / "names.js", "names-style": PAGE / "names.css"}
SYMBOLS = 'class="symbols"'
KEY = re.compile(r"[a-z][a-z0-9_]*")

Names = Mapping[str, list[str]]


def configure(pelican: Pelican) -> None:
    settings = pelican.settings
    if switched_on(settings, SETTINGS):
        names = checked(NAMES.of(settings))
        pages.declare(pelican, ENTRIES, [])
        heads.declare(pelican, "names", partial(part, settings, names))


def checked(names: Mapping[str, Any]) -> Names:
    """The names; SettingError where a key could not be in a gid, or a word has two keys."""
    owner: dict[str, str] = {}
    for key, words in names.items():
        if not KEY.fullmatch(str(key)):
            message = f"the key {key!r} is none; write small letters, digits and _"
            raise SettingError(NAMES.key, message)
        if not isinstance(words, list | tuple) or not words or not all(map(_is_word, words)):
            raise SettingError(NAMES.key, f"{key!r} has no list of words; write {{{key!r}: [...]}}")
        for word in words:
            if (other := owner.setdefault(word, key)) != key:
                message = f"{word!r} is a name of {other!r} and of {key!r}; leave one out"
                raise SettingError(NAMES.key, message)
    return names


def _is_word(word: object) -> bool:
    return isinstance(word, str) and word == word.strip() != ""


def part(settings: Mapping[str, Any], names: Names, page: heads.Page) -> str:
    """What a page with names or a list of symbols needs: words, styles and a script."""
    if not page.is_found or not (SYMBOLS in page.text or _names(names, page.text)):
        return ""
    bundle = pages.site_bundle(settings, "names")
    content = escape(json.dumps(names, separators=(",", ":"), ensure_ascii=False))
    style = bundle.stylesheet("names-style.css", page.root) + "".join(map(_style, names))
    return (
        f'<meta name="explorable-names" content="{content}">\n<style>{style}</style>\n'
        f'<script type="module" fetchpriority="low" '
        f'src="{page.root}/{bundle.address("names.js")}"></script>\n'
    )


def _names(names: Names, text: str) -> bool:
    return any(word in text for words in names.values() for word in words)


def _style(key: str) -> str:
    # Of the marked elements alone: a browser keeps a style for every element that a rule matches.
    colour = f"var(--color-{key.replace('_', '-')},currentColor)"
    return (
        f".name-place::highlight(name-{key}){{color:var(--color-ink,currentColor);"
        f"background-color:color-mix(in srgb,{colour} 18%,transparent);"
        f"text-decoration:underline 2px {colour}}}"
    )


def register() -> None:
    reading.connect()
    pages.connect()
    signals.initialized.connect(configure)
