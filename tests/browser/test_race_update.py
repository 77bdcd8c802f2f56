"""The next update of a rule in the race: an arrow, and bars in the terms of its formula."""

# ruff: noqa: RUF001 (signs as they are printed)

import csv
import io
import re

import numpy as np
import pytest

from adamcore.figures import race
from adamcore.figures.numbers import short
from adamcore.figures.style import NAMES
from adamcore.figures.update import TERMS, arrow
from tests.browser.picture import axes_of, vertices
from tests.browser.rule_cases import on_the_surface
from tests.browser.waiting import bring_alive, later, stop_clock, until

STATES = [
    {"update": "adam", "steps": 0},
    {"update": "adam", "steps": 8},
    {"update": "sgd", "steps": 3, "scale": 0.501},
    {"update": "momentum", "steps": 12, "surface": "saddle"},
    {"update": "rmsprop", "steps": 5, "surface": "rosenbrock", "rmsprop": 0.01},
    {"update": "adagrad", "steps": 2, "x": 3.0, "y": -1.0},
    {"update": "amsgrad", "steps": 17, "surface": "himmelblau"},
    {"update": "adamw", "steps": 9, "surface": "beale"},
]
BARS = """root => [...root.querySelectorAll(".update-card > .update-row:not([hidden])")]
    .filter((row) => !row.matches(".update-head")).map((row) => [
    row.className.split("update-").at(-1),
    [...row.querySelectorAll(".update-number")].map((e) => e.textContent),
    [...row.querySelectorAll(".update-bar")].map((bar) => {
        const { left, right } = bar.getBoundingClientRect();
        const fill = getComputedStyle(bar, "::before");
        const whole = (right - left) / 2;
        return [parseFloat(fill.left) - whole, parseFloat(fill.width), whole];
    }),
])"""


@pytest.fixture
def figure(page, site):
    page.set_viewport_size({"width": 1280, "height": 1000})
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{site}/index.html")
    return bring_alive(page, "race")


def go(figure, state):
    query = "&".join(f"{key}={value}" for key, value in state.items())
    figure.page.evaluate("hash => { location.hash = hash }", f"#figure-race?{query}")
    frame = "new Promise(requestAnimationFrame)"
    figure.page.evaluate(f"{frame}.then(() => {frame})")


def shown(figure, rule):
    """The arrow's points in the drawing, and whether it is seen."""
    d, display = figure.page.eval_on_selector(
        f"[id='figure-race-update-{rule}']",
        "e => [e.getAttribute('d'), getComputedStyle(e).display]",
    )
    return vertices(d) if display != "none" and d else np.empty((0, 2))


def expected(page, drawing):
    """Where adamcore has the arrow in the page's drawing."""
    p = drawing.parameters
    axes = on_the_surface(axes_of(page, "race"), p)["map"]
    rule, update = p["update"], drawing.data["update"]
    at = np.array([drawing.data["paths"][f"{c}_{rule}"][-1] for c in "xy"])
    ends = [axes.pixels(*at), axes.pixels(*(at + update["step"]))]
    return arrow(*ends)


@pytest.mark.parametrize("state", STATES, ids=lambda s: f"{s['update']}-{s['steps']}")
def test_arrow_and_bars_are_adamcore_s(figure, state):
    """The arrow ends where the next step of the rule does; each bar has its term's number."""
    go(figure, state)
    drawing = race.draw(**state)
    rule, table = state["update"], drawing.data["update"]
    wanted = expected(figure.page, drawing)
    points = shown(figure, rule)
    assert len(wanted) == len(points) == 5
    assert np.abs(points - wanted).max() < 0.5
    assert [r for r in NAMES if len(shown(figure, r))] == [rule]
    figure.get_by_text("The next update").click()
    until(figure.page, "document.querySelector('.update-card').ariaLabel")
    bars = {term: (numbers, spans) for term, numbers, spans in figure.evaluate(BARS)}
    assert list(bars) == [term for term in TERMS if not np.isnan(table[term]).any()]
    for group in (("gradient", "momentum", "root"), ("decay", "step")):
        terms = [term for term in group if term in bars]
        most = max(np.abs(table[term]).max() for term in terms)
        for term in terms:
            numbers, spans = bars[term]
            assert numbers == [short(value) for value in table[term]], term
            for value, (left, width, whole) in zip(table[term], spans, strict=True):
                assert width == pytest.approx(whole * abs(value) / most, abs=0.5), term
                assert left == pytest.approx(min(0, whole * value / most), abs=0.5), term


def test_the_words_of_the_bars_are_no_live_text(figure):
    """Every term with its two numbers, where somebody reads it; nothing speaks at every frame."""
    go(figure, {"steps": 8, "update": "adamw"})
    figure.get_by_text("The next update").click()
    card = figure.locator(".update-card")
    told = card.get_attribute("aria-label")
    assert told.startswith("AdamW’s update at step 8, along x and y: gradient (")
    table = race.draw(steps=8, update="adamw").data["update"]
    for term in TERMS:
        x, y = (short(value) for value in table[term])
        assert f"{term} ({x}, {y})" in told
    assert card.get_attribute("role") == "img"
    assert card.evaluate("e => e.closest('[aria-live], [role=status]')") is None


def test_the_arrow_follows_slider_drag_and_play(figure):
    """Whatever moves the point moves the arrow."""
    figure.page.emulate_media(reduced_motion="no-preference")
    figure.page.clock.install()
    step = figure.get_by_role("slider", name="step")
    seen = [shown(figure, "adam").tolist()]
    step.press("ArrowRight")
    seen.append(shown(figure, "adam").tolist())
    figure.get_by_role("slider", name="Start point").press("Shift+ArrowRight")
    seen.append(shown(figure, "adam").tolist())
    stop_clock(figure.page)
    figure.get_by_role("button", name="Play").click()
    later(figure.page, 500)
    figure.get_by_role("button", name="Pause").click()
    seen.append(shown(figure, "adam").tolist())
    assert all(seen)
    assert all(a != b for i, a in enumerate(seen) for b in seen[:i])
    state = {"steps": int(step.input_value()), "x": -3.5}
    wanted = expected(figure.page, race.draw(**state))
    assert np.abs(shown(figure, "adam") - wanted).max() < 0.5


def test_where_it_would_be_nothing_there_is_no_arrow(figure):
    """At rest in the minimum, beyond all numbers, and for a rule that is switched off."""
    go(figure, {"steps": 200})
    assert len(shown(figure, "adam")) == 0
    go(figure, {"steps": 200, "scale": 1000, "update": "sgd"})
    assert len(shown(figure, "sgd")) == 0
    go(figure, {"steps": 5})
    assert len(shown(figure, "adam")) == 5
    figure.get_by_role("checkbox", name="Adam", exact=True).uncheck()
    assert not any(len(shown(figure, rule)) for rule in NAMES)


def test_a_rule_whose_update_is_chosen_is_shown(figure):
    """Its path and its arrow, in place of another's."""
    go(figure, {"steps": 2})
    figure.get_by_text("The next update").click()
    figure.get_by_role("combobox", name="Update of").select_option("adagrad")
    assert figure.get_by_role("checkbox", name="AdaGrad", exact=True).is_checked()
    assert len(shown(figure, "adagrad")) == 5
    assert len(shown(figure, "adam")) == 0
    assert re.match(r"step = −η g / √\(G", figure.locator(".update-formula").inner_text())


def test_the_terms_can_be_taken_along(figure):
    """The downloaded table has them, as adamcore has."""
    go(figure, {"steps": 4, "update": "momentum"})
    with figure.page.expect_download() as found:
        figure.get_by_role("button", name="Download CSV").click()
    rows = list(csv.DictReader(io.StringIO(found.value.path().read_text())))[:2]
    table = race.draw(steps=4, update="momentum").data["update"]
    for term in ("gradient", "momentum", "step"):
        values = [float(row[f"update.{term}"]) for row in rows]
        assert values == pytest.approx(list(table[term]), rel=1e-9)
    assert [row["update.root"] for row in rows] == ["", ""]


@pytest.mark.parametrize("width", [320, 390, 800, 1280])
def test_every_number_has_room(figure, width):
    """Powers of ten too, on any page."""
    figure.page.set_viewport_size({"width": width, "height": 900})
    go(figure, {"steps": 200, "update": "adamw", "x": -3.987})
    figure.get_by_text("The next update").click()
    cut = figure.locator(".update-card *").evaluate_all(
        "all => all.filter((e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth)"
        ".map((e) => e.textContent)"
    )
    assert cut == []
    assert "10⁻" in figure.locator(".update-step").inner_text()
