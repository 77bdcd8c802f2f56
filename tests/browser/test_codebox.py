"""The code box in every browser that is there: what it does, and what code in it cannot do."""

import re
from functools import cache
from pathlib import Path

import pytest

from tests.browser.codebox import site
from tests.browser.codebox.drivers import available, play

HERE = Path(__file__).parent / "codebox"
BROWSERS = available()
pytestmark = pytest.mark.browser


def titles(script: str, pattern: str) -> list[str]:
    return re.findall(pattern, (HERE / script).read_text("utf-8"), re.MULTILINE)


BEHAVIOURS = [
    (script, title)
    for script in ("behaviours", "links")
    for title in titles(f"{script}.js", r'^  async "(.+)"\(\)')
]
ESCAPES = titles("escapes.js", r'^  "?([^"\n]+?)"?: `')
ABSENT = re.search(r"NEVER = \[(.+?)\]", (HERE / "escapes.js").read_text("utf-8"), re.DOTALL)[1]


@pytest.fixture(scope="session")
def boxes(tmp_path_factory):
    folder = tmp_path_factory.mktemp("boxes")
    site.build(folder)
    with site.serve(folder) as address:
        yield address


@pytest.fixture(scope="session")
def played(boxes, chromium):
    """Results of a page in a browser; each page is played once."""
    return cache(lambda browser, page: play(browser, f"{boxes}/{page}", chromium))


@pytest.mark.parametrize(("script", "title"), BEHAVIOURS)
@pytest.mark.parametrize("browser", BROWSERS)
def test_behaviour(played, browser, script, title):
    """The box does what the behaviour's title says."""
    assert played(browser, f"index.html?play={script}")[title] == ""


@pytest.mark.parametrize("title", ESCAPES)
@pytest.mark.parametrize("browser", BROWSERS)
def test_no_escape(played, browser, title):
    """A way out that is open without the cage ends in an error with it."""
    assert played(browser, "index.html?play=escapes")[title] == ""
    without = played(browser, "open.html?play=escapes&cage=none")[title]
    if without and browser != "chromium":
        pytest.skip(f"{browser} has no such way")
    assert without == ""


@pytest.mark.parametrize("name", re.findall(r'"(\w+)"', ABSENT))
@pytest.mark.parametrize("browser", BROWSERS)
def test_no_worker_has(played, browser, name):
    """What belongs to the page alone is absent, cage or none."""
    for page in ("index.html?play=escapes", "open.html?play=escapes&cage=none"):
        assert played(browser, page)[f"no {name}"] == ""
