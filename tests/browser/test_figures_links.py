"""Links in prose set figures: the figure moves, comes into view, and the reader finds back."""

import re

import pytest

from tests.browser.waiting import clocked, laid_out, later, still, until

DRIFT = "a[href='#figure-counterexample?beta2=0.9997&curve=drift']"
RETURN = ".figure-return"
TOP = "e => e.getBoundingClientRect().top"
WHOLE = """e => {
    const { top, bottom } = e.getBoundingClientRect();
    const shown = Math.min(bottom, innerHeight) - Math.max(top, 0);
    return shown >= 0.9 * (bottom - top);
}"""


def follow(page, selector, key=None):
    """Follows a link of the prose with the mouse, or by a key; returns the link."""
    link = page.locator(f"main {selector}").first
    bring(page, link)
    link.press(key) if key else link.click()
    return link


def bring(page, link):
    """Scrolls to a link; how far it then is below the window's edge."""
    link.evaluate("e => e.scrollIntoView({ block: 'center' })")
    still(page, "scrollY")
    return link.evaluate(TOP)


def alive(page, name):
    page.wait_for_selector(f"#figure-{name}[data-live='']", state="attached")
    return page.locator(f"#figure-{name}")


def at_rest(page, name, words):
    until(page, f"document.querySelector('#figure-{name} .figure-status').textContent"
                f".includes({words!r})")  # fmt: skip


def test_a_link_moves_the_figure_to_its_state(window):
    """The address is the permalink; controls, picture and words follow."""
    follow(window, DRIFT)
    figure = alive(window, "counterexample")
    at_rest(window, "counterexample", "At β₂ = 0.9997")
    assert figure.locator("output").first.inner_text() == "0.9997"
    assert window.evaluate("location.hash") == "#figure-counterexample?beta2=0.9997&curve=drift"
    shown = window.locator("#figure-counterexample-readout-drift").text_content()
    assert shown.endswith("at β₂ = 0.9997")


def test_on_its_way_a_figure_passes_what_lies_between(window):
    """A slider goes from stop to stop, in order."""
    alive_first = window.locator("#figure-counterexample")
    alive_first.evaluate("e => e.scrollIntoView()")
    alive(window, "counterexample")
    window.evaluate("""() => {
        window.passed = [];
        const output = document.querySelector("#figure-counterexample output");
        new MutationObserver(() => window.passed.push(Number(output.textContent)))
            .observe(output, { childList: true });
    }""")
    follow(window, DRIFT)
    at_rest(window, "counterexample", "At β₂ = 0.9997")
    passed = window.evaluate("window.passed")
    assert passed == sorted(passed)
    assert passed[-1] == 0.9997
    assert len(passed) > 2


def test_readers_who_want_no_motion_have_the_state_at_once(window):
    """One step, whatever lies between."""
    window.emulate_media(reduced_motion="reduce")
    window.locator("#figure-counterexample").evaluate("e => e.scrollIntoView()")
    alive(window, "counterexample")
    window.evaluate("""() => {
        window.passed = [];
        const output = document.querySelector("#figure-counterexample output");
        new MutationObserver(() => window.passed.push(output.textContent))
            .observe(output, { childList: true });
    }""")
    follow(window, DRIFT)
    at_rest(window, "counterexample", "At β₂ = 0.9997")
    assert window.evaluate("window.passed") == ["0.9997"]


def test_a_hand_on_the_way_has_the_last_word(window):
    """The figure stops where the reader takes it."""
    window.locator("#figure-rotation").evaluate("e => e.scrollIntoView()")
    figure = alive(window, "rotation")
    link = window.locator("main a[href='#figure-rotation?angle=0&curve=adam']").first
    link.dispatch_event("click")
    slider = figure.get_by_role("slider")
    slider.press("End")
    at_rest(window, "rotation", "turned by 45 degrees")
    assert slider.get_attribute("aria-valuetext") == "45"


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_figure_comes_into_view_and_the_way_back_leads_to_the_place(page, site, width):
    """The link then stands where it stood, and has the focus; the button is gone."""
    page.set_viewport_size({"width": width, "height": 720})
    page.goto(f"{site}/index.html")
    laid_out(page)
    address = "#figure-bias_correction?beta1=0&beta2=0.9999&curve=uncorrected"
    link = page.locator(f"main a[href='{address}']")
    before = bring(page, link)
    link.click()
    figure = alive(page, "bias_correction")
    still(page, "scrollY")
    assert figure.locator(".figure-svg").evaluate(WHOLE)
    back = figure.get_by_role("button", name="Back to the text")
    assert back.evaluate(WHOLE)
    assert back.evaluate("e => e === document.activeElement")
    back.click()
    still(page, "scrollY")
    assert link.evaluate(TOP) == pytest.approx(before, abs=2)
    assert link.evaluate("e => e === document.activeElement")
    assert page.locator(RETURN).count() == 0


def test_from_far_away_the_keyboard_finds_there_and_back(window):
    """Enter follows, Tab goes on to the figure's controls, Enter leads back to the link."""
    link = follow(window, "a[href='#figure-race?scale=2&curve=sgd']", key="Enter")
    figure = alive(window, "race")
    still(window, "scrollY")
    back = figure.get_by_role("button", name="Back to the text")
    assert back.evaluate("e => e === document.activeElement")
    assert figure.locator(".figure-svg").evaluate(WHOLE)
    window.keyboard.press("Tab")
    assert figure.evaluate("e => e.querySelector('.handle, .figure-live') !== null")
    assert figure.evaluate("e => e.contains(document.activeElement)")
    window.keyboard.press("Shift+Tab")
    window.keyboard.press("Enter")
    still(window, "scrollY")
    assert link.evaluate(WHOLE)
    assert link.evaluate("e => e === document.activeElement")


def test_the_way_back_goes_when_the_text_is_seen_again(window):
    """Whoever scrolls back needs no button, and keeps the focus."""
    link = follow(window, "a[href='#figure-race?scale=2&curve=sgd']")
    alive(window, "race")
    window.wait_for_selector(RETURN)
    link.evaluate("e => e.scrollIntoView({ block: 'center' })")
    until(window, f"!document.querySelector('{RETURN}')")
    assert link.evaluate("e => e === document.activeElement")


def test_a_figure_in_view_moves_where_it_stands(window):
    """No scroll and no button: the reader sees text and figure."""
    window.set_viewport_size({"width": 1280, "height": 1400})
    figure = window.locator("#figure-rotation")
    figure.evaluate("e => e.scrollIntoView({ block: 'center' })")
    alive(window, "rotation")
    before = still(window, "scrollY")
    link = window.locator("main a[href='#figure-rotation?angle=0&curve=adam']").last
    link.click()
    at_rest(window, "rotation", "turned by 0 degrees")
    assert still(window, "scrollY") == before
    assert window.locator(RETURN).count() == 0


def test_the_curve_that_is_meant_stands_out_until_a_hand_moves_the_figure(window):
    """Other lines are dimmed, words are not."""
    follow(window, "a[href='#figure-rotation?angle=30&curve=adam']")
    figure = alive(window, "rotation")
    at_rest(window, "rotation", "turned by 30 degrees")
    shade = "e => getComputedStyle(e).strokeOpacity"
    line = window.locator
    assert line("[id='figure-rotation-course-adam']").evaluate(shade) == "1"
    assert line("[id='figure-rotation-course-sgd']").evaluate(shade) == "0.3"
    assert line("[id='figure-rotation-readout-angle']").evaluate(shade) == "1"
    figure.get_by_role("slider").press("ArrowLeft")
    assert line("[id='figure-rotation-course-sgd']").evaluate(shade) == "1"


def test_a_curve_that_is_switched_off_is_switched_on(window):
    """A link cannot mean what is not to be seen."""
    window.locator("#figure-convergence").evaluate("e => e.scrollIntoView()")
    figure = alive(window, "convergence")
    figure.get_by_role("checkbox", name="Adam", exact=True).uncheck()
    window.evaluate("location.hash = '#figure-convergence?curve=adam'")
    until(window, "document.querySelector('#figure-convergence--show_adam').checked")
    assert window.locator("[id='figure-convergence-loss-adam']").evaluate(
        "e => e.classList.contains('lit') && e.style.display !== 'none'"
    )


def test_an_unknown_curve_in_a_stranger_s_link_is_told(window):
    """And the rest of the link holds."""
    window.evaluate("location.hash = '#figure-mgf?mean=0.4&curve=nothing'")
    figure = alive(window, "mgf")
    at_rest(window, "mgf", "ignored")
    assert "“curve” (unknown)" in figure.locator(".figure-status").inner_text()
    assert figure.locator("output").first.inner_text() == "0.40"


def test_back_in_the_history_leads_to_the_place(window):
    """The link is a step in it, as any."""
    link = follow(window, "a[href='#figure-race?scale=2&curve=sgd']")
    alive(window, "race")
    still(window, "scrollY")
    window.go_back()
    until(window, "location.hash === ''")
    still(window, "scrollY")
    assert link.evaluate("e => { const r = e.getBoundingClientRect();"
                         " return r.top > -200 && r.top < innerHeight + 200 }")  # fmt: skip


def numbers(text):
    """Every number in a text of the page: with signs, commas, powers of ten."""
    plain = text.replace("−", "-").replace(",", "")  # noqa: RUF001
    digits = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
    for match in re.finditer(r"(-?\d+(?:\.\d+)?)?(?:\s*[·×]?\s*10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+))?", plain):  # noqa: RUF001
        mantissa, power = match.groups()
        if mantissa or power:
            yield float(mantissa or 1) * 10.0 ** int((power or "0").translate(digits))


def test_every_number_that_leads_to_a_figure_is_seen_there(light_chromium, site, built_site):
    """In the state of its link, in the picture, the words or a control, as precise as there."""
    context = light_chromium.new_context(
        viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
    )
    page = clocked(context.new_page())
    page.goto(f"{site}/index.html")
    laid_out(page)
    links = page.locator("main a.value[href^='#figure-']").evaluate_all(
        "all => all.map(a => [a.getAttribute('href'), a.innerHTML])"
    )
    assert len(links) > 30
    unseen = []
    for href, text in links:
        assert "?" in href, f"{text} leads to no state: {href}"
        name = re.match(r"#figure-(\w+)", href)[1]
        page.evaluate("hash => { location.hash = hash }", href)
        alive(page, name)
        later(page, 800)
        seen = page.locator(f"#figure-{name}").evaluate(
            "e => [...e.querySelectorAll('svg text, output, .figure-status')]"
            ".map(one => one.textContent).join(' ; ')"
        )
        wanted = re.sub(r"<sup>(.*?)</sup>", lambda m: m[1].translate(SUPERSCRIPTS), text)
        wanted = wanted.replace("&nbsp;", " ")
        (number, *_) = numbers(wanted)
        if not any(alike(one, number, wanted) for one in numbers(seen)):
            unseen.append((href, text, seen))
    context.close()
    assert not unseen, "\n".join(map(str, unseen))


SUPERSCRIPTS = str.maketrans("-−0123456789", "⁻⁻⁰¹²³⁴⁵⁶⁷⁸⁹")  # noqa: RUF001


def alike(seen, number, text):
    """Whether one is the other, in the digits that the text has."""
    mantissa = re.split("[×·]", text)[0]  # noqa: RUF001
    decimals = len(mantissa.partition(".")[2].strip("% ").strip())
    if "10" in text and re.search("[⁰¹²³⁴⁵⁶⁷⁸⁹]", text):
        return f"{seen:.{decimals}e}" == f"{number:.{decimals}e}"
    return f"{abs(seen):.{decimals}f}" == f"{abs(number):.{decimals}f}"
