"""Questions that readers answer before the text does."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_page import AXE, SHIFT
from tests.browser.waiting import still

DRIFT, FIRST = "Which way does Adam drift", "How many learning rates long"


def question(page, words, kind="div"):
    """The form that asks it, or the fold (details), in sight."""
    page.locator(".predict", has_text=words).scroll_into_view_if_needed()
    found = page.locator(f"{kind}.predict", has_text=words)
    expect(found).to_be_visible()
    return found


def height(page, words, kind="div"):
    return question(page, words, kind).bounding_box()["height"]


def test_the_answer_comes_after_a_choice(page, site):
    """Below the guess, to be read out politely; what was chosen is chosen, and nothing is kept."""
    page.goto(f"{site}/")
    form = question(page, DRIFT)
    answer = form.get_by_text("Toward the worst place still")
    expect(answer).to_be_hidden()
    chosen, other = (form.get_by_role("button", name=name) for name in ("best", "Neither"))
    chosen.click()
    expect(answer).to_be_visible()
    expect(form.locator("[aria-live=polite]")).to_contain_text("Your guess: Toward")
    expect(form.locator("[aria-live=polite]")).to_contain_text("learning rates in each cycle")
    other.click(force=True)
    expect(chosen).to_have_attribute("aria-pressed", "true")
    assert other.get_attribute("aria-pressed") is None
    kept = "localStorage.length + sessionStorage.length + document.cookie.length"
    assert page.evaluate(kept) == 0
    page.reload()
    expect(question(page, DRIFT).get_by_text("Toward the worst place still")).to_be_hidden()


def test_guess_and_answer_stand_on_one_scale(page, site):
    """With the keyboard alone: the focus stays on the button, which then says the guess."""
    page.goto(f"{site}/")
    form = question(page, FIRST)
    rail = form.get_by_role("slider", name="Your guess")
    rail.focus()
    expect(form.locator("output")).to_have_text("5.0")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(rail).to_have_attribute("aria-valuetext", "5.3")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(form.locator(":focus")).to_have_text("Your guess: 5.3")
    expect(form.locator("[aria-live=polite]")).to_contain_text("3.16")
    rail, mark, guess = (
        form.locator(name).bounding_box() for name in ("input", ".predict-mark", "output")
    )
    at = (mark["x"] - rail["x"]) / (rail["width"] - mark["width"])
    assert 0.3 < at < 0.33
    assert mark["x"] < guess["x"]


def test_the_answer_leads_to_the_state_that_shows_it(page, site):
    """Its link sets the figure."""
    page.goto(f"{site}/")
    form = question(page, DRIFT)
    form.get_by_role("button", name="worst").click()
    form.get_by_role("link", name="in the figure below").click()
    expect(page).to_have_url(f"{site}/#figure-counterexample?beta2=0.999&curve=drift")


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_moves_when_a_fold_becomes_a_form(page, site, width):
    """The fold has the height of what takes its place."""
    page.set_viewport_size({"width": width, "height": 900})
    page.route("**/predict-*.js", lambda route: route.abort())
    page.goto(f"{site}/")
    folds = [height(page, words, "details") for words in (DRIFT, FIRST)]
    page.unroute("**/predict-*.js")
    page.add_init_script(SHIFT)
    page.goto("about:blank")
    page.goto(f"{site}/#a-problem-that-adam-gets-wrong", wait_until="networkidle")
    still(page, "shift")
    assert page.evaluate("shift") < 0.001
    forms = [height(page, words) for words in (DRIFT, FIRST)]
    assert forms == pytest.approx(folds, abs=0.5)


def test_without_the_form_s_script_the_answer_can_be_unfolded(page, site):
    """What cannot be had takes nothing away."""
    page.route("**/form-*.js", lambda route: route.abort())
    page.goto(f"{site}/")
    fold = question(page, DRIFT, "details")
    fold.locator("summary").click()
    expect(fold.get_by_text("Toward the worst place still")).to_be_visible()


def test_without_scripts_the_answer_can_be_unfolded(light_chromium, site):
    """Question and choices are read, and the answer is a click away."""
    context = light_chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/")
    fold = question(page, DRIFT, "details")
    answer = fold.get_by_text("Toward the worst place still")
    expect(fold.get_by_text("Neither way")).to_be_visible()
    expect(answer).to_be_hidden()
    fold.locator("summary").click()
    expect(answer).to_be_visible()
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_paper_has_questions_and_answers(light_chromium, site, scripts):
    """Whether or not a reader has guessed; and nothing to press."""
    context = light_chromium.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{site}/")
    question(page, DRIFT, "div" if scripts else "details")
    page.emulate_media(media="print")
    for words, answer in ((DRIFT, "Toward the worst place still"), (FIRST, "learning rates (")):
        asked = page.locator(".predict", has_text=words)
        expect(asked.get_by_text(answer).last).to_be_visible()
        expect(asked.locator("input:visible")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("colours", ["none", "active"])
def test_axe_finds_nothing_in_an_answered_question(light_chromium, site, colours):
    """In the reader's own colours too, at 320 pixels, where nothing scrolls sideways."""
    context = light_chromium.new_context(
        viewport={"width": 320, "height": 900}, bypass_csp=True, forced_colors=colours
    )
    page = context.new_page()
    page.goto(f"{site}/")
    question(page, DRIFT).get_by_role("button", name="worst").click()
    question(page, FIRST).get_by_role("button").click()
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run('.predict').then((result) => result.violations)")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    context.close()
    assert [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found] == []
