"""What only the race has: a start that is dragged and tapped, a player, folded learning rates."""

import re

import numpy as np
import pytest

from adamcore.figures import race
from tests.browser.picture import axes_of, distance, marks, path
from tests.browser.waiting import bring_alive, clocked, later, still, stop_clock, until

START = "Start point: arrow keys move it"


@pytest.fixture
def figure(page, site):
    """The race, alive and as it is drawn."""
    found = alive(clocked(page), site)
    found.get_by_role("button", name="Reset").click()
    found.evaluate("e => e.scrollIntoView()")
    still(page, "scrollY")
    return found


def alive(page, site):
    page.set_viewport_size({"width": 1280, "height": 1000})
    page.set_default_timeout(10_000)
    page.goto(f"{site}/index.html")
    return bring_alive(page, "race", "center")


def on_screen(figure, x, y):
    """Where the point of the ravine is in the window."""
    box = figure.locator(".figure-svg").bounding_box()
    pixels = axes_of(figure.page, "race")["map"].pixels(x, y)
    return np.array([box["x"], box["y"]]) + pixels * box["width"] / 520


def check(figure, x, y):
    """The ring is at (x, y) as near as a pointer can point, and all paths begin in it."""
    ring = marks(figure.page, "race", "start")[0]
    assert ring == pytest.approx(axes_of(figure.page, "race")["map"].pixels(x, y), abs=1)
    for rule in ("sgd", "adam"):
        assert path(figure.page, "race", f"path-{rule}")[0] == pytest.approx(ring, abs=0.5)


def test_the_start_follows_a_pointer_that_drags_it(figure):
    """From press to release the ring is under the pointer; later movements leave it alone."""
    mouse = figure.page.mouse
    mouse.move(*on_screen(figure, -4.0, 1.5))
    mouse.down()
    for x, y in ((-2, 1), (1, -1.2), (2.5, -2)):
        mouse.move(*on_screen(figure, x, y))
        check(figure, x, y)
    mouse.up()
    mouse.move(*on_screen(figure, 0, 0))
    check(figure, 2.5, -2)


def test_a_drag_stays_in_the_window_of_the_surface(figure):
    """Beyond the map's edge the start stays on it."""
    mouse = figure.page.mouse
    mouse.move(*on_screen(figure, -4.0, 1.5))
    mouse.down()
    mouse.move(*on_screen(figure, -3.0, 4.0))
    mouse.up()
    check(figure, -3, 2.5)


def test_only_the_first_button_drags(figure):
    """A press of the right button leaves the start where it is."""
    handle = figure.get_by_role("slider", name=START)
    before = handle.get_attribute("aria-valuetext")
    box = handle.bounding_box()
    mouse = figure.page.mouse
    mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    mouse.down(button="right")
    mouse.move(box["x"] + 100, box["y"] + 50)
    mouse.up(button="right")
    assert handle.get_attribute("aria-valuetext") == before


def test_a_drag_keeps_to_the_pointer_when_the_page_scrolls(figure):
    """Who turns the wheel while dragging has the start under the pointer all the same."""
    handle = figure.get_by_role("slider", name=START)
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse = figure.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 50, y)
    before = figure.page.evaluate("scrollY")
    mouse.wheel(0, 60)
    until(figure.page, f"scrollY !== {before}")
    still(figure.page, "scrollY")
    mouse.move(x + 60, y)
    mouse.up()
    now = handle.bounding_box()
    assert abs(now["x"] + now["width"] / 2 - (x + 60)) < 3
    assert abs(now["y"] + now["height"] / 2 - y) < 3


def test_a_tap_on_the_map_puts_the_start_there(figure):
    """The handle then has the focus, for arrow keys to go on from there."""
    figure.page.mouse.click(*on_screen(figure, 3, 1))
    check(figure, 3, 1)
    handle = figure.get_by_role("slider", name=START)
    assert handle.evaluate("e => e === document.activeElement")
    at = handle.get_attribute("aria-valuetext")
    handle.press("Shift+ArrowLeft")
    assert handle.get_attribute("aria-valuetext") != at


def test_a_tap_beside_the_map_does_nothing(figure):
    """The plot of the losses is no place to start from."""
    figure.page.mouse.click(*on_screen(figure, 3, -4))
    check(figure, -4, 1.5)


def test_a_surface_brings_its_own_start_and_rates(figure):
    """Choosing a surface sets every learning rate to the rule's own best on it."""
    figure.get_by_role("combobox", name="Surface").select_option("saddle")
    figure.get_by_text("Learning rates").click()
    for rule, rate in race.best()["saddle"].items():
        shown = figure.locator(f"#figure-race--{rule}").get_attribute("aria-valuetext")
        assert shown == f"{rate:.3g}"
    assert "y 0.01" in figure.get_by_role("slider", name=START).get_attribute("aria-valuetext")


def test_a_link_s_state_is_told_by_its_own_numbers(page, site):
    """What is got ready while the browser is idle leaves the runs of the link's start alone."""
    clocked(page).goto(f"{site}/index.html#figure-race?x=-2.28&y=0.64")
    page.wait_for_selector("#figure-race[data-live='']")
    later(page, 3000)
    told = page.locator("#figure-race .figure-status").inner_text()
    losses = race.draw(x=-2.28, y=0.64).data["losses"]
    for rule, name in (("adam", "Adam"), ("momentum", "Momentum")):
        digits, power = re.search(rf"\b{name} ([\d.]+)·10(\S+?)[,;. ]", told).groups()
        exponent = power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
        assert float(f"{digits}e{exponent}") == pytest.approx(losses[rule][-1], rel=0.05)


@pytest.mark.parametrize("scale", [0.001, 2, 1000])
def test_another_unit_of_the_loss_is_told_and_leaves_adam_alone(page, site, scale):
    """A link multiplies the loss: the words say so, and Adam's path alone is where it was."""
    clocked(page).goto(f"{site}/index.html#figure-race?scale={scale}")
    page.wait_for_selector("#figure-race[data-live='']")
    later(page)
    told = page.locator("#figure-race .figure-status").inner_text()
    assert f"run on the loss × {scale:,}" in told  # noqa: RUF001 (as it is printed)
    scaled = {rule: path(page, "race", f"path-{rule}") for rule in ("sgd", "adam")}
    page.goto(f"{site}/index.html#figure-race?scale=1")
    later(page)
    for rule, points in scaled.items():
        there = path(page, "race", f"path-{rule}")
        assert (distance(points, there) < 0.1) == (rule == "adam"), rule


def test_a_link_s_start_is_on_the_map(page, site):
    """A start beyond the window of the link's surface is refused, wherever it stands there."""
    page.goto(f"{site}/index.html#figure-race?x=5&y=-5&surface=rosenbrock")
    page.wait_for_selector("#figure-race[data-live='']")
    handle = page.locator("#figure-race .handle")
    assert re.fullmatch(r"x .1\.2, y 1", handle.get_attribute("aria-valuetext"))
    told = page.locator("#figure-race .figure-status").inner_text()
    assert re.search(r"x \(allowed: from .2 to 2\) and y \(allowed: from .1 to 3\)", told)


def test_it_plays_and_pauses(figure):
    """Play begins at step 0 and goes on by itself until Pause."""
    step = figure.get_by_role("slider", name="step")
    stop_clock(figure.page)
    figure.get_by_role("button", name="Play").click()
    pause = figure.get_by_role("button", name="Pause")
    later(figure.page, 600)
    pause.click()
    at = int(step.input_value())
    assert 0 < at < 200
    later(figure.page)
    assert int(step.input_value()) == at
    assert figure.get_by_role("button", name="Play").count() == 1


def test_moving_the_slider_pauses(figure):
    """Who takes the slider keeps it."""
    stop_clock(figure.page)
    figure.get_by_role("button", name="Play").click()
    step = figure.get_by_role("slider", name="step")
    later(figure.page, 300)
    assert 0 < int(step.input_value()) < 200  # it begins again at 0, where Home is no input
    step.press("Home")
    later(figure.page)
    assert int(step.input_value()) == 0


def test_reset_ends_the_play(figure):
    """Reset has the last word, also over what plays."""
    stop_clock(figure.page)
    figure.get_by_role("button", name="Play").click()
    step = figure.get_by_role("slider", name="step")
    later(figure.page, 300)
    assert 0 < int(step.input_value()) < 200
    figure.get_by_role("button", name="Reset").click()
    later(figure.page)
    assert int(step.input_value()) == 200
    assert figure.get_by_role("button", name="Play").count() == 1


def test_without_motion_it_goes_from_station_to_station(light_chromium, site):
    """Where less motion is wanted nothing moves by itself: each press is a tenth of the way."""
    context = light_chromium.new_context(reduced_motion="reduce")
    figure = alive(clocked(context.new_page()), site)
    step = figure.get_by_role("slider", name="step")
    following = figure.get_by_role("button", name="Next")
    found = []
    for _ in range(3):
        following.click()
        found.append(int(step.input_value()))
    later(figure.page)
    found.append(int(step.input_value()))
    context.close()
    assert found == [20, 40, 60, 60]
