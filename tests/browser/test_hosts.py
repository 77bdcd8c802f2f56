"""The site works on hosts that know nothing of it, with the types that they have by themselves."""

import pytest

from tests.browser.waiting import until
from tests.hosts import PLAIN, hosting

RUN = "[data-codebox] [data-action=run]"
FINISHED = "/^(done|failed)$/.test(document.querySelector('[data-codebox]').dataset.state)"
LIVE = "document.querySelectorAll('figure[data-live=\"\"]').length > 0"


@pytest.fixture(params=PLAIN)
def host(request, tmp_path, built_site):
    """The address of the site below a path with a space, at each host."""
    folder = tmp_path / "host"
    folder.mkdir()
    (folder / "my site").symlink_to(built_site)
    with hosting(request.param, PLAIN[request.param], folder, tmp_path) as address:
        yield f"{address}/my%20site/"


def test_a_box_prints_and_figures_live(host, page):
    """Python starts, its first program prints, and the first figure comes alive."""
    page.goto(host)
    page.locator("figure").first.scroll_into_view_if_needed()
    until(page, LIVE)
    page.locator(RUN).first.click()
    until(page, FINISHED, 60)
    assert page.locator(".codebox-output").first.inner_text().strip()


def test_a_page_that_was_opened_as_a_file_says_so_in_the_box(context, built_site):
    """One sentence, and no button that could not help."""
    page = context.new_page()
    page.goto((built_site / "index.html").as_uri())
    until(page, "document.querySelector('.codebox-status').textContent")
    box = page.locator("[data-codebox]").first
    assert "opened as a file" in box.locator(".codebox-status").text_content()
    assert box.locator(".codebox-foot button").count() == 0
