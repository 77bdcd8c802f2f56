"""Without the net: what was read opens, what has run runs; and nobody online sees old pages."""

import json
import re
import shutil
import threading

import pytest

from tests.browser.waiting import eventually, still
from tools.server import Files, serving

CACHES = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    found[name] = (await (await caches.open(name)).keys()).map(({ url }) => url);
  }
  return found;
}"""
PATIENCE = 90  # seconds in which a worker may keep what it is told to


def kept(page, wanted, patience=PATIENCE):
    """What the caches hold, as soon as `wanted` says yes to it."""
    eventually(lambda: wanted(page.evaluate(CACHES)), patience)
    return page.evaluate(CACHES)


def holds(address):
    """Whether one cache holds the page at `address`."""
    return lambda found: any(f"{address}/" in urls for urls in found.values())


@pytest.fixture
def copied(tmp_path, built_site):
    """A copy of the built site that a test may change."""
    folder = tmp_path / "site"
    shutil.copytree(built_site, folder)
    return folder


def run_box(page):
    """The output of the first box of the page."""
    box = page.locator(".codebox").first
    box.scroll_into_view_if_needed()
    box.get_by_role("button", name="Run").click()
    log = box.get_by_role("log", name="Output")
    box.get_by_text(re.compile("^Finished")).wait_for(timeout=120_000)
    return log.inner_text()


def test_the_article_and_its_box_open_without_the_net(context, built_site):
    """A visit and a run, then the host is gone: the page, its figures and its box are as before."""
    page = context.new_page()
    with serving(built_site) as address:
        page.goto(f"{address}/")
        kept(page, holds(address))
        before = run_box(page)
        kept(page, lambda found: sum("/runtime/" in u for urls in found.values() for u in urls) > 4)
        page.close()
    page = context.new_page()
    failed = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto(f"{address}/#figure-race")
    page.wait_for_selector("#figure-race[data-live='']")
    assert page.evaluate("document.fonts.check('1em KaTeX_Main')")
    assert run_box(page) == before
    assert [url for url in failed if "/assets/" in url or "/figures/" in url] == []


def test_nothing_is_kept_while_a_reader_waits_for_the_box(context, built_site):
    """What nobody waits for would take its part of the line: it comes when the box has its own."""
    page = context.new_page()
    release = threading.Event()
    asked: list[str] = []

    class Host(Files):
        def send_head(self):
            asked.append(self.path)
            if "/snapshot" in self.path:
                release.wait(PATIENCE)
            return super().send_head()

    with serving(built_site, Host) as address:
        page.goto(f"{address}/", wait_until="commit")
        page.locator(".codebox").first.scroll_into_view_if_needed()
        page.locator(".codebox").first.get_by_role("button", name="Run").click()
        eventually(lambda: any("/snapshot" in path for path in asked), PATIENCE)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        still(page, "performance.getEntriesByType('resource').length")
        assert page.evaluate(CACHES) == {}
        release.set()
        kept(page, holds(address))


def test_a_page_is_kept_with_all_that_it_needs_or_not_at_all(context, copied):
    """One file that cannot be had, and nothing of the page is kept."""
    page = context.new_page()
    asked: list[str] = []

    class Host(Files):
        def send_error(self, *told):
            asked.append(self.path)
            super().send_error(*told)

    with serving(copied, Host) as address:
        broken = next((copied / "figures").glob("race-*.json"))
        data = broken.read_bytes()
        broken.unlink()
        page.goto(f"{address}/")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        eventually(lambda: any(broken.name in path for path in asked))
        still(page, "performance.getEntriesByType('resource').length")
        assert [urls for urls in page.evaluate(CACHES).values() if urls] == []
        broken.write_bytes(data)
        page.reload()
        (urls,) = kept(page, holds(address)).values()
    site = json.loads(re.search(r"const SITE = (\{.*\});", (copied / "sw.js").read_text())[1])
    needed = {f"{address}/{file}" for file in site["pages"][""]["files"]}
    assert needed <= set(urls)


def test_a_reader_online_has_the_page_as_it_is_now(context, copied):
    """Also while the worker of the last build is still there."""
    page = context.new_page()
    with serving(copied) as address:
        page.goto(f"{address}/")
        kept(page, holds(address))
        index = copied / "index.html"
        index.write_text(index.read_text("utf-8").replace("Historical Context", "A New Context"))
        page.goto(f"{address}/articles/")
        page.goto(f"{address}/")
        assert page.locator("h2", has_text="A New Context").count() == 1


def test_a_new_build_takes_the_place_of_what_was_kept(context, copied):
    """The cache has the version's name; what the box has used is taken over."""
    page = context.new_page()
    with serving(copied) as address:
        page.goto(f"{address}/")
        (old,) = kept(page, holds(address))
        worker = copied / "sw.js"
        text = worker.read_text("utf-8")
        worker.write_text(text.replace(old.rpartition(" ")[2], "0123456789ab"))
        page.reload()
        found = kept(page, lambda found: len(found) == 1 and old not in found)
        assert next(iter(found)).endswith(" 0123456789ab")
        assert holds(address)(found)


def test_the_setting_takes_the_worker_out_of_readers_browsers(context, copied):
    """`OFFLINE = False` leaves neither caches nor a worker behind, and the page as it was."""
    from pelican.plugins.offline import HERE, WORKER

    page = context.new_page()
    with serving(copied) as address:
        page.goto(f"{address}/")
        kept(page, holds(address))
        shutil.copyfile(HERE / "worker" / "farewell.js", copied / WORKER)
        page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
        kept(page, lambda found: not found)
        page.reload()
        assert page.evaluate("navigator.serviceWorker.controller") is None


def test_without_a_worker_nothing_changes(chromium, copied):
    """A browser that allows none shows the page, and runs the box."""
    context = chromium.new_context(service_workers="block")
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    with serving(copied) as address:
        page.goto(f"{address}/")
        assert run_box(page)
    context.close()
    assert errors == []
