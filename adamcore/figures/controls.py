"""Controls that several figures share: sliders for Adam's memories, a switch for each rule.

A control is plain data, which a page makes into an element: ``kind`` says what it is, ``name`` the
parameter of draw() that it turns.
"""

from __future__ import annotations

from collections.abc import Sequence

from .drawing import Control
from .style import NAMES

__all__ = ["BETA1", "BETA2", "RULE_SWITCHES", "betas", "stops"]

BETA1 = (0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99)
BETA2 = (0.5, 0.7, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9999)

RULE_SWITCHES: Control = {
    "kind": "switches",
    "label": "Rules",
    "series": NAMES,
    "tones": {rule: rule for rule in NAMES},
}


def stops(name: str, label: str, values: Sequence[float], tone: str | None = None) -> Control:
    """A slider over ``values``, shown as they are, in the colour of the role ``tone``."""
    control = {"kind": "stops", "name": name, "label": label, "values": list(values), "show": ""}
    return control | {"tone": tone} if tone else control


def betas(second: Sequence[float] = BETA2) -> list[Control]:
    """Sliders for beta1 and beta2; ``second`` are the stops of beta2."""
    return [stops("beta1", "β₁", BETA1, "first"), stops("beta2", "β₂", second, "second")]
