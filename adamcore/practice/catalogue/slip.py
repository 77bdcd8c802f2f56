"""A slip, and how slips are entered into a catalogue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..lines import Lines

__all__ = ["Slip", "catalogue"]


@dataclass(frozen=True)
class Slip:
    """What somebody may have written instead.

    name: as in `Report.slip`; sentence: what is wrong and what to do; terms: the names in whose
    line of the source it is to be looked for; rule: the methods of `Lines` that it replaces;
    right: whether it is another form of the rule and no error; alone: whether it is
    looked for by itself only, for it leaves nothing of another one to be seen.
    """

    name: str
    sentence: str
    terms: tuple[str, ...]
    rule: type[Any]
    right: bool = False
    alone: bool = False

    @property
    def replaces(self) -> frozenset[str]:
        """The methods of `Lines` that this slip replaces."""
        kinds = [kind for kind in self.rule.__mro__ if kind not in (Lines, object)]
        names = {name for kind in kinds for name in vars(kind) if not name.startswith("_")}
        return frozenset(names)


def catalogue() -> tuple[list[Slip], Callable[..., Callable[[type[Any]], type[Any]]]]:
    """Return an empty list of slips, and a decorator that enters a rule into it."""
    slips: list[Slip] = []

    def slip(sentence: str, *terms: str, **kind: bool) -> Callable[[type[Any]], type[Any]]:
        def enter(rule: type[Any]) -> type[Any]:
            slips.append(Slip(rule.__name__, sentence, terms, rule, **kind))
            return rule

        return enter

    return slips, slip
