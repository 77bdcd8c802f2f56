"""Drawings for narrow screens: their words can be read, and the page takes the one that fits."""

import pytest

from tests.browser.waiting import bring_alive, bring_all_alive, laid_out, until
from tools.browser import FLAGS, find

SMALL = """(least) => [...document.querySelectorAll(".figure-svg")].flatMap((svg) => {
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    const size = (text) => parseFloat(getComputedStyle(text).fontSize) * scale;
    return [...svg.querySelectorAll("text")]
        .filter((text) => text.textContent && size(text) < least)
        .map((text) => `${svg.closest("figure").id}: ${text.textContent} ${size(text)}`);
})"""


SIZES = [(width, 800) for width in (320, 360, 390, 480, 511, 512, 600, 736, 800, 992, 1280, 1920)]


@pytest.mark.parametrize(("width", "height"), [*SIZES, (390, 664), (1280, 720), (1366, 640)])
def test_words_of_a_drawing_have_twelve_pixels(page, site, width, height):
    """At least, in every window, in every figure."""
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{site}/index.html")
    bring_all_alive(page)
    assert page.evaluate(SMALL, 11.95) == []


@pytest.mark.parametrize("width", [320, 390])
def test_words_grow_with_the_reader_s_text(light_chromium, site, width):
    """Letters twice as large make those of a drawing larger too, as far as they have room."""
    sizes = []
    for size in (16, 32):
        args = [*FLAGS, f"--blink-settings=defaultFontSize={size}"]
        browser = light_chromium.browser_type.launch(executable_path=find(), args=args)
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto(f"{site}/index.html")
        text = bring_alive(page, "mgf").locator(".figure-svg text").first
        sizes.append(text.evaluate("e => parseFloat(getComputedStyle(e).fontSize)"))
        browser.close()
    assert sizes[1] > 1.1 * sizes[0]


def test_a_window_that_becomes_narrow_has_the_other_drawing_in_the_same_state(page, site):
    """What was set, opened and focused stays so, and back again."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{site}/index.html")
    laid_out(page)
    figure = bring_alive(page, "convergence")
    figure.get_by_role("checkbox", name="SGD").uncheck()
    figure.locator("summary", has_text="Data").click()
    figure.get_by_role("checkbox", name="AMSGrad").focus()
    for width, form in ((390, "narrow"), (1280, "wide")):
        page.set_viewport_size({"width": width, "height": 800})
        until(page, f"document.querySelector('#figure-convergence').dataset.form === '{form}'")
        until(page, "document.activeElement.closest('#figure-convergence .figure-controls')")
        assert page.evaluate("document.activeElement.id") == "figure-convergence--show_amsgrad"
        assert figure.get_by_role("checkbox", name="SGD").is_checked() is False
        assert figure.locator("details[open]").count() == 1
        assert figure.locator(".figure-live").count() == 1
        line = figure.locator("[id$=loss-sgd]")
        assert line.evaluate("e => getComputedStyle(e).display") == "none"
