"""Matplotlib's fonts that come only when a figure asks for one of them."""

from __future__ import annotations

import logging
import os.path
from typing import Any

# Packs by the beginnings of their fonts' names; see ``FONTS`` of build/distribution.py.
PACKS = {"DejaVuSerif": "matplotlib_serif", "DejaVuSansMono": "matplotlib_mono"}


def arrange(manager: Any, entry: type) -> None:
    """Has ``manager`` name the pack of a font that is not here yet, and warn of each thing once.

    Without it Matplotlib would look through all folders for fonts, and find fewer than before.
    """
    later = _later(entry)
    manager.ttflist = [_exchanged(font, later) for font in manager.ttflist]
    logging.getLogger("matplotlib.font_manager").addFilter(_Once())


def _exchanged(font: Any, later: type) -> Any:
    if os.path.isfile(font.fname) or _pack(font.fname) is None:
        return font
    made: Any = object.__new__(later)
    facts = dict(vars(font))
    vars(made).update(facts, _place=facts.pop("fname"))
    return made


def _later(entry: type) -> type:
    def fname(self: Any) -> str:
        if not os.path.isfile(self._place):
            raise ModuleNotFoundError(f"No font {self._place}", name=_pack(self._place))
        return str(self._place)

    return type("FontEntry", (entry,), {"fname": property(fname)})


def _pack(place: str) -> str | None:
    name = os.path.basename(place)
    return next((pack for start, pack in PACKS.items() if name.startswith(start)), None)


class _Once(logging.Filter):
    def __init__(self) -> None:
        super().__init__()
        self.told: set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        new = text not in self.told
        self.told.add(text)
        return new
