"""Programs are stopped, in every browser that is there, on a machine that does nothing else."""

import pytest

from tests.browser.codebox.drivers import available, titles

pytestmark = pytest.mark.alone


@pytest.mark.parametrize("title", titles("stops"))
@pytest.mark.parametrize("browser", available())
def test_stop(played, browser, title):
    """The box does what the behaviour's title says."""
    assert played(browser, "index.html?play=stops")[title] == ""
