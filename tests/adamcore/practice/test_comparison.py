"""Two paths side by side, in numbers and as a drawing."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import numpy as np

import adamcore
from adamcore.practice import compare

from . import right, wrong


def test_a_right_rule_goes_where_the_reference_goes() -> None:
    """Equal rules have equal tracks, and the words say so."""
    both = compare(right.WithPowers)
    assert (both.ravine.parts, both.online.parts) == (0, 0)
    assert both.alt.count("are the same") == 2


def test_the_tracks_are_those_of_adamcore() -> None:
    """The reference's track is what `trajectory` gives for the same rule and problem."""
    record = adamcore.trajectory(adamcore.Adam(lr=0.1), adamcore.ravine, steps=80)
    np.testing.assert_allclose(compare(wrong.CubeRoot).ravine.right, record.theta, rtol=1e-12)
    problem = adamcore.Online([[1010.0]] + 100 * [[-10.0]], box=(-1.0, 1.0))
    rule = adamcore.Adam(lr=0.05, beta2=0.99)
    record = adamcore.trajectory(
        rule, problem, np.zeros(1), steps=1212, every=101, mean=True, record=("theta",)
    )
    online = compare(wrong.CubeRoot).online.right
    np.testing.assert_allclose(
        online[:3], record.theta[1:4] if len(record.theta) > 12 else record.theta[:3], rtol=0.2
    )


def test_the_table_holds_three_steps_of_both() -> None:
    """The first three steps stand side by side."""
    lines = compare(wrong.HalfTheRate).table.splitlines()
    assert len(lines) == 4
    assert lines[0].split() == ["step", "your", "x", "Adam", "x", "your", "y", "Adam", "y"]
    assert lines[1].split() == ["1", "-3.95", "-3.9", "1.45", "1.4"]


def test_the_drawing_is_well_formed_and_marks_where_the_paths_part() -> None:
    """The drawing is XML without scripts, and names the step."""
    both = compare(wrong.ForgetsAtTen)
    root = ET.fromstring(both._repr_svg_())
    texts = ["".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")]
    assert f"step {both.ravine.parts}" in texts
    assert both.ravine.parts == 10


def test_a_rule_that_fails_on_the_way_has_a_track_until_there() -> None:
    """An error ends the track and nothing else."""

    class Breaks(wrong.CubeRoot):
        def step(self, theta, g, state):  # type: ignore[no-untyped-def]
            if state[0] == 5:
                raise ZeroDivisionError
            return super().step(theta, g, state)

    both = compare(Breaks)
    assert np.isfinite(both.ravine.yours[:6]).all()
    assert np.isnan(both.ravine.yours[6:]).all()
    assert "ends at no number" in both.alt
    ET.fromstring(both._repr_svg_())
