"""Colours: every text can be read on every ground, in either theme."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CSS = ROOT / "theme" / "static" / "css"
COLOURS = ROOT / "article" / "style" / "colours.css"
PAIR = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
RULES = ["sgd", "momentum", "adagrad", "rmsprop", "adam", "amsgrad", "adamw"]
TEXT = ["ink", "muted", "accent", "first", "second", *RULES]
GROUNDS = [f"ground-{depth}" for depth in range(7)]


def colours(theme: int) -> dict[str, str]:
    """Name to hex, as the sections have it: what strata.css sets anew comes last."""
    paths = (CSS / "tokens.css", CSS / "strata.css", COLOURS)
    sheets = "".join(path.read_text("utf-8") for path in paths)
    return {m[1].removeprefix("color-"): m[2 + theme] for m in PAIR.finditer(sheets)}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_that_of_the_standard():
    """Black on white has 21, and #767676 is the lightest grey that reaches 4.5."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") >= 4.5 > contrast("#777777", "#ffffff")


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("role", TEXT)
def test_text_can_be_read_on_every_ground(theme, role):
    """WCAG AA from the surface to the bedrock."""
    has = colours(theme)
    assert min(contrast(has[role], has[ground]) for ground in GROUNDS) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_each_ground_is_darker_than_the_one_above(theme):
    """Down is dark, in either theme."""
    depths = [luminance(colours(theme)[ground]) for ground in GROUNDS]
    assert depths == sorted(depths, reverse=True)
    assert len(set(depths)) == len(depths)


def test_paper_is_the_surface():
    """Where there is no layer, paper and ground are one."""
    for theme in (0, 1):
        assert colours(theme)["paper"] == colours(theme)["ground-0"]


@pytest.mark.parametrize("path", [CSS / "tokens.css", COLOURS], ids=["theme", "article"])
def test_forced_colours_replace_every_colour(path):
    """No colour of ours is left where readers bring their own."""
    own, forced = path.read_text("utf-8").split("@media (forced-colors: active)")
    names = {f"--{m[1]}" for m in PAIR.finditer(own)}
    assert names <= set(re.findall(r"--[\w-]+(?=:)", forced))
