"""Figures are moved in Chromium, Firefox and WebKit, by what the page itself can do."""

import re
from functools import cache, partial
from pathlib import Path

import pytest

from tests.browser.codebox.drivers import available, play
from tools.server import serving

pytestmark = pytest.mark.browser

HERE = Path(__file__).with_name("figures")
TITLES = re.findall(r'^  async "(.+)"\(\)', (HERE / "play.js").read_text("utf-8"), re.MULTILINE)


@pytest.fixture(scope="module")
def played(light_chromium, built_site, tmp_path_factory):
    """From a browser's name to the results of all titles in it; each browser plays once."""
    folder = tmp_path_factory.mktemp("play")
    (folder / "site").symlink_to(built_site)
    for file in HERE.iterdir():
        (folder / file.name).symlink_to(file)
    with serving(folder) as address:
        yield cache(partial(play, address=f"{address}/play.html", browser=light_chromium))


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("browser", available())
def test_figures_move_in_every_browser(played, browser, title):
    """Each play of figures/play.js succeeds in each browser that is there."""
    assert played(browser)[title] == ""
