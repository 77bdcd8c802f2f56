"""The code box's engine in every browser: worlds of their own, hostile workers, failing servers."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import TimeoutError as Late
from playwright.sync_api import expect

from tests.browser.codebox.drivers import available, titles
from tests.browser.waiting import eventually

# The first test of a page waits until all of the page has been played.
pytestmark = pytest.mark.timeout(900)

# Each script's plain behaviours, and those that it makes of tables: the start of their titles, by
# the table's name.
SCRIPTS = {
    "worlds": {"CHANGES": "no program changes for another"},
    "later": {},
    "phones": {},
    "servers": {},
    "offline": {},
    "renewed": {},
    "renewed_early": {},
    "damaged": {},
    "hostile": {
        "WRONG": "the page refuses, and runs again",
        "ODD": "the page takes no harm, and runs again",
    },
    "tampering": {"TAMPERING": "a program replaces, and the next one runs"},
}


def behaviours() -> Iterator[tuple[str, str]]:
    for script, tables in SCRIPTS.items():
        yield from ((script, title) for title in titles(script))
        for table, start in tables.items():
            for key in titles(script, rf"(?s)^const {table} = {{\n(.*?)^}};"):
                yield from ((script, f"{start}: {what}") for what in titles_in(key))


def titles_in(table: str) -> list[str]:
    """The keys of a table of a script, by its source."""
    return [line.split('"')[1] for line in table.splitlines() if line.startswith('  "')]


@pytest.mark.parametrize(("script", "title"), list(behaviours()))
@pytest.mark.parametrize("browser", available())
def test_behaviour(played, browser, script, title):
    """The box does what the behaviour's title says."""
    assert played(browser, f"index.html?play={script}")[title] == ""


def written(page, code):
    """Types ``code`` in place of what is in the first box."""
    page.locator("#codebox-first .cm-content").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type(code)


def run(page):
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status").first).to_contain_text("Finished")


def offered(page, code, option):
    """Whether the end of the code has the option offered; an interpreter may still be starting."""
    written(page, code)
    try:
        option.wait_for(timeout=1000)
    except Late:
        return False
    return True


def test_completion_imports_nothing_into_a_program_s_world(page, boxes):
    """Names of a module that is not there yet are offered, and no later program finds it there."""
    page.goto(boxes)
    page.get_by_role("textbox", name="Python code").first.focus()
    expect(page.locator("#codebox-first .cm-content")).to_be_focused()
    run(page)  # Python's other modules come after it
    for module, name in (("statistics", "median_low"), ("queue", "LifoQueue")):
        option = page.get_by_role("option").filter(has_text=name)
        code = f"import {module}\n{module}.{name[:4]}"
        eventually(lambda code=code, option=option: offered(page, code, option))
        page.keyboard.press("Escape")
    for _ in range(3):
        written(page, "import sys\n[n for n in ('statistics', 'queue') if n in sys.modules]")
        run(page)
        expect(page.get_by_role("log").first).to_have_text("Value of the last expression: []")
