"""Sliders are continuous, or show on their rails where they can stand."""

import io

import numpy as np
import pytest
from PIL import Image

from tests.browser.waiting import laid_out

PRECOMPUTED = {
    "figure-adagrad_decay--period",
    "figure-bigram--step",
    "figure-counterexample--beta2",
    "figure-decay--l2",
    "figure-decay--lr",
    "figure-decay--weight_decay",
    "figure-rotation--angle",
    "figure-sparse--at",
}
THUMB = 18  # pixels
BELOW = 12  # from the middle of the rail to the marks


@pytest.fixture
def rails(page, site):
    """The article's sliders by id, all figures alive, without words over them."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site}/index.html")
    laid_out(page)
    for figure in page.locator("figure[data-script]").all():
        figure.evaluate("e => e.scrollIntoView()")
        page.wait_for_selector(f"#{figure.get_attribute('id')}[data-live='']")
    sliders = page.locator("figure input[type=range]")
    return {one.get_attribute("id"): one for one in sliders.all()}


def marks(slider):
    """Where marks stand below the rail, in pixels from the slider's left end."""
    slider.evaluate("e => e.scrollIntoView({ block: 'center' })")
    picture = Image.open(io.BytesIO(slider.screenshot())).convert("L")
    row = np.asarray(picture, float)[picture.height // 2 + BELOW]
    dark = np.flatnonzero(row < np.median(row) - 20)
    return [] if not len(dark) else [run.mean() for run in np.split(dark, _gaps(dark))]


def _gaps(dark):
    return np.flatnonzero(np.diff(dark) > 1) + 1


def test_values_made_beforehand_are_marked_and_no_others(rails):
    """Where the page computes itself, a slider has fine steps, and a rail without marks."""
    marked = {name for name, one in rails.items() if one.get_attribute("data-stops")}
    assert marked >= PRECOMPUTED
    others = [name for name in rails if name not in marked and "race" not in name]
    coarse = [name for name in others if int(rails[name].get_attribute("max")) < 100]
    assert coarse == []


def test_the_thumb_lands_on_the_marks(rails):
    """One mark for each place of the thumb, right below its middle; none for fine steps."""
    for name in PRECOMPUTED:
        last, width = int(rails[name].get_attribute("max")), rails[name].bounding_box()["width"]
        wanted = THUMB / 2 + (width - THUMB) * np.arange(last + 1) / last
        found = np.array(marks(rails[name]))
        assert len(found) == last + 1, name
        assert np.abs(found + 0.5 - wanted).max() < 2, name
    assert marks(rails["figure-bias_correction--beta2"]) == []
