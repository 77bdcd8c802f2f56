"""Citations show their entries in place, and entries lead back."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_page import AXE
from tests.browser.waiting import clocked, later, until


@pytest.fixture
def card(page, site):
    """The page, and its card for entries."""
    page.goto(f"{site}/")
    return page.locator(".reference-entry")


def citation(page, name="Polyak, 1964"):
    found = page.get_by_role("link", name=name, exact=True).first
    found.scroll_into_view_if_needed()
    return found


def leave(page):
    """Moves away from everything."""
    page.mouse.move(1, 1)


def test_a_pointer_that_rests_shows_the_entry(page, card):
    """It can go on into the entry, which stays until both are left; nothing moves for it."""
    link = citation(page)
    before = page.evaluate("document.documentElement.scrollHeight")
    link.hover()
    expect(card).to_contain_text("Some methods of speeding up")
    assert page.evaluate("document.documentElement.scrollHeight") == before
    expect(link).to_have_attribute("aria-describedby", "reference-entry")
    clocked(page)
    card.hover()
    later(page, 600)  # longer than a pointer may be on the way
    expect(card).to_be_visible()
    leave(page)
    expect(card).to_be_hidden()
    assert link.get_attribute("aria-describedby") is None


def test_the_focus_shows_the_entry_and_escape_dismisses_it(page, card):
    """The entry adds no stop of Tab, and Enter leads to the list as ever."""
    link = citation(page)
    page.evaluate("document.activeElement.blur()")
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(card).to_be_visible()
    assert card.locator("a").evaluate_all("all => all.every((one) => one.tabIndex < 0)")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#ref-polyak"


def test_a_tap_shows_the_entry_and_a_second_one_follows_it(light_chromium, site):
    """At 320 pixels the card keeps to the window; a tap elsewhere takes it away."""
    context = light_chromium.new_context(has_touch=True, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(f"{site}/")
    card = page.locator(".reference-entry")
    link = citation(page)
    link.tap()
    expect(card).to_contain_text("Some methods of speeding up")
    box = card.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.evaluate("location.hash") == ""
    page.locator("h3").first.tap()
    expect(card).to_be_hidden()
    citation(page).tap()
    expect(card).to_be_visible()
    link.tap()
    expect(card).to_be_hidden()
    assert page.evaluate("location.hash") == "#ref-polyak"
    context.close()


def test_without_its_script_a_tap_follows_the_link(light_chromium, site):
    """What cannot be had takes nothing away."""
    context = light_chromium.new_context(has_touch=True, viewport={"width": 390, "height": 700})
    page = context.new_page()
    page.route("**/entry-*.js", lambda route: route.abort())
    page.goto(f"{site}/")
    citation(page).tap()
    until(page, "location.hash === '#ref-polyak'")
    context.close()


def test_an_entry_leads_back_to_where_it_is_cited(page, site):
    """The third letter to the third citation."""
    page.goto(f"{site}/#ref-brown")
    back = page.locator("#ref-brown").get_by_role("link", name="Back to place c in the text")
    back.click()
    assert page.evaluate("location.hash") == "#cite-brown-3"
    expect(page.locator("#cite-brown-3")).to_be_in_viewport()
    page.goto(f"{site}/#ref-polyak")
    expect(page.get_by_role("link", name="Back to the text").first).to_have_text("↩")


def test_all_that_is_fetched_for_entries_comes_with_a_hand(page, site):
    """Who only reads fetches nothing for them."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/", wait_until="networkidle")
    assert [url for url in asked if "/entry-" in url] == []
    citation(page).hover()
    expect(page.locator(".reference-entry")).to_be_visible()
    assert len([url for url in asked if "/entry-" in url]) == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_an_entry_and_paper_has_none(light_chromium, site, theme):
    """Neither entry nor ways back are printed."""
    context = light_chromium.new_context(color_scheme=theme, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{site}/")
    citation(page).hover()
    card = page.locator(".reference-entry")
    expect(card).to_be_visible()
    page.add_script_tag(path=AXE)
    parts = "{include: [['.reference-entry'], ['.references']]}"
    found = page.evaluate(f"axe.run({parts}).then((result) => result.violations)")
    page.emulate_media(media="print")
    expect(card).to_be_hidden()
    expect(page.locator(".references-back").first).to_be_hidden()
    context.close()
    assert [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found] == []
