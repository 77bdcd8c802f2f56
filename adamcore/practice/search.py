"""Which slip, or which two, lead where a rule goes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from .catalogue import SLIPS, Slip
from .forms import Form
from .lines import AdamWLines, AMSGradLines, CardAMSGrad, CorrectThenMax, Lines, PaperAMSGrad
from .paths import Path, follow, parting
from .probes import PROBES, Probe

__all__ = ["BASES", "slips_of", "together"]

BASES: dict[str, dict[str, type[Lines]]] = {
    "adam": {"": Lines},
    "amsgrad": {
        "max_then_correct": AMSGradLines,
        "correct_then_max": CorrectThenMax,
        "card": CardAMSGrad,
        "paper": PaperAMSGrad,
    },
    "adamw": {"": AdamWLines},
}
"""The rules that may be meant, in each convention, taken apart."""


def slips_of(form: Form, name: str, probe: Probe, path: Path) -> tuple[Slip, ...]:
    """The slip, or the two, that lead where the rule goes, whose path on the probe this is."""
    settings = form.settings(probe.settings)
    for slips in _known(name):
        for base in BASES[name].values():
            rule = together(slips, base)(settings)
            if _leads_to(rule, path, probe) and _agrees_elsewhere(form, slips, base):
                return slips
    return ()


def _known(name: str) -> Iterator[tuple[Slip, ...]]:
    """All slips, then all pairs of them that do not touch the same methods."""
    yield from ((slip,) for slip in SLIPS[name])
    for pair in combinations([slip for slip in SLIPS[name] if not slip.alone], 2):
        if not pair[0].replaces & pair[1].replaces:
            yield pair


def together(slips: tuple[Slip, ...], base: type[Lines]) -> type[Lines]:
    kinds = [slip.rule for slip in slips]
    bases = kinds if any(issubclass(kind, base) for kind in kinds) else [*kinds, base]
    return type("Slipped", tuple(bases), {})


def _leads_to(rule: Lines, path: Path, probe: Probe) -> bool:
    return not parting(path, rule, probe, slack=100)


def _agrees_elsewhere(form: Form, slips: tuple[Slip, ...], base: type[Lines]) -> bool:
    rule = together(slips, base)
    for probe in PROBES[1:3]:
        if not _leads_to(rule(form.settings(probe.settings)), follow(form, probe), probe):
            return False
    return True
