"""What a figure's ``draw`` returns."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from .numbers import signed

__all__ = ["Control", "Drawing", "Table", "significant"]

Table: TypeAlias = "dict[str, Any]"
"""Columns of equal length by name: lists, or NumPy arrays of one dimension."""

Control: TypeAlias = "dict[str, Any]"
"""What a reader can turn, as plain data: its ``kind``, and what that needs."""


def significant(values: Any, digits: int = 6) -> np.ndarray:
    """``values`` in as many digits as a picture can show: tables of paths stay small."""
    values = np.asarray(values, float)
    shown = [float(f"{value:.{digits}g}") for value in values.ravel()]
    return np.reshape(shown, values.shape)


@dataclass(frozen=True)
class Drawing:
    """A matplotlib figure, the numbers in it, what a sighted reader sees, and its parameters.

    ``narrow`` is the same for narrow screens: in other places, with the same gids. In a page a
    script moves it: ``sent`` names the tables and columns that the script reads (None:
    all of them), ``constants`` are what both have in common. ``controls`` are what a reader can
    turn, in their order; ``room`` is what the page cannot count in them, each by the page's width
    (or one number for all): ``columns`` of sliders, ``switches`` in a row, lines of a ``note``, and
    lines of ``words`` below.
    """

    figure: Figure
    data: Mapping[str, Table]
    alt: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    sent: Mapping[str, Collection[str]] | None = None
    constants: Mapping[str, Any] = field(default_factory=dict)
    controls: Sequence[Control] = ()
    room: Mapping[str, Any] = field(default_factory=dict)
    narrow: Figure | None = None

    def __post_init__(self) -> None:
        """What is read out has the minus signs of what is seen."""
        object.__setattr__(self, "alt", signed(self.alt))

    def without(self, *names: str) -> Drawing:
        """The same drawing with the artists of these rules (or runs) hidden.

        They are told by their gids: "path-adam" and "x-adam-end" both belong to adam.
        """
        for figure in filter(None, (self.figure, self.narrow)):
            for artist in figure.findobj(lambda a: not set(names).isdisjoint(_parts(a))):
                artist.set_visible(False)
        return self

    def _repr_svg_(self) -> str:
        """The figure as SVG: this is how a code box or a notebook shows it."""
        out = io.StringIO()
        with mpl.rc_context({"svg.fonttype": "none"}):
            self.figure.savefig(out, format="svg")
        return out.getvalue()


def _parts(artist: Artist) -> list[str]:
    return str(artist.get_gid() or "").split("-")
