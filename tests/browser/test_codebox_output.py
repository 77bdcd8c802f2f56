"""What programs put out, in every browser: as on a terminal, and no flood harms the page."""

import pytest

from tests.browser.codebox.drivers import available, titles

BROWSERS = available()
# The first test of a page waits until all of the page has been played.
pytestmark = pytest.mark.timeout(900)

FLOODS = titles("floods", r'^  "(.+)": \[')
ENDLESS = [f"Stop ends {name}" for name in titles("floods", r"^  \"(.+)\": [\"`]")]


@pytest.mark.parametrize("title", titles("terminal"))
@pytest.mark.parametrize("browser", BROWSERS)
def test_terminal(played, browser, title):
    """The box does what the behaviour's title says."""
    assert played(browser, "index.html?play=terminal")[title] == ""


@pytest.mark.parametrize("title", [*FLOODS, *ENDLESS])
@pytest.mark.parametrize("browser", BROWSERS)
def test_flood(played, browser, title):
    """The page says what became of it, and is alive meanwhile."""
    assert played(browser, "index.html?play=floods")[title] == ""
