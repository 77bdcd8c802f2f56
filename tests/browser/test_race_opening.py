"""The race opens at its start and plays once, for a reader who sees it and has not touched it."""

import pytest

from tests.browser.waiting import bring_alive, clocked, eventually, laid_out, later, stop_clock

STEP = "#figure-race--steps"
SHOWN = "#figure-race .choice input:checked"


def step(page):
    return int(page.locator(STEP).input_value())


def below(page, site, fragment=""):
    """The race is alive, but not yet in view; the clock stands."""
    page.set_viewport_size({"width": 1280, "height": 800})
    clocked(page).goto(f"{site}/index.html{fragment}")
    laid_out(page)
    page.locator("#figure-race").evaluate(
        "e => scrollTo(0, scrollY + e.getBoundingClientRect().top - innerHeight - 200)"
    )
    page.wait_for_selector("#figure-race[data-live='']", state="attached")
    stop_clock(page)
    return page.locator("#figure-race")


def come(figure):
    figure.evaluate("e => e.scrollIntoView()")
    figure.evaluate("() => new Promise((resolve) => new IntersectionObserver((_, one) => {"
                    " one.disconnect(); resolve(); }).observe(document.body))")  # fmt: skip


def test_it_opens_at_step_0_with_three_rules(page, site):
    """SGD, Momentum and Adam; each other is one touch away, and has its whole path so far."""
    figure = below(page, site)
    assert step(page) == 0
    named = page.locator(SHOWN).evaluate_all("all => all.map((e) => e.labels[0].innerText)")
    assert [words.split()[0] for words in named] == ["SGD", "Momentum", "Adam"]
    figure.get_by_role("checkbox", name="AdaGrad", exact=True).check()
    assert page.locator("[id='figure-race-path-adagrad']").evaluate("e => e.style.display") == ""


def test_it_waits_until_it_is_seen_then_plays_once(page, site):
    """Below the window nothing moves; in it the steps go on to the last, and stay there."""
    figure = below(page, site)
    later(page, 2000)
    assert step(page) == 0
    come(figure)
    later(page, 1500)
    assert 0 < step(page) < 200
    later(page, 7000)
    assert step(page) == 200
    page.evaluate("scrollTo(0, 0)")
    come(figure)
    later(page, 3000)
    assert step(page) == 200
    figure.get_by_role("slider", name="step").press("Home")
    page.evaluate("scrollTo(0, 0)")
    come(figure)
    later(page, 3000)
    assert step(page) == 0


@pytest.mark.parametrize("touch", ["press", "key", "focus"])
def test_it_stops_when_it_is_touched(page, site, touch):
    """Wherever: the map, a key, the crosshair; and does not begin again."""
    figure = below(page, site)
    come(figure)
    later(page, 1000)
    assert 0 < step(page) < 200
    if touch == "press":
        figure.locator(".figure-status").click()
    elif touch == "key":
        figure.get_by_role("combobox", name="Surface").press("Shift")
    else:
        figure.get_by_role("application").focus()
    at = step(page)
    later(page, 3000)
    assert step(page) == at < 200


def test_its_button_pauses_what_plays_by_itself(page, site):
    """And goes on from there."""
    figure = below(page, site)
    come(figure)
    later(page, 1000)
    figure.get_by_role("button", name="Pause").click()
    at = step(page)
    later(page, 2000)
    assert step(page) == at
    figure.get_by_role("button", name="Play").click()
    later(page, 1000)
    assert step(page) > at


def test_a_touch_before_it_is_seen_keeps_it_still(page, site):
    """Who came by the keyboard has it where they left it."""
    figure = below(page, site)
    figure.get_by_role("slider", name="step").evaluate("e => e.focus({ preventScroll: true })")
    come(figure)
    later(page, 3000)
    assert step(page) == 0


@pytest.mark.parametrize("fragment", ["#figure-race?scale=2", "#figure-race?steps=0"])
def test_a_link_s_state_does_not_move(page, site, fragment):
    """It is what the link says: at its step, or at the end of the way."""
    clocked(page).goto(f"{site}/index.html{fragment}")
    page.wait_for_selector("#figure-race[data-live='']")
    wanted = 0 if "steps" in fragment else 200
    stop_clock(page)
    come(page.locator("#figure-race"))
    later(page, 3000)
    assert step(page) == wanted


def test_a_link_in_the_prose_ends_the_play(page, site):
    """The state of the link is what stands."""
    figure = below(page, site)
    come(figure)
    later(page, 1000)
    page.evaluate("location.hash = '#figure-race?steps=30'")
    later(page, 5000)
    assert step(page) == 30


def test_without_motion_it_does_not_play(light_chromium, site):
    """It stands at its start."""
    context = light_chromium.new_context(reduced_motion="reduce")
    page = clocked(context.new_page())
    page.goto(f"{site}/index.html")
    bring_alive(page, "race", "center")
    later(page, 3000)
    assert step(page) == 0
    context.close()


def test_without_scripts_all_paths_are_whole(light_chromium, site):
    """Seven of them, each with its name and learning rate in the drawing."""
    context = light_chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/index.html")
    image = page.locator("#figure-race .figure-image")
    image.scroll_into_view_if_needed()
    eventually(lambda: image.evaluate("e => e.naturalWidth") == 520)
    page.goto(image.evaluate("e => e.src"))
    figure = page.locator(".figure-svg")
    paths = figure.locator("[id*='-path-']").evaluate_all(
        "all => all.map((e) => (e.matches('path') ? e : e.querySelector('path')).getTotalLength())"
    )
    assert len(paths) == 7
    assert min(paths) > 100
    keys = figure.locator("[id*='-readout-key-']")
    assert keys.count() == 7
    assert all("learning rate" in text for text in keys.all_text_contents())
    assert keys.first.evaluate("e => getComputedStyle(e).visibility") == "visible"
    context.close()
