"""values.json: of every number that a page quotes, where it comes from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from .numbers import Numbers
from .quotes import Quote, anchor

__all__ = ["beside", "report", "text"]

FILE = "values.json"


def report(quotes: Iterable[Quote], numbers: Numbers) -> dict[str, Any]:
    """Every quoted number by name: value, texts, places, experiment, setting."""
    entries: dict[str, dict[str, Any]] = {}
    for quote in quotes:
        experiment = numbers.experiments[quote.experiment]
        entry = entries.setdefault(
            f"{quote.experiment}.{quote.key}",
            {
                "value": numbers.value(quote.experiment, quote.key),
                "experiment": quote.experiment,
                "description": experiment.description,
                "parameters": dict(experiment.parameters),
                "anchor": anchor(quote.experiment, quote.key, experiment),
                "quoted": [],
            },
        )
        entry["quoted"].append({"text": quote.text, "path": quote.path, "line": quote.line})
    return dict(sorted(entries.items()))


def text(quotes: Iterable[Quote], numbers: Numbers) -> str:
    """The file's text."""
    return json.dumps(report(quotes, numbers), indent=1, default=repr, ensure_ascii=False) + "\n"


def beside(page: str) -> str:
    """The file's place for a page saved as ``page``: a/index.html has a/values.json, and a/b.html
    has a/b-values.json."""
    path = PurePosixPath(page)
    name = FILE if path.stem == "index" else f"{path.stem}-{FILE}"
    return path.with_name(name).as_posix()
