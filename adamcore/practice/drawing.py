"""Two small maps as SVG, in the page's colours, for where there is no time to load matplotlib."""

# ruff: noqa: RUF001 (signs as they are printed)

from __future__ import annotations

from typing import TYPE_CHECKING

from numpy import clip, isfinite, linspace

from .lines import Array

if TYPE_CHECKING:
    from .comparison import Track

__all__ = ["drawing"]

WIDTH, HEIGHT = 520.0, 236.0
TOP, BOTTOM = 34.0, 196.0
MAP, CURVE = (8.0, 300.0), (356.0, 512.0)
WINDOW = ((-4.6, 1.6), (-2.0, 2.0))
LEVELS = (0.1, 0.6, 2.0, 5.0, 11.0, 20.0)
# The fallbacks are the light theme's colours, as in the article's other figures.
INK, MUTED, GRID = "currentColor", "var(--color-muted, #5c6068)", "var(--color-grid, #dcd9d0)"
TONES = {
    "Adam": "var(--color-adam, #b3261e)",
    "AMSGrad": "var(--color-amsgrad, #6a3fb5)",
    "AdamW": "var(--color-adamw, #a3246e)",
}


def drawing(ravine: Track, online: Track, name: str) -> str:
    """The tracks on the ravine and on the counterexample, and where each pair parts."""
    tone = TONES.get(name, MUTED)
    parts = [_heading(MAP[0], "On the ravine"), _heading(CURVE[0], "On the counterexample")]
    parts += [*_ravine(ravine, tone), *_online(online, tone), *_key(name, tone)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH:g}" height="{HEIGHT:g}"'
        f' viewBox="0 0 {WIDTH:g} {HEIGHT:g}" font-family="sans-serif" font-size="12"'
        f' fill="{INK}"><defs>{_clip("map", MAP)}{_clip("curve", CURVE)}</defs>'
        f"{''.join(parts)}</svg>"
    )


def _clip(name: str, across: tuple[float, float]) -> str:
    box = f'x="{across[0]:g}" y="{TOP:g}" width="{across[1] - across[0]:g}"'
    return f'<clipPath id="{name}"><rect {box} height="{BOTTOM - TOP:g}"/></clipPath>'


def _heading(x: float, text: str) -> str:
    return f'<text x="{x:g}" y="18" font-weight="600">{text}</text>'


def _scale(values: Array, window: tuple[float, float], across: tuple[float, float]) -> Array:
    share = (values - window[0]) / (window[1] - window[0])
    return clip(across[0] + share * (across[1] - across[0]), -2 * WIDTH, 3 * WIDTH)


def _line(x: Array, y: Array, tone: str, dash: str, within: str) -> str:
    seen = isfinite(x) & isfinite(y)
    points = " ".join(f"{a:.1f},{b:.1f}" for a, b in zip(x[seen], y[seen], strict=True))
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<polyline points="{points}" fill="none" stroke="{tone}" stroke-width="1.7"'
        f'{dashes} clip-path="url(#{within})"/>'
    )


def _mark(x: float, y: float, text: str, after: bool) -> list[str]:
    if not (isfinite(x) and isfinite(y)):
        return []
    side, anchor = (7, "start") if after else (-7, "end")
    place = f'x="{x + side:.1f}" y="{max(y - 6, TOP + 8):.1f}"'
    return [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="none" stroke="{INK}"/>',
        f'<text {place} text-anchor="{anchor}">{text}</text>',
    ]


def _ravine(track: Track, tone: str) -> list[str]:
    centre = [float(_scale(0.0, WINDOW[0], MAP)), float(_scale(0.0, WINDOW[1], (BOTTOM, TOP)))]
    across = (MAP[1] - MAP[0]) / (WINDOW[0][1] - WINDOW[0][0])
    down = (BOTTOM - TOP) / (WINDOW[1][1] - WINDOW[1][0])
    middle = f'cx="{centre[0]:.1f}" cy="{centre[1]:.1f}"'
    rings = [
        f'<ellipse {middle} rx="{across * (2 * level) ** 0.5:.1f}"'
        f' ry="{down * (level / 10) ** 0.5:.1f}" fill="none" stroke="{GRID}"'
        ' clip-path="url(#map)"/>'
        for level in LEVELS
    ]
    lines, places = [], {}
    for which, colour, dash in (("right", tone, ""), ("yours", INK, "5 3")):
        path = getattr(track, which)
        x = _scale(path[:, 0], WINDOW[0], MAP)
        y = _scale(path[:, 1], WINDOW[1], (BOTTOM, TOP))
        lines.append(_line(x, y, colour, dash, "map"))
        places[which] = (x, y)
    x, y = places["right"]
    mark = _mark(x[track.parts], y[track.parts], f"step {track.parts}", after=True)
    return [*rings, *lines, *(mark if track.parts else [])]


def _online(track: Track, tone: str) -> list[str]:
    cycles = len(track.right)
    x = _scale(linspace(1, cycles, cycles), (1, cycles), CURVE)
    levels = [
        f'<line x1="{CURVE[0]:g}" x2="{CURVE[1]:g}" y1="{at:.1f}" y2="{at:.1f}" stroke="{GRID}"/>'
        f'<text x="{CURVE[0] - 6:g}" y="{at + 4:.1f}" text-anchor="end" fill="{MUTED}">'
        f"{text}</text>"
        for at, text in ((TOP, "1"), ((TOP + BOTTOM) / 2, "0"), (BOTTOM, "−1"))
    ]
    lines = [
        _line(x, _scale(path[:, 0], (-1, 1), (BOTTOM, TOP)), colour, dash, "curve")
        for path, colour, dash in ((track.right, tone, ""), (track.yours, INK, "5 3"))
    ]
    return [*levels, *lines]


def _key(name: str, tone: str) -> list[str]:
    y = HEIGHT - 14
    return [
        f'<line x1="8" x2="32" y1="{y}" y2="{y}" stroke="{tone}" stroke-width="1.7"/>',
        f'<text x="38" y="{y + 4}">{name}</text>',
        f'<line x1="120" x2="144" y1="{y}" y2="{y}" stroke="{INK}" stroke-width="1.7"'
        ' stroke-dasharray="5 3"/>',
        f'<text x="150" y="{y + 4}">yours</text>',
        f'<text x="{CURVE[1]:g}" y="{y + 4}" text-anchor="end" fill="{MUTED}">'
        "x over 12 cycles; best is −1</text>",
    ]
