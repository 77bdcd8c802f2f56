"""Experiments whose results are given, for tests of what becomes of them."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Fake:
    """An experiment; what it returns is `results`."""

    results: dict[str, Any]
    figure: str | None = None
    description: str = "What <it> measures"
    module: str = "tests.plugins.values.fakes"
    parameters: dict[str, Any] = field(default_factory=lambda: {"steps": 10, "betas": (0.9, 0.5)})

    def run(self) -> dict[str, Any]:
        return self.results


@dataclass
class Stated(Fake):
    """One that says which states of its figure show its numbers."""

    shown: dict[str, str] = field(default_factory=dict)


def values():
    return {
        "drift": Fake({"up": 1.9012, "down": -0.0376, "tiny": 4.4e-16, "word": "Adam"}, "drift"),
        "bare": Fake({"peak": 6.567, "when": 12}),
        "long": Fake({"up": 1.0}, "drift", parameters={"rates": [i / 100 for i in range(1, 10)]}),
        "states": Stated(
            {"seen": 1.5, "plain": 2.5, "unseen": 3.5},
            "drift",
            shown={"seen": "beta=0.9&curve=adam", "plain": ""},
        ),
        "idle": Fake({"nothing": 1.0}),
    }
