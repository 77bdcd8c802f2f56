"""Lines with no more points than are seen."""

from __future__ import annotations

import numpy as np

__all__ = ["thinned"]


def thinned(line: np.ndarray, off: float) -> np.ndarray:
    """The points of ``line`` (n, 2) that keep it within ``off``, by Douglas and Peucker."""
    kept = np.zeros(len(line), bool)
    kept[[0, -1]] = True
    waiting = [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        away = _distances(line[first : last + 1])
        farthest = first + int(away.argmax())
        if away.max() > off:
            kept[farthest] = True
            waiting += [(first, farthest), (farthest, last)]
    left: np.ndarray = line[kept]
    return left


def _distances(points: np.ndarray) -> np.ndarray:
    """How far each is from the line through the first and the last; from the first if they meet."""
    x, y = (points - points[0]).T
    right, up = points[-1] - points[0]
    length = np.hypot(right, up)
    away: np.ndarray = abs(x * up - y * right) / length if length else np.hypot(x, y)
    return away
