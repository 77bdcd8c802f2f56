"""Lines with fewer points."""

import numpy as np

from adamcore.figures.outline import thinned


def test_a_straight_line_is_its_two_ends():
    """Points between the ends of a straight line go."""
    line = np.stack([np.arange(9.0), 2 * np.arange(9.0)], axis=-1)
    assert thinned(line, 1e-9).tolist() == [[0, 0], [8, 16]]


def test_a_circle_stays_one_within_the_tolerance():
    """A closed line keeps its shape: no point is farther from what is left than asked."""
    turn = np.linspace(0, 2 * np.pi, 721)
    line = 100 * np.stack([np.cos(turn), np.sin(turn)], axis=-1)
    left = thinned(line, 0.15)
    middles = (left[1:] + left[:-1]) / 2
    assert len(left) < 100
    assert 100 - np.hypot(*middles.T).min() <= 0.15
