"""What can be unfolded is ready before the press that unfolds it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.waiting import eventually

LARGEST = """() => [...document.querySelectorAll(".article-body details")]
    .filter((one) => one.checkVisibility({ contentVisibilityAuto: false }))
    .sort((a, b) => b.querySelectorAll("*").length - a.querySelectorAll("*").length)[0]"""
DRAWN = "new Promise((resolve) => requestAnimationFrame(() => requestIdleCallback(resolve)))"


def styled(page: Page, act: Callable[[], None]) -> int:
    """How many elements are styled until what ``act`` does is on the screen."""
    session = page.context.new_cdp_session(page)
    events: list[dict[str, Any]] = []
    done: list[bool] = []
    session.on("Tracing.dataCollected", lambda data: events.extend(data["value"]))
    session.once("Tracing.tracingComplete", lambda _: done.append(True))
    session.send("Tracing.start", {"categories": "devtools.timeline"})
    act()
    page.evaluate(DRAWN)
    session.send("Tracing.end")
    eventually(lambda: page.evaluate("true") and bool(done))
    session.detach()
    found = [one for one in events if one["name"] == "UpdateLayoutTree"]
    return sum(one.get("args", {}).get("elementCount", 0) for one in found)


@pytest.fixture
def fold(window):
    """The fold that holds most, in sight and closed."""
    fold = window.evaluate_handle(LARGEST).as_element()
    fold.evaluate("e => e.scrollIntoView({ block: 'center' })")
    window.evaluate(DRAWN)
    return fold


def test_what_a_fold_holds_costs_a_press_something(window, fold):
    """As it is where neither hand nor focus has come near."""
    assert styled(window, lambda: fold.evaluate("e => { e.open = true }")) > 500


@pytest.mark.parametrize("way", ["focus", "hover"])
def test_a_fold_is_laid_out_before_its_press(window, fold, way):
    """While the focus or a pointer comes to its head."""
    head = fold.query_selector("summary")
    getattr(head, way)()
    window.evaluate(DRAWN)
    assert styled(window, lambda: head.evaluate("e => e.click()")) < 200
