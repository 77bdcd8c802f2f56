"""Programs are stopped, in every browser that is there."""

import pytest

from tests.browser.codebox.drivers import available, titles

# The first test of a page waits until all of the page has been played.
pytestmark = pytest.mark.timeout(900)


@pytest.mark.parametrize("title", titles("stops"))
@pytest.mark.parametrize("browser", available())
def test_stop(played, browser, title):
    """The box does what the behaviour's title says."""
    assert played(browser, "index.html?play=stops")[title] == ""
