"""Which terms of the card a rule has right, read off the state that it keeps."""

from __future__ import annotations

from typing import Any

from numpy import array

from .lines import Array, Lines
from .paths import Path, close, walk
from .probes import Probe

__all__ = ["agreeing"]

TERMS = ("m", "v", "mhat", "vhat")


def agreeing(path: Path, rule: Lines, probe: Probe, step: int) -> tuple[str, ...]:
    """The terms of `rule` that stand in the states of `path` at every step up to `step`."""
    wanted = _terms(rule, probe)[:step]
    return tuple(term for term in TERMS if _kept(path.states[:step], wanted, term, probe))


def _terms(rule: Lines, probe: Probe) -> list[dict[str, Array]]:
    states = (memory for _, memory in walk(rule, probe))
    return [
        {"m": m, "v": v, "mhat": rule.mhat(m, t), "vhat": rule.vhat(v, t)} for t, m, v, _ in states
    ]


def _kept(states: list[Any], wanted: list[dict[str, Array]], term: str, probe: Probe) -> bool:
    places = range(min((len(state) for state in states), default=0))
    return any(
        all(
            array(state[at]).shape == probe.shape and close(state[at], terms[term], probe)
            for state, terms in zip(states, wanted, strict=True)
        )
        for at in places
    )
