"""Values are read off a figure by pointer, by a tap and by arrow keys."""

import re

import pytest

from tests.browser.picture import axes_of
from tests.browser.waiting import bring_alive, still, until

NUMBER = re.compile(r": [−+]?[\d.,]+(·10[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)?( at |$)|: 10[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+ at ")  # noqa: RUF001
READING = "Values: arrow keys read them off"
CURVES = ["adagrad_decay", "bias_correction", "bigram", "convergence", "coordinate_inspector",
          "counterexample", "decay", "first_steps", "mgf", "moving_averages", "race", "rotation",
          "sensitivity", "sparse"]  # fmt: skip


def opened(page, site, name, width=1280):
    page.set_viewport_size({"width": width, "height": 900})
    page.set_default_timeout(20_000)
    page.goto(f"{site}/index.html")
    figure = bring_alive(page, name, "center")
    still(page, "scrollY")
    return figure


def words(figure):
    shown = figure.locator(".reading-words")
    return shown.inner_text() if shown.is_visible() else ""


def on_screen(figure, name, axes, x, y):
    """Where a point of the axes is in the window."""
    left, top, scale = figure.locator(".figure-svg").evaluate(
        "e => { const r = e.getBoundingClientRect();"
        " return [r.x, r.y, r.width / e.viewBox.baseVal.width] }"
    )
    across, down = axes_of(figure.page, name)[axes].pixels(x, y)
    return left + scale * across, top + scale * down


def test_a_pointer_reads_the_nearest_line(page, site):
    """Its name, its value there and the step; other lines are dimmed until the pointer leaves."""
    figure = opened(page, site, "bias_correction")
    page.mouse.move(*on_screen(figure, "bias_correction", "main", 12, 6))
    assert re.fullmatch(r"Without correction: 6\.57 at step 1[123]", words(figure))
    shade = "e => getComputedStyle(e).strokeOpacity"
    corrected = page.locator("[id='figure-bias_correction-corrected']")
    assert corrected.evaluate(shade) == "0.3"
    page.mouse.move(*on_screen(figure, "bias_correction", "main", 12, 1.2))
    assert words(figure).startswith("With correction: 1 at step")
    page.mouse.move(2, 2)
    assert words(figure) == ""
    assert corrected.evaluate(shade) == "1"


def test_a_tap_reads_and_another_elsewhere_ends_it(light_chromium, site):
    """On a phone, without a mouse."""
    context = light_chromium.new_context(has_touch=True, is_mobile=True)
    page = context.new_page()
    figure = opened(page, site, "decay", 390)
    page.touchscreen.tap(*on_screen(figure, "decay", "main", 10, 0.9))
    assert words(figure).startswith("Adam with L2: 0.98 at noise")
    box = figure.locator(".reading-words").evaluate(
        "e => { const r = e.getBoundingClientRect(); return [r.left, r.right] }"
    )
    assert 0 <= box[0] < box[1] <= 390
    page.touchscreen.tap(200, 5)
    assert words(figure) == ""
    context.close()


def test_arrow_keys_go_along_a_line_and_to_the_next(page, site):
    """What is said is a live text; Escape and leaving end it."""
    figure = opened(page, site, "convergence")
    reading = figure.get_by_role("application", name=READING)
    reading.focus()
    first = words(figure)
    assert re.match(r"SGD: [\d.]+ at step \d+", first)
    reading.press("ArrowRight")
    assert figure.locator(".reading-words").get_attribute("aria-live") == "polite"
    step = [int(text.rpartition(" ")[2]) for text in (first, words(figure))]
    assert step[1] > step[0]
    reading.press("Shift+ArrowLeft")
    assert int(words(figure).rpartition(" ")[2]) < step[0]
    reading.press("ArrowDown")
    assert words(figure).startswith("Momentum: ")
    reading.press("Escape")
    assert words(figure) == ""


def test_what_is_hidden_is_not_read(page, site):
    """Rules that are switched off are passed over."""
    figure = opened(page, site, "convergence")
    figure.get_by_role("checkbox", name="SGD").uncheck()
    figure.get_by_role("application", name=READING).focus()
    assert words(figure).startswith("Momentum: ")


def test_a_figure_that_moves_says_no_more_what_was(page, site):
    """The crosshair goes when a control is turned; a curve of a link is lit up again."""
    figure = opened(page, site, "rotation")
    page.evaluate("location.hash = '#figure-rotation?angle=45&curve=adam'")
    until(page, "document.querySelector('#figure-rotation output').textContent === '45'")
    reading = figure.get_by_role("application", name=READING)
    reading.focus()
    assert words(figure).startswith("SGD: ")
    reading.press("Escape")
    assert page.locator("[id='figure-rotation-course-adam'].lit").count() == 1
    reading.press("ArrowRight")
    assert words(figure)
    figure.get_by_role("slider").press("ArrowLeft")
    assert words(figure) == ""


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_on_the_narrowest_phone_the_words_stay_on_the_page(page, site, share):
    """Wherever the pointer is along the axes."""
    figure = opened(page, site, "convergence", 320)
    page.mouse.move(*on_screen(figure, "convergence", "main", 240 * share, 0.1))
    assert words(figure)
    left, right = figure.locator(".reading-words").evaluate(
        "e => { const r = e.getBoundingClientRect(); return [r.left, r.right] }"
    )
    assert left >= 0
    assert right <= 320


@pytest.mark.parametrize("name", CURVES)
def test_every_line_of_every_figure_can_be_read(page, site, name):
    """Down the list, each has a number; the dot stands on the drawing."""
    figure = opened(page, site, name)
    reading = figure.get_by_role("application", name=READING)
    reading.focus()
    seen = []
    for _ in range(30):
        if words(figure) in seen:
            break
        seen.append(words(figure))
        lit = figure.locator(".lit").count()
        assert lit, seen[-1]
        reading.press("ArrowDown")
    assert len(seen) > 1
    for text in seen:
        assert NUMBER.search(text), text
    inside = figure.evaluate("""e => {
        const dot = e.querySelector(".reading-dot").getBoundingClientRect();
        const svg = e.querySelector(".figure-svg").getBoundingClientRect();
        return dot.left >= svg.left - 8 && dot.right <= svg.right + 8
            && dot.top >= svg.top - 8 && dot.bottom <= svg.bottom + 8;
    }""")
    assert inside
