"""A path says briefly what it said at length."""

import numpy as np
import pytest

from pelican.plugins.figures.paths import brief
from tests.browser.picture import vertices


def test_errors_do_not_add_up():
    """Of a line of two thousand points, each is within half a tenth of its place."""
    rng = np.random.default_rng(7)
    points = np.cumsum(rng.normal(size=(2000, 2)), axis=0) + 300
    d = "M " + " L ".join(f"{x:.6f} {y:.6f}" for x, y in points)
    found = vertices(brief(d))
    kept = points[np.r_[True, np.any(np.diff(np.round(points, 1), axis=0), axis=1)]]
    assert found.shape == kept.shape
    assert np.abs(found - kept).max() <= 0.0501
    assert len(brief(d)) < 0.5 * len(d.replace("000 ", " "))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("M 10 20 L 15.04 20 L 15 22.96 L 12.5 22.5", "m10 20h5v3l-2.5-.5"),
        ("M 1 1 L 2 2 L 3 3 z M 5 5 L 6 5", "m1 1 1 1 1 1zm4 4h1"),
        ("M 0 0 C 1 2 3 4 5 6 Q 5 7 6.2 8", "m0 0c1 2 3 4 5 6q0 1 1.2 2"),
    ],
)
def test_lines_curves_and_ends(given, expected):
    """Straight runs take one number; after an end the pen is where its part began."""
    assert brief(given) == expected


def test_a_point_that_repeats_is_left_out_unless_it_is_all_there_is():
    """A line of no length between others draws nothing; alone it may be a dot."""
    assert brief("M 3 3 L 4 4 L 4.01 4.01 L 5 5") == "m3 3 1 1 1 1"
    assert brief("M 3 3 L 3 3") == "m3 3h0"


def test_a_figure_without_points_has_an_empty_path():
    """Nothing in, nothing out."""
    assert brief("") == ""
