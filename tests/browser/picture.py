"""Reads a figure's drawing in the page back through its axes, and measures how far it is off."""

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.request import urlopen

import numpy as np

NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")
COMMAND = re.compile(r"([MLHVZ])([^MLHVZ]*)", re.I)


@dataclass(frozen=True)
class Axes:
    """The mapping of one pair of axes, as the page has it."""

    x: dict[str, Any]
    y: dict[str, Any]

    def pixels(self, x: Any, y: Any) -> np.ndarray:
        """Where the points are in the drawing: (n, 2); points that cannot be drawn are nan."""
        return np.stack([_along(self.x, x), _along(self.y, y)], axis=-1)

    def inside(self, points: np.ndarray) -> np.ndarray:
        """Which of the points are seen: (n,)."""
        seen = np.isfinite(points).all(axis=-1)
        for column, side in enumerate((self.x, self.y)):
            low, high = sorted(side["pixels"])
            seen &= (points[:, column] >= low) & (points[:, column] <= high)
        return seen


def _along(side: dict[str, Any], values: Any) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        scaled = np.log10 if side["scale"] == "log" else np.asarray
        a, b = (float(scaled(limit)) for limit in side["limits"])
        p, q = side["pixels"]
        return p + (np.asarray(scaled(np.asarray(values, float))) - a) / (b - a) * (q - p)


def axes_of(page: Any, name: str) -> dict[str, Axes]:
    """The axes of figure ``name`` by their names, from the file that the page names.

    They are those of the drawing that stands.
    """
    script = "e => [new URL(e.dataset.json, document.URL).href, e.dataset.form ?? 'wide']"
    file, form = page.eval_on_selector(f"#figure-{name}", script)
    with urlopen(file) as response:
        return {key: Axes(**sides) for key, sides in json.load(response)["axes"][form].items()}


def path(page: Any, name: str, gid: str) -> np.ndarray:
    """The points of a line in the page: (n, 2)."""
    script = "e => (e.matches('path') ? e : e.querySelector(':scope > path')).getAttribute('d')"
    return vertices(page.eval_on_selector(f"[id='figure-{name}-{gid}']", script))


def vertices(d: str) -> np.ndarray:
    """The points of a path made of straight lines, absolute or relative: (n, 2)."""
    points: list[tuple[float, float]] = []
    start = pen = (0.0, 0.0)
    for letter, text in COMMAND.findall(d):
        numbers = [float(number) for number in NUMBER.findall(text)]
        if letter in "Zz":
            pen = start
            points.append(pen)
        size = 1 if letter in "HhVv" else 2
        for at in range(0, len(numbers), size):
            pen = _moved(letter, pen, numbers[at : at + size])
            start = pen if letter in "Mm" and at == 0 else start
            points.append(pen)
    return np.reshape(np.array(points, float), (-1, 2))


def _moved(letter: str, pen: tuple[float, float], to: list[float]) -> tuple[float, float]:
    x, y = pen if letter.islower() else (0.0, 0.0)
    if letter in "Hh":
        return x + to[0], pen[1]
    if letter in "Vv":
        return pen[0], y + to[0]
    return x + to[0], y + to[1]


def marks(page: Any, name: str, gid: str) -> np.ndarray:
    """Where the markers of an artist are: (n, 2)."""
    script = """e => (e.matches("use") ? [e] : [...e.querySelectorAll("use")])
        .map((use) => [use.getAttribute("x"), use.getAttribute("y")].map(Number))"""
    return np.array(page.eval_on_selector(f"[id='figure-{name}-{gid}']", script), float)


def distance(points: np.ndarray, line: np.ndarray) -> float:
    """How far the farthest of ``points`` is from the polyline ``line``, in pixels."""
    if len(points) == 0:
        return 0.0
    if len(line) == 1:
        return float(np.hypot(*(points - line[0]).T).max())
    start, along = line[:-1], np.diff(line, axis=0)
    squared = np.maximum((along**2).sum(axis=-1), 1e-12)
    offset = points[:, None] - start
    share = np.clip((offset * along).sum(axis=-1) / squared, 0, 1)
    nearest = offset - share[..., None] * along
    return float(np.hypot(nearest[..., 0], nearest[..., 1]).min(axis=1).max())
