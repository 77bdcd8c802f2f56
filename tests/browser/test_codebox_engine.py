"""The code box's engine in every browser: worlds of their own, hostile workers, failing servers."""

from collections.abc import Iterator

import pytest

from tests.browser.codebox.drivers import available, titles

pytestmark = pytest.mark.browser

# Each script's plain behaviours, and those that it makes of tables: the start of their titles, by
# the table's name.
SCRIPTS = {
    "worlds": {"CHANGES": "no program changes for another"},
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


@pytest.mark.parametrize(("script", "title"), behaviours())
@pytest.mark.parametrize("browser", available())
def test_behaviour(played, browser, script, title):
    """The box does what the behaviour's title says."""
    assert played(browser, f"index.html?play={script}")[title] == ""
