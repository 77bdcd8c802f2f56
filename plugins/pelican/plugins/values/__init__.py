"""Pelican plugin: numbers in prose that are computed at build time, `{{ experiment.key:.2f }}`.

Settings: ``VALUES`` names a function without arguments, as ``package.module:function``, that
returns a mapping from names to experiments (see ``values.numbers.Experiment``);
``VALUES_CACHE`` is a folder for results; ``VALUES_CAPTIONS`` names the fences whose body is
Markdown. ``values.json`` in the output tells of every quoted number where it comes from.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pelican import Pelican, signals

from .numbers import Numbers, UnknownValueError, load
from .quotes import Quote, ValuesExtension, anchor

__all__ = ["Numbers", "Quote", "UnknownValueError", "ValuesExtension", "load", "register", "report"]

FILE = "values.json"


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
    extension = ValuesExtension(Numbers(load(settings["VALUES"]), cache), captions)
    settings["MARKDOWN"].setdefault("extensions", []).append(extension)


def write(pelican: Pelican) -> None:
    extensions = pelican.settings["MARKDOWN"]["extensions"]
    extension = next(e for e in extensions if isinstance(e, ValuesExtension))
    text = json.dumps(report(extension), indent=1, default=repr, ensure_ascii=False)
    (Path(pelican.settings["OUTPUT_PATH"]) / FILE).write_text(text + "\n", "utf-8")


def register() -> None:
    signals.initialized.connect(configure)
    signals.finalized.connect(write)
