"""A rule beside its reference: the first steps in numbers, and two paths to be drawn."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from numpy import array, errstate, full, inf, isfinite, nan

from .. import rules
from ..surfaces import ravine
from .drawing import drawing
from .forms import Form, form
from .lines import Array, Settings
from .paths import TIGHT

__all__ = ["Comparison", "Track", "compare"]

SHOWN = 3
RAVINE = Settings(lr=0.1)
# The article's counterexample (RKK, section 5): a cycle's gradients sum to +10, so -1 is best.
CYCLE, CYCLES, LARGE, SMALL = 101, 12, 1010.0, -10.0
ONLINE = Settings(lr=0.05, beta2=0.99)


@dataclass(frozen=True)
class Track:
    """Where a rule and its reference go, point by point, and the number of the first at which they
    differ, 0 if there is none: a step of the ravine, a cycle of the counterexample."""

    yours: Array
    right: Array
    parts: int


@dataclass(frozen=True)
class Comparison:
    """What a rule does beside its reference, on the article's ravine and its counterexample.

    ravine, online: the tracks, theta before the first and after each step, of shape (81, 2), and
    its means over the cycles, (12, 1); name: the reference's. As a last value it shows itself as
    a drawing.
    """

    ravine: Track
    online: Track
    name: str

    @property
    def table(self) -> str:
        """x and y after the first steps on the ravine, yours beside the reference's."""
        head = (
            f"{'step':>4}{'your x':>14}{self.name + ' x':>14}{'your y':>14}{self.name + ' y':>14}"
        )
        pairs = zip(self.ravine.yours, self.ravine.right, strict=True)
        rows = [
            f"{t:4d}{a[0]:14.6g}{b[0]:14.6g}{a[1]:14.6g}{b[1]:14.6g}"
            for t, (a, b) in enumerate(pairs)
        ]
        return "\n".join([head, *rows[1 : 1 + SHOWN]])

    @property
    def alt(self) -> str:
        """The drawing in words."""
        bowl = _told("On the ravine", "step", self.ravine, self.name)
        return f"{bowl} {_told('On the counterexample', 'cycle', self.online, self.name)}"

    def _repr_svg_(self) -> str:
        return drawing(self.ravine, self.online, self.name)


def compare(rule: Any, reference: Any = rules.Adam) -> Comparison:
    """Follow `rule` and `reference`, as in `diagnose`, to where the gradient leads each.

    A rule that ends with an error stays away from there on: its track ends in nan.

    >>> import adamcore
    >>> from adamcore.practice import compare
    >>> compare(adamcore.AMSGrad).ravine.parts
    17
    """
    without = () if reference is rules.AdamW else ("weight_decay",)
    own = form(rule, without)
    both = [own, form(reference, without)]
    with errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bowl = [_track(one, own.settings(RAVINE), _BOWL) for one in both]
        online = [_track(one, own.settings(ONLINE), _ONLINE) for one in both]
    means = [track[:-1].reshape(CYCLES, CYCLE).mean(1, keepdims=True) for track in online]
    name = reference.__name__
    return Comparison(_pair(bowl, 0), _pair(means, 1), name)


def _bowl(_t: int, theta: Array) -> Array:
    return array(ravine.gradient(theta))


def _online(t: int, _theta: Array) -> Array:
    return full(1, LARGE if t % CYCLE == 1 else SMALL)


@dataclass(frozen=True)
class _Way:
    """A start, a gradient by step and theta, and how long a rule is followed, within what."""

    start: tuple[float, ...]
    gradient: Callable[[int, Array], Array]
    steps: int
    box: float


_BOWL = _Way(ravine.start, _bowl, 80, inf)
_ONLINE = _Way((0.0,), _online, CYCLE * CYCLES, 1.0)


def _track(form: Form, settings: Settings, way: _Way) -> Array:
    """theta before the first step and after each."""
    track = full((way.steps + 1, len(way.start)), nan)
    theta = track[0] = array(way.start)
    try:
        state = form.start(settings, theta.copy())
        for t in range(1, way.steps + 1):
            moved, state = form.advance(state, theta.copy(), way.gradient(t, theta))
            theta = array(moved, dtype=float).reshape(theta.shape).clip(-way.box, way.box)
            track[t] = theta
    except Exception:  # whatever a rule raises ends its track, no more
        return track
    return track


def _pair(tracks: list[Array], first: int) -> Track:
    """The track; `first` is the number of its first point."""
    yours, right = tracks
    apart = ~(abs(yours - right) <= 1e3 * TIGHT * (1 + abs(right))).all(1)
    return Track(yours, right, int(apart.argmax()) + first if apart.any() else 0)


def _told(where: str, unit: str, track: Track, name: str) -> str:
    if not track.parts:
        return f"{where} your path and {name}'s are the same."
    end = track.yours[-1]
    to = ", ".join(f"{x:.3g}" for x in end) if isfinite(end).all() else "no number"
    return f"{where} your path leaves {name}'s at {unit} {track.parts} and ends at {to}."
