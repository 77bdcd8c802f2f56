"""Controls that several figures share: sliders for Adam's memories, a switch for each rule.

A control is plain data, which a page makes into an element: ``kind`` says what it is, ``name`` the
parameter of draw() that it turns.
"""

from __future__ import annotations

from collections.abc import Sequence

from .drawing import Control
from .style import NAMES

__all__ = ["RULE_SWITCHES", "betas", "stops"]

PER = 60
"""Values of a beta from one of 0, 0.9, 0.99, 0.999 to the next: a step is hardly to be seen."""

RULE_SWITCHES: Control = {
    "kind": "switches",
    "label": "Rules",
    "series": NAMES,
    "tones": {rule: rule for rule in NAMES},
}


def stops(name: str, label: str, values: Sequence[float], tone: str | None = None) -> Control:
    """A slider over ``values``, the only ones to be had: shown as they are, in a role's colour."""
    control = {"kind": "stops", "name": name, "label": label, "values": list(values), "show": ""}
    return control | {"tone": tone} if tone else control


def betas(least: int = 0) -> list[Control]:
    """Sliders for beta1, to 0.99, and beta2, from 1 - 10^-``least`` to 0.9999."""
    common = {"kind": "nines", "per": PER, "show": ""}
    return [
        common | {"name": "beta1", "label": "β₁", "from": 0, "to": 2, "tone": "first"},
        common | {"name": "beta2", "label": "β₂", "from": least, "to": 4, "tone": "second"},
    ]
