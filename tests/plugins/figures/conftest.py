"""A small site's figures: a package that tests may change, under a name of its own."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from pelican.plugins.figures import Press

STYLE = 'PALETTE = {"ink": "#1d1f24", "paper": "#fcfbf8", "adam": "#b3261e", "muted": "#5c6068"}\n'

LINE = """
    from types import SimpleNamespace

    from matplotlib.figure import Figure

    from toy.numbers import VALUES


    def draw():
        figure = Figure(figsize=(520 / 72, 200 / 72), dpi=72)
        ax = figure.add_axes((0.1, 0.2, 0.8, 0.7), xlim=(0, 10), ylim=(1, 1000), yscale="log")
        ax.set_gid("axes-main")
        for spine in ax.spines.values():
            spine.set_color("#5c6068")
        ax.tick_params(which="both", color="#5c6068", labelcolor="#5c6068")
        ax.plot([0, 5, 10], VALUES, color="#b3261e", gid="line")
        ax.plot([5], [10], "o", color="#1d1f24", gid="dot")
        ax.set_title("β₁ & <m>", color="#1d1f24", gid="title")
        return SimpleNamespace(
            figure=figure, data={"line": {"x": [0, 5, 10], "y": VALUES}},
            alt='A "line" that rises', parameters={"slope": 2.0},
        )
"""


SLIDER = """
    from . import line

    SLOPE = {"kind": "range", "name": "slope", "label": "slope", "min": 1, "max": 3, "step": 1}


    def draw():
        drawing = line.draw()
        drawing.controls = [SLOPE]
        return drawing
"""
"""A figure ``slider`` with a control: the line of ``line``."""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a package ``toy`` with the figures ``line`` and ``other``."""
    root = tmp_path / "site"
    write = writer(root)
    write("toy/__init__.py", "from .numbers import VALUES\n")
    write("toy/numbers.py", "VALUES = [1, 10, 100]\n")
    write("toy/unrelated.py", "X = 1\n")
    write("toy/figures/__init__.py", "")
    write("toy/figures/style.py", STYLE)
    write("toy/figures/line.py", LINE)
    write(
        "toy/figures/other.py", LINE.replace("from toy.numbers import VALUES", "VALUES = [1, 2, 3]")
    )
    monkeypatch.syspath_prepend(str(root))
    return root


def writer(root: Path) -> Callable[[str, str], None]:
    def write(name: str, text: str) -> None:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), "utf-8")

    return write


@pytest.fixture
def write(site: Path) -> Callable[[str, str], None]:
    return writer(site)


@pytest.fixture
def progress() -> list[str]:
    """The lines that presses made by ``make_press`` have reported."""
    return []


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Where a test's presses keep what they have drawn."""
    return tmp_path / "cache"


@pytest.fixture(scope="session")
def common_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for tests about what is drawn already: the same source is drawn once for all."""
    return tmp_path_factory.mktemp("drawn")


@pytest.fixture
def make_press(site: Path, cache: Path, progress: list[str]) -> Callable[[], Press]:
    return lambda: Press("toy.figures", cache, report=progress.append)
