"""Words in drawings stay legible at every stop of the page's sliders."""

from itertools import combinations, product

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from adamcore.figures import (
    bias_correction,
    coordinate_inspector,
    counterexample,
    decay,
    first_steps,
    moving_averages,
)

pytestmark = pytest.mark.long  # each state is a drawing of its own

BETA1 = (0.0, 0.3, 0.5, 0.8, 0.874, 0.9, 0.95, 0.98, 0.99)
BETA2 = (0.0, 0.206, 0.5, 0.7, 0.9, 0.98, 0.99, 0.9926, 0.998, 0.999, 0.9995, 0.9999)
"""Some of what the sliders for the betas have, from end to end."""


def stops(drawing):
    """Where each slider of a drawing can stand, by its name."""
    return {one["name"]: one["values"] for one in drawing.controls if one["kind"] == "stops"}


def boxes(drawing):
    """The words of a drawing, each with its box in points."""
    renderer = FigureCanvasAgg(drawing.figure).get_renderer()
    drawing.figure.draw_without_rendering()
    texts = [t for t in drawing.figure.findobj(Text) if t.get_text() and t.get_visible()]
    return [(t.get_text(), t.get_window_extent(renderer)) for t in texts]


def faults(drawing):
    """Words beyond the drawing's edge, and those that lie over each other."""
    found, words = [], boxes(drawing)
    edge = drawing.figure.bbox
    for text, box in words:
        if box.x0 < edge.x0 or box.x1 > edge.x1:
            found.append(text)
    for (one, a), (other, b) in combinations(words, 2):
        height = min(a.y1, b.y1) - max(a.y0, b.y0)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and height > 0.22 * min(a.height, b.height):
            found.append(f"{one} | {other}")
    return found


@pytest.mark.parametrize("beta1", BETA1)
def test_first_steps_words_are_clear(beta1):
    """No words of the first steps lie over others."""
    for beta2, first in product([beta for beta in BETA2 if beta >= 0.9], (1.0, 20.0)):
        assert faults(first_steps.draw(beta1, beta2, first)) == [], (beta2, first)


def test_first_steps_begin_inside_their_axes():
    """The longest first step of all, 100 at beta2 = 0.9999, has its place and its words there."""
    drawing = first_steps.draw(0.0, 0.9999)
    axes = {ax.get_gid(): ax for ax in drawing.figure.axes}["axes-constant"]
    card = next(box for text, box in boxes(drawing) if "100 at t = 1" in text)
    assert card.y1 <= axes.get_window_extent().y1


@pytest.mark.parametrize("beta1", BETA1)
def test_bias_correction_words_are_clear(beta1):
    """The words on both bounds and on the uncorrected steps keep apart, and within the drawing."""
    for beta2 in BETA2:
        assert faults(bias_correction.draw(beta1, beta2)) == [], beta2


def test_steps_without_a_longest_one_are_said_to_tend():
    """From beta2 down to beta1 the uncorrected steps only come close to 1; above they pass it."""
    assert "tend to 1" in bias_correction.draw(0.99, 0.5).alt
    assert "tend to 1" not in bias_correction.draw(0.98, 0.99).alt


def test_a_memory_of_one_is_one_step():
    """Without an average the last gradient alone is remembered."""
    texts = [text for text, _ in boxes(moving_averages.draw(beta1=0.0))]
    assert "β₁ = 0: memory of 1 step" in texts


def test_the_smallest_steps_are_told_by_powers_of_ten():
    """A step that three places would show as zero has its size told."""
    drawing = coordinate_inspector.draw(scale=1e-10, eps=0.01)
    texts = [text for text, _ in boxes(drawing) if "=" in text]
    assert len([text for text in texts if "·10⁻" in text]) == 4
    assert not [text for text in texts if "0.000" in text or "e-" in text]


def test_a_drift_beyond_the_axes_is_marked_at_their_edge():
    """At beta2 = 0.9 Adam drifts by 41 step sizes a cycle, and the dot is seen."""
    drawing = counterexample.draw(beta2=0.9)
    dot = next(a for a in drawing.figure.findobj() if a.get_gid() == "drift-here")
    assert dot.get_ydata()[0] == dot.axes.get_ylim()[1]
    assert not dot.get_clip_on()


@pytest.fixture
def remembered(monkeypatch):
    """The runs of decay's grids, each made once."""
    runs, left = {}, decay.left

    def once(rule, rates, name, decays, scales):
        key = (rule, tuple(rates), tuple(decays), len(scales))
        if key not in runs:
            runs[key] = left(rule, rates, name, decays, scales)
        return runs[key]

    monkeypatch.setattr(decay, "left", once)


@pytest.mark.usefixtures("remembered")
def test_decay_words_are_clear():
    """Names of both lines and shares at the dots keep apart, and no zero has a minus."""
    for state in product(*stops(decay.draw()).values()):
        drawing = decay.draw(*state)
        assert faults(drawing) == [], state
        assert not [text for text, _ in boxes(drawing) if "\N{MINUS SIGN}0.00" in text]
