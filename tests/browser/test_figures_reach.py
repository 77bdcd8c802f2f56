"""Every figure is within reach of the keyboard, each place of an address; no failure is silent."""

import pytest

from tests.browser.waiting import eventually, laid_out, still, until

FAILED = ".figure-failed"


FOCUSED = "document.activeElement.closest('figure')?.id ?? ''"


@pytest.mark.parametrize("frames", [0, 3])
def test_tab_reaches_every_figure_in_order_at_any_speed(window, frames):
    """Controls that are not there yet are stood in for by the drawing."""
    names = window.eval_on_selector_all("figure[data-script]", "all => all.map((one) => one.id)")
    assert len(names) > 10
    # Long ways between figures are other tests' business: the walk begins before each of them.
    window.evaluate("""() => {
        for (const figure of document.querySelectorAll("figure[data-script]")) {
            const mark = document.createElement("span");
            mark.tabIndex = -1;
            mark.className = "mark";
            figure.before(mark);
        }
    }""")
    for at, name in enumerate(names):
        window.evaluate("at => document.querySelectorAll('.mark')[at].focus()", at)
        window.keyboard.press("Tab")
        until(window, f"({FOCUSED}) === '{name}'")
        for _ in range(frames):
            window.evaluate("new Promise(requestAnimationFrame)")
    for name in names:
        until(window, f"document.getElementById('{name}').dataset.live === ''")


def test_the_focus_goes_on_to_the_first_control_when_it_comes(window):
    """Who waits on the drawing is led into the figure; the drawing is no stop any more."""
    figure = window.locator("#figure-rotation")
    figure.locator(".figure-image").focus()
    until(window, "document.activeElement.matches('#figure-rotation input[type=range]')")
    assert figure.locator(".figure-svg").get_attribute("tabindex") is None


SLOW = """() => {
    const { focus } = SVGElement.prototype;
    let times = 0;
    SVGElement.prototype.focus = function (options) { if (++times > 5) focus.call(this, options); };
    window.lost = 0;
    const look = () => {
        window.lost += document.activeElement === document.body;
        requestAnimationFrame(look);
    };
    look();
}"""
"""As in a section that is just being laid out: a drawing takes the focus some frames later."""


def test_the_focus_is_never_nowhere_while_a_drawing_comes(window):
    """Not in one frame, though the drawing that stood there is another's place."""
    image = window.locator("#figure-rotation .figure-image")
    image.focus()
    window.evaluate(SLOW)
    until(window, "document.activeElement.matches('#figure-rotation input[type=range]')")
    assert window.evaluate("window.lost") == 0
    assert window.locator("#figure-rotation .figure-body > *").count() > 0
    assert window.locator("#figure-rotation .figure-going").count() == 0


def test_coming_alive_takes_the_focus_from_nobody(window):
    """A reader elsewhere stays there."""
    window.locator("main a.value").first.focus()
    before = window.evaluate("document.activeElement.outerHTML")
    window.locator("#figure-mgf").evaluate("e => e.scrollIntoView()")
    window.wait_for_selector("#figure-mgf[data-live='']")
    assert window.evaluate("document.activeElement.outerHTML") == before


@pytest.mark.parametrize("what", ["**/figures/mgf-*.json", "**/assets/mgf-*.js*"])
def test_a_figure_that_cannot_be_had_says_so_and_offers_retry(page, site, what):
    """Retry brings it, be it data or script that did not come, and hands the focus on."""
    page.route(what, lambda route: route.abort())
    page.goto(f"{site}/index.html")
    laid_out(page)
    figure = page.locator("#figure-mgf")
    figure.evaluate("e => e.scrollIntoView()")
    retry = figure.get_by_role("button", name="Retry")
    retry.wait_for()
    assert "did not come" in figure.locator(FAILED).inner_text()
    assert figure.locator(FAILED).get_attribute("role") == "status"
    retry.focus()
    retry.press("Enter")
    eventually(lambda: figure.locator(FAILED).count() == 1)
    until(page, "document.activeElement.matches('#figure-mgf .figure-retry')")
    page.unroute(what)
    until(page, "document.activeElement.matches('#figure-mgf .figure-retry')")
    page.keyboard.press("Enter")
    page.wait_for_selector("#figure-mgf[data-live='']")
    assert figure.locator(FAILED).count() == 0
    assert page.evaluate("document.activeElement.matches('#figure-mgf input')")


@pytest.mark.parametrize("width", [390, 800, 1280])
@pytest.mark.parametrize("how", ["link", "visit"])
def test_a_heading_that_an_address_leads_to_is_not_cut(page, site, width, how):
    """It stands clear of the edge, and of the bar where there is one."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}/index.html")
    ids = page.eval_on_selector_all("main h3[id]", "all => all.map((one) => one.id)")
    for name in ids[1::7]:
        if how == "link":
            laid_out(page)
            page.evaluate("name => { location.hash = `#${name}` }", name)
        else:
            page.goto("about:blank")
            page.goto(f"{site}/index.html#{name}")
            laid_out(page)
        still(page, "scrollY")
        bar = "document.querySelector('.depth-bar.shown')?.getBoundingClientRect()?.bottom ?? 0"
        top = page.evaluate(
            f"document.getElementById('{name}').getBoundingClientRect().top - ({bar})"
        )
        assert 8 < top < 200, name


IN_VIEW = """e => {
    const { top, bottom, height } = e.getBoundingClientRect();
    return height > 0 && top >= 0 && bottom <= innerHeight;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("link", ["a[href^='#ref-']", "a.value[href^='#value-']"])
def test_what_a_reference_led_to_is_marked(page, site, scheme, link):
    """An entry of the list, or a number's row, which is unfolded."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{site}/index.html")
    laid_out(page)
    one = page.locator(f"main {link}").first
    target = page.locator(f"[id='{one.get_attribute('href')[1:]}']")
    ground = "e => getComputedStyle(e).backgroundColor"
    before = target.evaluate(ground)
    one.evaluate("e => e.click()")
    until(page, f"location.hash === '{one.get_attribute('href')}'")
    eventually(lambda: target.evaluate(IN_VIEW))
    assert target.evaluate(ground) != before


def test_words_and_names_of_a_figure_agree(window):
    """What a screen reader hears of the drawing has no number that is written in another way."""
    names = window.eval_on_selector_all("figure .figure-image", "all => all.map((one) => one.alt)")
    assert not [name for name in names if any(f"e-{digit}" in name for digit in "0123456789")]
