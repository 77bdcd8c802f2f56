"""Where things are in the counterexample's drawings: wide, and for narrow screens."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

from .style import NARROW, WIDTH

__all__ = ["LAYOUTS", "Label", "Layout"]

Label: TypeAlias = "tuple[tuple[float, float], dict[str, Any]]"
"""Where a label is, and its other options."""


class Layout(NamedTuple):
    """Width and height, boxes of the axes, and what is written at them.

    Along x are ``steps``, ``fewer`` of the regret, and ``betas``. From the upper left corner of
    their axes, in points: ``title``, ``names`` of AMSGrad's lines with a sample of each, free
    whatever beta2, and both lines above the drift. ``adam`` is Adam's label; without one it goes
    with its line. ``worst`` has the words on a drift above 0.
    """

    size: tuple[float, float]
    walk: tuple[float, float, float, float]
    regret: tuple[float, float, float, float]
    drift: tuple[float, float, float, float]
    steps: tuple[int, ...]
    fewer: tuple[int, ...]
    betas: tuple[float, ...]
    title: tuple[float, float]
    adam: Label | None
    names: dict[str, tuple[float, float]]
    drifts: tuple[tuple[float, float], tuple[float, float]]
    worst: dict[str, Any]


LAYOUTS = (
    Layout(
        (WIDTH, 442), (66, 34, 494, 196), (34, 282, 226, 406), (292, 282, 496, 406),
        steps=(0, 25_000, 50_000, 75_000, 100_000), fewer=(0, 50_000, 100_000),
        betas=(0.9, 0.99, 0.999, 0.9999), title=(0, 14), adam=None,
        names={"correct_then_max": (102.72, -76.6607), "paper": (10.7, -135.2411),
               "max_then_correct": (10.7, -151.1518)},
        drifts=((0, 26), (0, 8)), worst={"at": (0.085, 0), "offset": (0, 7)},
    ),
    Layout(
        (NARROW, 424), (58, 84, 292, 198), (28, 296, 122, 388), (160, 296, 290, 388),
        steps=(0, 40_000, 80_000), fewer=(0, 80_000),
        betas=(0.9, 0.99, 0.999), title=(-54, 67),
        adam=((0, 1), {"coords": "axes fraction", "offset": (-54, 47)}),
        names={"correct_then_max": (-6, 11), "max_then_correct": (-6, 29), "paper": (-6, 47)},
        drifts=((-56, 46), (-56, 27)),
        worst={"at": (1e-4, 2.0), "offset": (6, 0), "ha": "right"},
    ),
)  # fmt: skip
