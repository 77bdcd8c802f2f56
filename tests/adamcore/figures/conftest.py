"""Drawings for the tests: each made once, the long experiments in a small form."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache, partial
from typing import Any

import pytest

from adamcore.experiments import memory
from adamcore.figures.drawing import Drawing

SMALL: dict[str, dict[str, Any]] = {
    "sensitivity": {"rates": (0.001, 0.01, 0.1), "seeds": 2, "epochs": 1},
    "convergence": {"rates": (0.02,), "seeds": 2, "epochs": 1, "threshold": 2.3},
    "sparse": {"rates": (0.02, 0.2), "seeds": 2},
    "bigram": {"tokens": 30, "common": 10, "steps": 20, "looks": (5, 20)},
}
ARGUMENTS: dict[str, dict[str, Any]] = {
    "sparse": {"words": 40, "steps": 100},
    "bigram": {"step": 20},
}


@cache
def draw(name: str) -> Drawing:
    module = importlib.import_module(f"adamcore.figures.{name}")
    with pytest.MonkeyPatch.context() as patch:
        if name in SMALL:
            patch.delenv(memory.FOLDER, raising=False)  # there lie the results in full
            patch.setattr(module, "experiment", partial(module.experiment, **SMALL[name]))
        drawing: Drawing = module.draw(**ARGUMENTS.get(name, {}))
        return drawing


@pytest.fixture(scope="session")
def drawn() -> Callable[[str], Drawing]:
    return draw
