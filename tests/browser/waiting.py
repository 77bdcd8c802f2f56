"""Waiting for what a script can see, on pages whose policy forbids to evaluate strings."""

import time

from playwright.sync_api import Error, Page


def until(page: Page, expression: str, seconds: float = 30) -> None:
    """Returns once the JavaScript ``expression`` is true in the page.

    Playwright's wait_for_function would evaluate it in the page again and again, which a content
    security policy forbids.
    """
    end = time.monotonic() + seconds
    while not _holds(page, expression):
        assert time.monotonic() < end, f"never true: {expression}"
        page.wait_for_timeout(50)


def _holds(page: Page, expression: str) -> bool:
    try:
        return bool(page.evaluate(expression))
    except Error:
        return False  # another document is just coming
