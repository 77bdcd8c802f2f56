"""The known slips, as data: each a rule of a few lines, with its sentence.

A slip replaces methods of `Lines`. Two that replace different ones are one rule together, which is
how two slips at once are found.
"""

from __future__ import annotations

from .averages import AVERAGES
from .corrections import CORRECTIONS
from .slip import Slip
from .steps import STEPS
from .variants import ADAM, ADAMW, AMSGRAD

__all__ = ["SLIPS", "Slip"]

COMMON = (*CORRECTIONS, *AVERAGES, *STEPS)

SLIPS: dict[str, tuple[Slip, ...]] = {
    "adam": (*COMMON, *ADAM),
    "amsgrad": (*COMMON, *AMSGRAD),
    "adamw": (*COMMON, *ADAMW),
}
"""The slips looked for, by the name of the rule that somebody meant to write."""
