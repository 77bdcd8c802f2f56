"""A finger on a slider scrolls the page, or sets the value: never both."""

import pytest

from tests.browser.waiting import bring_alive, laid_out, still

FIGURES = {
    "range": ("mgf", "mean"),
    "stops": ("sparse", "at"),
    "nines": ("bias_correction", "beta2"),
    "played": ("race", "steps"),
}
HEARD = """(input) => {
    window.heard = 0;
    input.addEventListener("input", () => (window.heard += 1));
    return input.value;
}"""
SCROLLED = "document.scrollingElement.scrollTop"


@pytest.fixture
def phone(chromium, site):
    """The article on a phone with a touch screen."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 664}, has_touch=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{site}/index.html")
    laid_out(page)
    yield page
    context.close()


class Finger:
    """One finger on the glass of ``page``."""

    def __init__(self, page):
        self.page = page
        self.session = page.context.new_cdp_session(page)

    def send(self, kind, *points):
        touches = [{"x": x, "y": y} for x, y in points]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    def down(self, at):
        self.send("touchStart", at)

    def move(self, start, end, steps=8):
        for i in range(1, steps + 1):
            at = tuple(a + (b - a) * i / steps for a, b in zip(start, end, strict=True))
            self.send("touchMove", at)
            self.page.evaluate("new Promise(requestAnimationFrame)")

    def up(self):
        self.send("touchEnd")


@pytest.fixture(params=[*FIGURES, "predict"])
def slider(phone, request):
    """A slider in the lower half of the window."""
    if request.param == "predict":
        rail = phone.locator(".predict input[type=range]").first
        fold = phone.locator(".predict", has_text="How many learning rates long")
        fold.evaluate("e => e.scrollIntoView({ block: 'center' })")
        rail.wait_for()
    else:
        name, control = FIGURES[request.param]
        rail = bring_alive(phone, name).locator(f"#figure-{name}--{control}")
    rail.evaluate("e => e.scrollIntoView({ block: 'center' })")
    still(phone, SCROLLED)
    return rail


def far(slider):
    """A place on the rail where the thumb is not, and one beside it."""
    box = slider.bounding_box()
    share = slider.evaluate("e => (e.valueAsNumber - e.min) / (e.max - e.min)")
    side, other = (0.25, 0.4) if share > 0.5 else (0.75, 0.6)
    y = box["y"] + box["height"] / 2
    return (box["x"] + side * box["width"], y), (box["x"] + other * box["width"], y)


def test_a_scroll_that_begins_on_a_slider_leaves_its_value(phone, slider):
    """The page goes with the finger; the value is what it was, and nothing heard of another."""
    before, top = slider.evaluate(HEARD), phone.evaluate(SCROLLED)
    finger, (start, _) = Finger(phone), far(slider)
    finger.down(start)
    finger.move(start, (start[0] + 4, start[1] - 120))
    assert slider.input_value() == before, "while it goes"
    finger.up()
    assert still(phone, SCROLLED) > top + 40
    assert slider.input_value() == before
    assert phone.evaluate("window.heard") == 0


def test_a_tap_on_the_rail_sets_the_value(phone, slider):
    """Where the finger was, when it lifts."""
    before = slider.evaluate(HEARD)
    finger, (start, _) = Finger(phone), far(slider)
    finger.down(start)
    assert slider.input_value() == before
    finger.up()
    still(phone, "window.heard")
    assert slider.input_value() != before
    assert phone.evaluate("window.heard") >= 1


def test_a_movement_along_the_rail_sets_the_value(phone, slider):
    """From its beginning on, and the page stays."""
    slider.evaluate(HEARD)
    top, before = phone.evaluate(SCROLLED), slider.evaluate("e => e.valueAsNumber")
    finger, (start, end) = Finger(phone), far(slider)
    finger.down(start)
    finger.move(start, end)
    span = "e => (e.valueAsNumber - e.min) / (e.max - e.min)"
    there = slider.evaluate(span)
    assert slider.evaluate("e => e.valueAsNumber") != before
    finger.up()
    box = slider.bounding_box()
    assert abs(there - (end[0] - box["x"]) / box["width"]) < 0.15
    assert slider.evaluate(span) == there
    assert phone.evaluate(SCROLLED) == top


def test_a_gesture_that_is_taken_away_gives_the_value_back(phone, slider):
    """A call comes in while the thumb is moved."""
    before = slider.evaluate(HEARD)
    finger, (start, end) = Finger(phone), far(slider)
    finger.down(start)
    finger.move(start, end)
    assert slider.input_value() != before
    finger.send("touchCancel")
    assert slider.input_value() == before


def test_mouse_and_keyboard_set_the_value_at_once(phone, slider):
    """As in every browser: when the button goes down, when the key does."""
    before, (start, _) = slider.evaluate(HEARD), far(slider)
    phone.mouse.move(*start)
    phone.mouse.down()
    clicked = slider.input_value()
    assert clicked != before
    phone.mouse.up()
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    assert slider.input_value() != clicked
