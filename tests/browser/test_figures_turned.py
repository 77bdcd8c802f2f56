"""A drawing that takes another's place, as when a phone is turned, shows what a new page would."""

import pytest

from tests.browser.waiting import bring_alive, bring_all_alive, laid_out, until

WIDTHS = {"narrow": 390, "wide": 1280}
MOVE = """() => {
    for (const figure of document.querySelectorAll("figure[data-live='']")) {
        for (const input of figure.querySelectorAll(".figure-controls input[type=range]")) {
            input.value = Math.round((Number(input.min) + 2 * Number(input.max)) / 3);
            input.dispatchEvent(new Event("input", { bubbles: true }));
        }
    }
}"""
"""Every slider goes to two thirds of its way."""

FORMS = "[...document.querySelectorAll('figure[data-script]')].map((one) => one.dataset.form)"

DRAWN = """() => Object.fromEntries(
    [...document.querySelectorAll(".figure-svg :is([id] path, path[id], use, text)")]
        .filter((e) => !e.closest("defs"))
        .map((e, i) => [
            `${i} ${e.closest("[id]").id}`,
            ["d", "x", "y"].map((name) => e.getAttribute(name) ?? "").join(" ") + e.textContent,
        ]),
)"""
"""Every line, marker and text of the page's drawings, and where it is."""


def drawn(page, site, first, then):
    """What all figures draw after some movement in a window of one form that becomes another."""
    page.set_viewport_size({"width": WIDTHS[first], "height": 900})
    page.goto(f"{site}/index.html")
    laid_out(page)
    bring_all_alive(page)
    page.evaluate(MOVE)
    page.set_viewport_size({"width": WIDTHS[then], "height": 900})
    until(page, f"{FORMS}.every((form) => form === '{then}')")
    page.evaluate(MOVE)
    page.evaluate(
        "new Promise(requestAnimationFrame).then(() => new Promise(requestAnimationFrame))"
    )
    return page.evaluate(DRAWN)


@pytest.mark.parametrize(("first", "then"), [("wide", "narrow"), ("narrow", "wide")])
def test_a_drawing_that_takes_another_s_place_is_that_of_a_new_page(
    light_chromium, site, first, then
):
    """Nothing in it stands where it stood in the other."""
    found = []
    for form in (first, then):
        context = light_chromium.new_context(reduced_motion="reduce")
        found.append(drawn(context.new_page(), site, form, then))
        context.close()
    turned, fresh = found
    assert len(fresh) > 500
    assert {key for key in fresh if turned.get(key) != fresh[key]} == set()


def test_a_window_that_changes_again_while_a_drawing_is_fetched_keeps_its_own(page, site):
    """The drawing that comes late does not take the place of the one that belongs there."""
    page.set_viewport_size({"width": WIDTHS["wide"], "height": 900})
    page.goto(f"{site}/index.html")
    figure = bring_alive(page, "mgf")
    held = []

    def hold(route):  # Playwright takes no method of a built-in
        held.append(route)

    page.route("**/mgf-narrow*.svg", hold)
    with page.expect_request("**/mgf-narrow*.svg"):
        page.set_viewport_size({"width": WIDTHS["narrow"], "height": 900})
    page.set_viewport_size({"width": WIDTHS["wide"], "height": 900})
    until(page, "!matchMedia('(width < 32rem)').matches")
    with page.expect_event("requestfinished", lambda request: "mgf-narrow" in request.url):
        held[0].continue_()
    until(page, "document.querySelector('#figure-mgf').dataset.form === 'wide'")
    until(page, "document.querySelector('#figure-mgf .figure-svg').viewBox.baseVal.width > 400")
    before = figure.locator(".figure-svg").inner_html()
    figure.get_by_role("slider").first.press("ArrowRight")
    assert figure.locator(".figure-svg").inner_html() != before


def test_a_drawing_that_cannot_be_had_leaves_the_other_one_alive(page, site):
    """As when a phone is turned without a net."""
    page.set_viewport_size({"width": WIDTHS["wide"], "height": 900})
    page.goto(f"{site}/index.html")
    figure = bring_alive(page, "mgf")
    with page.expect_console_message(lambda told: "keeps its drawing" in told.text):
        page.route("**/mgf-narrow*.svg", lambda route: route.abort())
        page.set_viewport_size({"width": WIDTHS["narrow"], "height": 900})
    before = figure.locator(".figure-svg").inner_html()
    figure.get_by_role("slider").first.press("ArrowRight")
    assert figure.locator(".figure-svg").inner_html() != before
