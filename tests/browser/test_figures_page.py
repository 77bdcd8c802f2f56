"""What figures do to the page around them, shown on one or two of them."""

# ruff: noqa: RUF001 (letters and signs as they are printed)

import re

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import bring_alive, clocked, eventually, laid_out, later, still


@pytest.fixture
def window(page, site):
    """A page whose figures come alive when asked for by ``bring_alive``."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.set_default_timeout(10_000)
    clocked(page).goto(f"{site}/index.html")
    return page


def slope(page):
    return page.locator("#figure-mgf-readout-slope").text_content()


@pytest.mark.parametrize("width", [390, 1280])
def test_reading_down_the_page_shifts_nothing(page, site, width):
    """Figures come alive while the reader scrolls, and no line of text moves for it."""
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script("""
        window.shifts = [];
        new PerformanceObserver((list) => {
            for (const { value, sources } of list.getEntries()) {
                window.shifts.push([value, ...sources.map((s) => s.node?.outerHTML?.slice(0, 80))]);
            }
        }).observe({ type: "layout-shift", buffered: true });
    """)
    page.goto(f"{site}/index.html", wait_until="networkidle")
    laid_out(page)
    rest = "document.documentElement.scrollHeight - innerHeight - scrollY"
    while page.evaluate(rest) > 1:  # scrollHeight grows as sections come near
        page.mouse.wheel(0, 700)
        still(page, "scrollY")
    names = page.locator("figure[data-figure]").count()
    eventually(lambda: page.locator("figure[data-live='']").count() == names)
    still(page, "scrollY")
    shifts = page.evaluate("window.shifts")
    assert sum(shift[0] for shift in shifts) < 0.001, shifts


def test_an_address_with_a_state_leads_to_its_figure(page, site):
    """Whoever opens a link sees the figure, in that state, at once."""
    page.goto(f"{site}/index.html#figure-mgf?mean=-0.4&spread=1.2")
    page.wait_for_selector("#figure-mgf[data-live='']")
    still(page, "scrollY")
    assert page.locator("#figure-mgf").evaluate("e => Math.abs(e.getBoundingClientRect().top) < 90")
    assert "−0.40" in slope(page)


def test_a_link_is_made_without_leaving_the_place(window):
    """Link writes the address and tells so; the page does not scroll."""
    figure = bring_alive(window, "mgf")
    figure.get_by_role("slider").first.press("ArrowLeft")
    figure.get_by_role("link", name="Link to this state").scroll_into_view_if_needed()
    later(window, 2000)  # the words of the new state have been said by then
    before = still(window, "scrollY")
    figure.get_by_role("link", name="Link to this state").click()
    later(window)
    assert still(window, "scrollY") == before
    assert window.evaluate("location.hash") == "#figure-mgf?mean=0.59&spread=0.8"
    assert "restores this state" in figure.locator(".figure-status").inner_text()


def test_what_is_said_of_a_link_outlasts_the_movement(window):
    """Who moves and at once makes a link hears of the link, and goes on hearing of it."""
    figure = bring_alive(window, "mgf")
    figure.get_by_role("slider").first.press("ArrowLeft")
    figure.get_by_role("link", name="Link to this state").click()
    later(window)
    assert "restores this state" in figure.locator(".figure-status").inner_text()


def test_a_bound_that_is_none_is_infinite_in_the_table(page, site):
    """What is no finite number has its sign in the table of a figure."""
    page.goto(f"{site}/index.html#figure-bias_correction?beta1=0.99&beta2=0.5")
    figure = bring_alive(page, "bias_correction")
    figure.locator(".figure-data > summary").click()
    figure.get_by_role("combobox", name="Table").select_option("bounds")
    expect(figure.get_by_role("table")).to_contain_text("∞")


def test_back_from_the_code_finds_the_figure_as_it_was(window):
    """The way to the code box is a step in the history."""
    figure = bring_alive(window, "mgf")
    figure.get_by_role("slider").first.press("ArrowLeft")
    figure.get_by_role("link", name="Show the code").click()
    still(window, "scrollY")
    box = window.locator("#codebox-your-own-figure")
    assert box.evaluate("e => Math.abs(e.getBoundingClientRect().top) < 90")
    assert "Run draws it" in box.locator(".codebox-status").inner_text()
    window.go_back()
    still(window, "scrollY")
    assert figure.evaluate("e => e.getBoundingClientRect().top < innerHeight")
    assert "0.59" in slope(window)


@pytest.mark.timeout(1800)  # half a minute on a fast machine, seven on one that is slow and busy
def test_the_code_of_a_long_experiment_draws_it_too(chromium, site):
    """The box says how long, fetches the digits, and finds what the page's figure has."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{site}/index.html")
    figure = bring_alive(page, "convergence")
    figure.get_by_role("link", name="Show the code").click()
    box = page.locator("#codebox-your-own-figure")
    expect(box.locator(".codebox-status")).to_contain_text("trained 280 models")
    box.get_by_role("button", name="Run").press("Enter")
    picture = box.get_by_role("log").get_by_role("img")
    picture.wait_for(timeout=1_500_000)
    here, there = (
        figure.locator(".figure-svg").get_attribute("aria-label"),
        picture.get_attribute("alt"),
    )
    context.close()
    steps, again = (dict(re.findall(r"(\w+) at step (\d+)", words)) for words in (here, there))
    assert len(steps) == 4
    # Sums of float32 are rounded in another order there.
    assert {rule: int(step) for rule, step in again.items()} == pytest.approx(
        {rule: int(step) for rule, step in steps.items()}, abs=12
    )


def test_the_code_of_a_state_draws_it(chromium, site):
    """Run in the code box gives the drawing with the state's own words in it."""
    # The test reads the picture's own text, which the page's policy keeps from its scripts.
    context = chromium.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(f"{site}/index.html")
    figure = bring_alive(page, "mgf")
    figure.get_by_role("slider").first.press("ArrowLeft")
    figure.get_by_role("link", name="Show the code").click()
    box = page.locator("#codebox-your-own-figure")
    box.get_by_role("button", name="Run").press("Enter")
    picture = box.get_by_role("log").get_by_role("img")
    picture.wait_for()
    drawing = picture.evaluate("image => fetch(image.src).then((answer) => answer.text())")
    context.close()
    assert "slope M′(0) = μ = 0.59" in drawing


def test_print_shows_the_state_that_the_reader_has_set(window):
    """The paper has the picture as it stands, its values in words, and none of the machinery."""
    figure = bring_alive(window, "mgf")
    figure.get_by_role("slider").first.press("ArrowLeft")
    window.evaluate("dispatchEvent(new Event('beforeprint'))")
    window.emulate_media(media="print")
    assert "0.59" in slope(window)
    state = figure.locator(".figure-state")
    assert state.inner_text() == "As drawn: mean μ 0.59, spread σ 0.80."
    assert not figure.locator(".figure-live").is_visible()
    window.emulate_media(media="screen")
    window.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not state.is_visible()


def test_a_figure_without_its_data_stays_a_drawing(page, site):
    """It gives back the room that was kept for controls."""
    page.route("**/figures/mgf-*.json", lambda route: route.abort())
    page.goto(f"{site}/index.html")
    laid_out(page)
    page.locator("#figure-mgf").evaluate("e => e.scrollIntoView()")
    page.wait_for_selector("#figure-mgf[data-live=failed]")
    body = page.locator("#figure-mgf .figure-body")
    assert body.evaluate("e => getComputedStyle(e).paddingBottom") == "0px"
    assert page.locator("#figure-mgf").locator(".figure-image, .figure-svg").is_visible()
    assert page.locator("#figure-mgf .figure-live").count() == 0


def test_without_scripts_no_room_is_kept(light_chromium, site):
    """Drawing and caption stand together."""
    context = light_chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/index.html")
    assert page.locator("#figure-mgf .figure-live").count() == 0
    body = page.locator("#figure-mgf .figure-body").bounding_box()
    caption = page.locator("#figure-mgf figcaption").bounding_box()
    context.close()
    assert caption["y"] - body["y"] - body["height"] < 40


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_reader_s_own_colours_leave_the_sliders_theirs(page, site, scheme):
    """In forced colours the browser draws sliders itself: they stay visible."""
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    page.goto(f"{site}/index.html")
    slider = bring_alive(page, "mgf").get_by_role("slider").first
    assert slider.evaluate("e => getComputedStyle(e).appearance") == "auto"
