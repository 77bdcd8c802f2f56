"""Letters of formulas tell their meaning in place, and light up where else they are in sight."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_page import AXE
from tests.browser.waiting import bring_alive, clocked, laid_out, later, still, until

BOX = """(({top, height}) => [scrollY + top, height].join())([...document.querySelectorAll("p")]
    .find(p => p.textContent.includes("The factors")).getBoundingClientRect())"""
LETTER = ".katex-html .mord:not(:has(*))"


def letter(page, words, sign, nth=0):
    """The letter ``sign`` in the paragraph that has ``words``, in sight."""
    text = page.locator("section > p", has_text=words).first
    text.scroll_into_view_if_needed()
    return text.locator(LETTER, has_text=re.compile(f"^{sign}$")).nth(nth)


@pytest.fixture
def card(window):
    laid_out(window)
    return window.locator(".symbol-meaning")


def test_a_letter_under_the_pointer_tells_its_meaning(window, card):
    """And where it was defined, by a link that leads there; β₁ is told apart from β."""
    letter(window, "The factors", "β").hover()
    expect(card).to_contain_text("keeps of its old value")
    expect(card.locator("annotation")).to_have_text("m")
    clocked(window)
    card.hover()
    later(window, 600)  # longer than a pointer may be on the way
    expect(card).to_be_visible()
    card.get_by_role("link", name="Two moving averages").click()
    assert window.evaluate("location.hash") == "#two-moving-averages"
    expect(card).to_be_hidden()


def test_a_letter_with_an_accent_is_another_one(window, card):
    """m with a hat is told as such, whether the pointer is on the letter or on what covers it."""
    letter(window, "after one sample, the estimates", "\\^").hover()
    expect(card).to_contain_text("without its bias toward zero")
    window.keyboard.press("Escape")
    expect(card).to_be_hidden()
    until(window, "!document.querySelector('.symbol-lit')")


def test_the_same_letters_in_sight_light_up_and_no_others(window, card):
    """The mark is a class; nothing in the page moves."""
    beta = letter(window, "The factors", "β", 1)
    box = still(window, BOX)
    beta.hover()
    expect(card.locator("annotation")).to_have_text("v")
    signs = window.locator(".symbol-lit")
    assert signs.count() > 1
    assert set(signs.all_text_contents()) == {"β"}
    assert window.evaluate(BOX) == box
    marks = signs.evaluate_all("all => all.map(one => one.nextElementSibling.textContent.trim())")
    assert all(mark.startswith("2") for mark in marks)


def test_a_letter_lights_up_its_curve(window):
    """And none of another letter; a curve lights up its letter in turn."""
    figure = bring_alive(window, "moving_averages")
    figure.locator("figcaption").evaluate("e => e.scrollIntoView({block: 'end'})")
    figure.locator("figcaption").locator(LETTER, has_text=re.compile("^m$")).first.hover()
    until(window, "document.querySelector('#figure-moving_averages-m.name-lit')")
    lit = window.locator("#figure-moving_averages .name-lit")
    assert lit.evaluate_all("all => all.map(one => one.id.split('-').pop())") == ["m"]


def test_a_tap_tells_a_meaning(light_chromium, site):
    """At 320 pixels within the window; a tap elsewhere takes it away."""
    context = light_chromium.new_context(has_touch=True, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(f"{site}/")
    laid_out(page)
    page.locator("#two-ideas-joined").tap()  # what does it all comes with the first
    page.wait_for_load_state("networkidle")
    letter(page, "Start with the plainest rule", "η").tap()
    card = page.locator(".symbol-meaning")
    expect(card).to_contain_text("the learning rate")
    box = card.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    page.locator("#two-ideas-joined").tap()
    expect(card).to_be_hidden()
    context.close()


def test_every_symbol_of_the_list_has_a_key_of_its_own(window):
    """Each is a letter that formulas have, and leads to a place of the page."""
    rows = window.locator(".symbols tbody tr")
    told = rows.locator("td:first-child annotation").all_text_contents()
    assert len(set(told)) == len(told) > 20
    bare = {re.sub(r"_\{?t.*", "", one) for one in told}
    for one in bare:
        found = window.locator("section annotation").filter(has_text=one)
        assert found.count() > 1, one
    links = rows.locator("a").evaluate_all("all => all.map(one => one.hash.slice(1))")
    assert [one for one in links if not window.locator(f"[id='{one}']").count()] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_a_meaning_and_paper_has_none(light_chromium, site, theme):
    """Nor in what is lit up."""
    context = light_chromium.new_context(color_scheme=theme, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{site}/")
    laid_out(page)
    letter(page, "Start with the plainest rule", "η").hover()
    card = page.locator(".symbol-meaning")
    expect(card).to_be_visible()
    page.add_script_tag(path=AXE)
    parts = "{include: [['.symbol-meaning'], ['#historical-context']]}"
    found = page.evaluate(f"axe.run({parts}).then((result) => result.violations)")
    page.emulate_media(media="print")
    expect(card).to_be_hidden()
    context.close()
    assert [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found] == []
