"""Matplotlib's animations as frames for the page's player."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

from .limits import FRAMES, PNG

PIXELS = 1_000_000  # of a frame


SAVED = (
    "{} is in the box's own memory, which goes with the run: display() shows the animation here."
)


def told(save: Callable[..., None]) -> Callable[..., None]:
    """``Animation.save`` that says what became of the file."""

    @wraps(save)
    def saving(self: Any, filename: Any, *args: Any, **options: Any) -> None:
        save(self, filename, *args, **options)
        if not getattr(options.get("writer"), "shows", False):
            tell(SAVED.format(filename))

    return saving


def tell(sentence: str) -> None:
    """Says ``sentence`` beside the output; replaced when a run starts."""


class _Enough(Exception):  # noqa: N818 (nothing is wrong)
    """There are as many frames as can be shown."""


def animation(value: object) -> Any:
    """``value`` if it is an animation, or the one that plays in the figure ``value``, or None."""
    module = sys.modules.get("matplotlib.animation")
    if module is None:
        return None
    if issubclass(type(value), module.Animation):
        return value
    # An animation waits for its figure to be drawn for the first time.
    waiting = value.canvas.callbacks.callbacks.get("draw_event", {})  # type: ignore[attr-defined]
    owners = (getattr(found(), "__self__", None) for found in waiting.values())
    return next((owner for owner in owners if issubclass(type(owner), module.Animation)), None)


def frames(moving: Any) -> bytes:
    """Every frame as PNG, in the form that ``engine/frames.js`` takes apart."""
    from matplotlib.animation import AbstractMovieWriter  # noqa: PLC0415 (it is there by now)

    pictures: list[bytes] = []

    class Writer(AbstractMovieWriter):
        shows = True

        def setup(self, fig: Any, outfile: Any, dpi: float | None = None) -> None:
            self.fig, self.outfile, self.dpi = fig, outfile, dpi or fig.dpi

        def grab_frame(self, **options: Any) -> None:
            if len(pictures) == FRAMES or sum(map(len, pictures)) > 0.9 * PNG:
                raise _Enough
            png = io.BytesIO()
            self.fig.savefig(png, format="png", dpi=self.dpi, **options)
            pictures.append(png.getvalue())

        def finish(self) -> None:
            pass

    width, height = moving._fig.get_size_inches()
    dpi = min(float(moving._fig.dpi), (PIXELS / (width * height)) ** 0.5)
    note = ""
    try:
        moving.save("frames", writer=Writer(fps=1), dpi=dpi)
    except _Enough:
        note = f"The animation is longer: its first {len(pictures)} frames are shown."
    return _packed(moving, pictures, note)


def _packed(moving: Any, pictures: list[bytes], note: str) -> bytes:
    facts = {
        "interval": float(getattr(moving, "_interval", 200)),
        "repeat": bool(getattr(moving, "_repeat", True)),
        "note": note,
        "sizes": [len(picture) for picture in pictures],
    }
    header = json.dumps(facts).encode()
    return b"".join([len(header).to_bytes(4, "little"), header, *pictures])
