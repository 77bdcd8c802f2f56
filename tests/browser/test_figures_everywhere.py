"""Figures are moved in Chromium, Firefox and WebKit, by what the page itself can do."""

import re
from pathlib import Path

import pytest

from tests.browser.codebox.drivers import available
from tests.browser.framed import playing

HERE = Path(__file__).with_name("figures")
TITLES = re.findall(r'^  async "(.+)"\(\)', (HERE / "play.js").read_text("utf-8"), re.MULTILINE)


@pytest.fixture(scope="module")
def plays(light_chromium, built_site, tmp_path_factory):
    """From a browser's name to the results of all titles in it."""
    with playing(HERE, built_site, tmp_path_factory.mktemp("play"), light_chromium) as results:
        yield results


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("browser", available())
def test_figures_move_in_every_browser(played, browser, title):
    """Each play of figures/play.js succeeds in each browser that is there."""
    assert played(browser)[title] == ""
