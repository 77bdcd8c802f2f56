"""The code box in every browser that is there: what it does, and what code in it cannot do."""

import re
from pathlib import Path

import pytest

from tests.browser.codebox.drivers import available, titles

HERE = Path(__file__).parent / "codebox"
BROWSERS = available()
# The first test of a page waits until all of the page has been played.
pytestmark = pytest.mark.timeout(900)


BEHAVIOURS = [
    (script, title) for script in ("behaviours", "links", "checks") for title in titles(script)
]
ESCAPES = titles("escapes", r'^  "?([^"\n]+?)"?: `')
ABSENT = re.search(r"NEVER = \[(.+?)\]", (HERE / "escapes.js").read_text("utf-8"), re.DOTALL)[1]


@pytest.mark.parametrize(("script", "title"), BEHAVIOURS)
@pytest.mark.parametrize("browser", BROWSERS)
def test_behaviour(played, browser, script, title):
    """The box does what the behaviour's title says."""
    assert played(browser, f"index.html?play={script}")[title] == ""


# No package imports this function, so the linked module has none.
LINKED_AWAY = "emscripten's own eval"


@pytest.mark.parametrize("title", ESCAPES)
@pytest.mark.parametrize("browser", BROWSERS)
def test_no_escape(played, browser, title):
    """A way out that is open without the cage ends in an error with it."""
    assert played(browser, "index.html?play=escapes")[title] == ""
    without = played(browser, "open.html?play=escapes&cage=none")[title]
    if title == LINKED_AWAY:
        assert "unknown symbol" in without
        return
    if without and browser != "chromium":
        pytest.skip(f"{browser} has no such way")
    assert without == ""


@pytest.mark.parametrize("name", re.findall(r'"(\w+)"', ABSENT))
@pytest.mark.parametrize("browser", BROWSERS)
def test_no_worker_has(played, browser, name):
    """What belongs to the page alone is absent, cage or none."""
    for page in ("index.html?play=escapes", "open.html?play=escapes&cage=none"):
        assert played(browser, page)[f"no {name}"] == ""
