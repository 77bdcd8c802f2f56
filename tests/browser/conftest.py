"""A real Chromium, and the built site on the loopback address."""

from functools import cache, partial
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.codebox import site as box_site
from tests.browser.codebox.drivers import play
from tests.browser.waiting import PATIENCE, laid_out
from tools.browser import FLAGS, find, shell
from tools.server import serving

HERE = Path(__file__).parent

expect.set_options(timeout=1000 * PATIENCE)


def pytest_collection_modifyitems(items):
    """Everything here drives a browser, which on a loaded machine may be too slow, or die.

    A test that fails has a second try, which the output tells.
    """
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def site(built_site):
    """The address of the site at a root."""
    with serving(built_site) as address:
        yield address


@pytest.fixture(scope="session")
def below(tmp_path_factory, built_site):
    """The address of the same site below a sub-path."""
    folder = tmp_path_factory.mktemp("host")
    (folder / "deep").mkdir()
    (folder / "deep" / "down").symlink_to(built_site)
    with serving(folder) as address:
        yield f"{address}/deep/down"


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright):
    """The browser that readers have, for what runs Python."""
    browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def light_chromium(playwright):
    """Its engine alone, for the page: it crashes where WebAssembly reads outside of memory."""
    browser = playwright.chromium.launch(executable_path=shell(), args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def context(request):
    """Of the browser that has what the test is about."""
    runs_python = {"box", "boxes"} & set(request.fixturenames)
    browser = request.getfixturevalue("chromium" if runs_python else "light_chromium")
    context = browser.new_context()
    context.set_default_timeout(1000 * PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(context):
    """A new page; an uncaught error in it fails the test."""
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert not errors


@pytest.fixture
def window(page, site):
    """The article in a window that is no higher than most, laid out."""
    page.set_viewport_size({"width": 1280, "height": 720})
    page.set_default_timeout(20_000)
    page.goto(f"{site}/index.html")
    laid_out(page)
    return page


@pytest.fixture(scope="session")
def boxes_folder(tmp_path_factory):
    """A small site with nothing but code boxes."""
    folder = tmp_path_factory.mktemp("boxes")
    box_site.build(folder)
    return folder


@pytest.fixture(scope="session")
def boxes(boxes_folder):
    """The address of that site."""
    with box_site.serve(boxes_folder) as address:
        yield address


@pytest.fixture(scope="session")
def plays(boxes, chromium):
    """What a page does in a browser, for each try once."""
    return cache(lambda browser, page, tries: play(browser, f"{boxes}/{page}", chromium))


@pytest.fixture
def played(request, plays):
    """Results of a page in a browser: a test that is tried again has its page played again."""
    return partial(plays, tries=request.node.execution_count)
