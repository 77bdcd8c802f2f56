"""Pelican plugin: numbers in prose that are computed at build time, `{{ experiment.key:.2f }}`.

Settings: ``VALUES`` names a function without arguments, as ``package.module:function``, that
returns a mapping from names to experiments (see ``values.numbers.Experiment``);
``VALUES_CACHE`` is a folder for results; ``VALUES_LIMIT`` the seconds that one experiment may
take; ``VALUES_CAPTIONS`` names the fences whose body is
Markdown. ``values.json`` in the output tells of every quoted number where it comes from.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.plugins.explorable.workers import LIMIT

from .numbers import FailedError, Numbers, UnknownValueError, load
from .quotes import Quote, ValuesExtension, anchor

__all__ = [
    "FailedError",
    "Numbers",
    "Quote",
    "UnknownValueError",
    "ValuesExtension",
    "load",
    "register",
    "report",
]

FILE = "values.json"
NAMED = re.compile(rb"\{\{\s*([a-z]\w*)\.")


def report(extension: ValuesExtension) -> dict[str, Any]:
    """Every quoted number by name: value, texts, places, experiment, setting."""
    numbers = extension.numbers
    entries: dict[str, dict[str, Any]] = {}
    for quote in extension.quotes:
        experiment = numbers.experiments[quote.experiment]
        entry = entries.setdefault(
            f"{quote.experiment}.{quote.key}",
            {
                "value": numbers.value(quote.experiment, quote.key),
                "experiment": quote.experiment,
                "description": experiment.description,
                "parameters": dict(experiment.parameters),
                "anchor": anchor(quote.experiment, experiment.figure),
                "quoted": [],
            },
        )
        entry["quoted"].append({"text": quote.text, "path": quote.path, "line": quote.line})
    return dict(sorted(entries.items()))


def configure(pelican: Pelican) -> None:
    settings = pelican.settings
    cache = Path(settings.get("VALUES_CACHE") or Path(settings["CACHE_PATH"]) / "values")
    captions = settings.get("VALUES_CAPTIONS", ("figure",))
    limit = float(settings.get("VALUES_LIMIT", LIMIT))
    extension = ValuesExtension(Numbers(settings["VALUES"], cache, limit=limit), captions)
    settings["MARKDOWN"].setdefault("extensions", []).append(extension)


def prefetch(generator: Any) -> None:
    """Before anything is read: all experiments that the site's Markdown names."""
    texts = [path.read_bytes() for path in sorted(Path(generator.settings["PATH"]).rglob("*.md"))
             if path.is_file()]  # fmt: skip
    names = {name.decode() for text in texts for name in NAMED.findall(text)}
    _extension(generator.settings).numbers.prefetch(names)


def _extension(settings: dict[str, Any]) -> ValuesExtension:
    extensions = settings["MARKDOWN"]["extensions"]
    return next(e for e in extensions if isinstance(e, ValuesExtension))


def write(pelican: Pelican) -> None:
    extension = _extension(pelican.settings)
    text = json.dumps(report(extension), indent=1, default=repr, ensure_ascii=False)
    (Path(pelican.settings["OUTPUT_PATH"]) / FILE).write_text(text + "\n", "utf-8")


def register() -> None:
    signals.initialized.connect(configure)
    signals.article_generator_init.connect(prefetch)
    signals.finalized.connect(write)
