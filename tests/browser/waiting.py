"""Waiting for what a script can see, on pages whose policy forbids to evaluate strings.

No test waits for a time to pass. What a page does after a while, or does not, is seen by putting on
the page's clock (``clocked`` before it loads, ``later``).
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from playwright.sync_api import Error, Locator, Page

PATIENCE = 90  # seconds: some wait for a build, which takes a minute on a loaded machine
PAUSE = 0.02  # from one question to the next
FRAMES = 600  # in which anything that moves has come to rest


def until(page: Page, expression: str, seconds: float = PATIENCE) -> None:
    """Returns once the JavaScript ``expression`` is true in the page.

    Playwright's wait_for_function would evaluate it in the page again and again, which a content
    security policy forbids.
    """
    end = time.monotonic() + seconds
    while not _holds(page, expression):
        assert time.monotonic() < end, f"never true: {expression}"
        page.wait_for_timeout(1000 * PAUSE)


def eventually(condition: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Returns once ``condition`` holds; asks again from frame to frame."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "never true"
        time.sleep(PAUSE)


def _holds(page: Page, expression: str) -> bool:
    try:
        return bool(page.evaluate(expression))
    except Error:
        return False  # another document is just coming


def laid_out(page: Page) -> None:
    """Returns once the text is there to scroll to: it waits for its fonts, and comes in parts."""
    page.locator("html:not(.waiting, .laying)").wait_for()


def bring_alive(page: Page, name: str, block: str = "start") -> Locator:
    """Figure ``name`` at the ``block`` of the window, once it has come alive."""
    laid_out(page)
    figure = page.locator(f"#figure-{name}")
    figure.evaluate("(e, block) => e.scrollIntoView({ block })", block)
    page.wait_for_selector(f"#figure-{name}[data-live='']")
    return figure


def bring_all_alive(page: Page) -> None:
    """Returns once each figure that has a script has come alive; they come as they are passed."""
    laid_out(page)
    for figure in page.locator("figure[data-script]").all():
        figure.evaluate("e => e.scrollIntoView()")
        page.wait_for_selector(f"#{figure.get_attribute('id')}[data-live='']")


def clocked(page: Page) -> Page:
    """``page`` with a clock that ``later`` can put on; it goes on by itself meanwhile."""
    page.clock.install()
    return page


def stop_clock(page: Page) -> None:
    """From here on only ``later`` puts the clock on, however long the machine takes."""
    page.clock.pause_at(datetime.fromtimestamp(page.evaluate("Date.now()") / 1000 + 1, UTC))


def later(page: Page, milliseconds: int = 1000) -> None:
    """Puts the page's clock on, with all timers and frames that fall due."""
    page.clock.run_for(milliseconds)


def still(page: Page, expression: str) -> Any:
    """The value of the JavaScript ``expression`` once it is the same from frame to frame."""
    last: Any = object()
    for _ in range(FRAMES):
        now = page.evaluate(f"new Promise(requestAnimationFrame).then(() => {expression})")
        if now == last:
            return now
        last = now
    raise AssertionError(f"never at rest: {expression}")
