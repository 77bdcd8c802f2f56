"""Every live figure against adamcore: keys, links, files and words, in a real browser."""

import csv
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.browser.figure_cases import CASES, Case
from tests.browser.picture import axes_of, distance, marks, path
from tests.browser.rule_cases import RULE_CASES
from tests.browser.waiting import PATIENCE, clocked, laid_out, later, until

HALF = 0.5  # pixels of the drawing
REST = 700  # milliseconds after which the words have followed


class Live:
    """A figure in a page of its own."""

    def __init__(self, page: Any, case: Case, drawn_page: Any = None) -> None:
        self.page, self.case = page, case
        self.root = page.locator(f"#figure-{case.name}")
        self.axes = axes_of(page, case.name)
        self.came = {gid: path(drawn_page or page, case.name, gid) for gid in case.lines}

    def control(self, label: str) -> Any:
        return self.root.get_by_role(self.case.controls[label], name=label, exact=True)

    def reset(self) -> None:
        self.root.get_by_role("button", name="Reset").click()
        self.settle()

    def press(self) -> None:
        """The case's keys."""
        for _ in self.presses():
            pass
        self.settle()

    def settle(self) -> None:
        """Waits for the frame in which the last change of several is drawn."""
        frame = "new Promise(requestAnimationFrame)"
        self.page.evaluate(f"{frame}.then(() => {frame})")

    def presses(self) -> Iterator[None]:
        """The same, one key after the other."""
        for label, keys in self.case.keys:
            for key in keys.split():
                self.control(label).press(key)
                yield

    def follow(self, state: Any) -> None:
        """A link to ``state``, opened in the page."""
        self.go({**state, **self.case.extra})

    def go(self, values: Any) -> None:
        query = "&".join(f"{key}={value}" for key, value in values.items())
        self.page.evaluate("hash => { location.hash = hash }", f"#figure-{self.case.name}?{query}")
        self.settle()

    def download(self, button: str) -> str:
        with self.page.expect_download() as found:
            self.root.get_by_role("button", name=button).click()
        return found.value.path().read_text()

    def status(self) -> str:
        later(self.page, REST)
        return self.root.get_by_role("status").filter(has_text=re.compile(".")).last.inner_text()

    def snapshot(self) -> dict[str, bytes]:
        """Every line that is seen."""
        seen = filter(self.seen, self.case.lines)
        return {gid: path(self.page, self.case.name, gid).tobytes() for gid in seen}

    def seen(self, gid: str) -> bool:
        return self.page.locator(f"[id='figure-{self.case.name}-{gid}']").evaluate(
            "e => e.style.display !== 'none'"
        )


def drawn(case: Case, state: Any) -> Any:
    """What adamcore draws for ``state``."""
    module = import_module(f"adamcore.figures.{case.name}")
    return module.draw(**{**module.PARAMETERS, **state})


@pytest.fixture(scope="module", params=CASES + RULE_CASES, ids=lambda case: case.name)
def live(request, light_chromium, site):
    """The figure of each case, alive."""
    case = request.param
    context = light_chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(1000 * PATIENCE)
    page = clocked(context.new_page())
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{site}/index.html")
    laid_out(page)
    # The driver's own scrolling misses what lies in a section that is not laid out yet.
    page.locator(f"#figure-{case.name}").evaluate("e => e.scrollIntoView()")
    page.wait_for_selector(f"#figure-{case.name}[data-live='']")
    page.evaluate("document.fonts.ready.then(() => true)")
    still = light_chromium.new_context(java_script_enabled=False)
    if case.opens:
        image = page.locator(f"#figure-{case.name}").get_attribute("data-json")
        still.new_page().goto(f"{site}/{image.removesuffix('json')}svg")
    yield Live(page, case, *still.pages)
    still.close()
    context.close()
    assert not errors


@pytest.fixture(autouse=True)
def begin(live):
    live.reset()


def columns(data: Any, axes: str, table: str, x: str, y: str) -> tuple[str, Any, Any]:
    """The line of two columns of a table."""
    return axes, data[table][x], data[table][y]


def check(live: Live, state: Any) -> None:
    """The drawing shows the values that adamcore gives for ``state``, within half a pixel."""
    case, page = live.case, live.page
    drawing = drawn(case, state)
    data, parameters = drawing.data, drawing.parameters
    all_axes = case.axes(live.axes, parameters)
    for gid, line in case.lines.items():
        if not live.seen(gid):
            continue
        name, x, y = line(data, parameters) if callable(line) else columns(data, *line)
        axes, shown = all_axes[name], path(page, case.name, gid)
        points = axes.pixels(x, y)
        known = points[np.isfinite(points).all(axis=-1)]
        assert axes.inside(known).any(), f"{gid}: nothing to compare"
        assert distance(known[axes.inside(known)], shown) <= HALF, f"{gid} leaves values out"
        assert distance(shown[axes.inside(shown)], known) <= HALF, f"{gid} goes elsewhere"
    for gid, find in case.marks.items():
        if not live.seen(gid):
            continue
        name, x, y = find(data, parameters)
        there = all_axes[name].pixels(np.atleast_1d(x), np.atleast_1d(y))
        off = np.abs(marks(page, case.name, gid) - there).max()
        assert off <= HALF, f"{gid} is {off:.2f} px off"
    for gid, words in case.texts.items():
        shown = page.locator(f"[id='figure-{case.name}-{gid}']").text_content()
        assert shown == words(data, parameters), gid


def test_the_default_state_is_the_one_that_is_printed(live):
    """After Reset a figure shows what draw() shows without parameters."""
    check(live, {})


def test_nothing_jumps_at_the_first_touch(live):
    """Where the drawing that came with the page has its lines, there the script has them."""
    for gid, came in live.came.items():
        if not live.seen(gid):
            continue
        shown = path(live.page, live.case.name, gid)
        off = max(distance(came, shown), distance(shown, came))
        assert off <= HALF, f"{gid} jumps by {off:.2f} px"


def test_controls_are_named_and_reachable(live):
    """Every control has the name and role that its entry says, and takes the focus."""
    for label in live.case.controls:
        control = live.control(label)
        assert control.count() == 1, label
        control.focus()
        assert control.evaluate("e => e === document.activeElement"), label


def test_the_keyboard_moves_it(live):
    """After the keys the picture is another, and the one that adamcore draws."""
    before = live.snapshot()
    live.press()
    assert live.snapshot() != before
    check(live, live.case.state)


def test_what_is_switched_off_is_not_seen(live):
    """The lines of hidden rules vanish, and no others."""
    live.press()
    for gid in live.case.lines:
        assert live.seen(gid) == set(live.case.hidden).isdisjoint(gid.split("-")), gid


def test_reset_brings_the_default_back(live):
    """Reset shows the default picture again, to the last digit."""
    before = live.snapshot()
    live.press()
    live.reset()
    assert live.snapshot() == before


def test_a_link_restores_its_state(live):
    """An address with a state shows that state's picture."""
    live.follow(live.case.link)
    check(live, live.case.link)


def test_its_own_link_leads_back(live):
    """The address that a figure gives for its state restores it after a reset."""
    live.press()
    later(live.page, REST)
    moved = live.snapshot()
    href = live.root.get_by_role("link", name="Link to this state").get_attribute("href")
    live.reset()
    live.page.evaluate("hash => { location.hash = hash }", href)
    assert live.snapshot() == moved


def test_a_bad_link_is_told_and_harmless(live):
    """Values that cannot be are left out, and the reader is told so."""
    before = live.snapshot()
    live.go({"nonsense": 1, next(iter({**live.case.link, **live.case.extra})): "beyond"})
    assert live.snapshot() == before
    assert "ignored" in live.status()


def test_the_words_follow_at_rest(live):
    """The status is silent while things move, and says another sentence once they rest."""
    later(live.page, REST)
    status = live.root.locator(".figure-status")
    before = status.inner_text()
    keys = live.presses()
    next(keys)
    assert status.inner_text() == before
    list(keys)
    after = live.status()
    assert after
    assert after != before
    label = live.root.locator(".figure-svg").get_attribute("aria-label")
    assert label == after


def test_the_csv_holds_the_numbers_of_the_state(live):
    """The downloaded table has the columns and the values of adamcore's tables."""
    live.press()
    rows = list(csv.DictReader(io.StringIO(live.download("Download CSV"))))
    drawing = drawn(live.case, live.case.state)
    data = live.case.tables(drawing.data, drawing.parameters)
    for table, columns in data.items():
        for column, values in columns.items():
            name = f"{table}.{column}" if len(data) > 1 else column
            found = [row[name] for row in rows][: len(values)]
            compare(name, found, list(values), live.case.tolerance)


def compare(name: str, found: list[str], values: list[Any], tolerance: float) -> None:
    """Cells of a file against values: equal words, or numbers within a relative tolerance."""
    if values and isinstance(values[0], str):
        assert found == values, name
        return
    numbers = np.array([float(cell or "nan") for cell in found])
    wanted = np.array(values, float)
    wanted[~np.isfinite(wanted)] = np.nan
    np.testing.assert_allclose(numbers, wanted, rtol=tolerance, atol=tolerance, err_msg=name)


def test_the_svg_is_a_drawing_of_its_own(live):
    """The downloaded drawing parses, needs no page, and has the lines of the page."""
    live.press()
    text = live.download("Download SVG")
    assert "var(" not in text
    root = ET.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    lines = {element.get("id"): element for element in root.iter()}
    for gid in live.case.lines:
        assert f"figure-{live.case.name}-{gid}" in lines


def tables(case: Case, state: Any) -> Any:
    drawing = drawn(case, state)
    return case.tables(drawing.data, drawing.parameters)


def shown_tables(live: Live, names: list[str]) -> list[str]:
    """The text of each table, one after the other chosen from the list if there are several."""
    texts = []
    for name in names:
        if len(names) > 1:
            live.root.get_by_label("Table", exact=True).select_option(name)
        table = live.root.locator(".figure-data table:not([aria-busy])")
        texts.append(table.text_content())
    return texts


def test_the_data_are_a_table_on_request(live):
    """The disclosure shows captioned tables with heads, of the numbers of the present state."""
    disclosure = live.root.locator(".figure-data > summary")
    assert live.root.locator(".figure-data table").count() == 0
    disclosure.click()
    table = live.root.locator(".figure-data table:not([aria-busy])")
    table.wait_for()
    before, after = tables(live.case, {}), tables(live.case, live.case.state)
    first = shown_tables(live, list(before))
    columns = list(before.values())[-1]
    rows = len(next(iter(columns.values())))
    expect(table.locator("thead th[scope=col]")).to_have_count(len(columns))
    expect(table.locator("tbody tr")).to_have_count(rows)
    expect(table.locator("caption")).to_contain_text(f": {rows} rows")
    live.press()
    later(live.page, REST)
    second = shown_tables(live, list(before))
    disclosure.click()
    for name, one, other in zip(before, first, second, strict=True):
        same = all(np.array_equal(before[name][c], after[name][c]) for c in before[name])
        assert (one == other) == same, name


def test_its_code_is_shown_in_a_code_box(live):
    """“Show the code” puts the call of draw() for this state into a code box, ready to run."""
    live.press()
    live.root.get_by_role("link", name="Show the code").click()
    box = live.page.locator("#codebox-your-own-figure")
    code = box.get_by_role("textbox", name="Python code")
    until(
        live.page,
        "document.querySelector('#codebox-your-own-figure').contains(document.activeElement)",
    )
    text = code.evaluate("e => e.value ?? e.innerText")
    assert f"from adamcore.figures import {live.case.name}" in text
    call = re.search(r"draw\((.*?)\)(?:\.without\((.*)\))?", text)
    assert call
    given = eval(f"dict({call[1]})")
    assert given == drawn(live.case, live.case.state).parameters
    assert re.findall(r'"(\w+)"', call[2] or "") == list(live.case.hidden)
    assert box.evaluate("e => e.contains(document.activeElement)")


@pytest.mark.parametrize("width", [320, 390, 800, 1280])
def test_the_room_that_is_kept_is_the_room_that_is_needed(live, width):
    """The space before the script comes is that of the controls; nothing overflows sideways."""
    live.page.set_viewport_size({"width": width, "height": 900})
    try:
        needed, kept = live.root.evaluate("""root => {
            const live = root.querySelector(".figure-live");
            const needed = root.getBoundingClientRect().height;
            delete root.dataset.live;
            live.style.display = "none";
            const kept = root.getBoundingClientRect().height;
            live.style.display = "";
            root.dataset.live = "";
            return [needed, kept];
        }""")
        assert abs(needed - kept) < 1
        assert live.page.evaluate("document.documentElement.scrollWidth") <= width
    finally:
        live.page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("width", [320, 390, 800, 1280])
def test_labels_are_seen_in_full(live, width):
    """No name of a control, no value beside it and no choice is cut off."""
    live.page.set_viewport_size({"width": width, "height": 900})
    try:
        cut = live.root.evaluate("""root => {
            for (const fold of root.querySelectorAll(".control-fold")) fold.open = true;
            const words = ".figure-live :is(label, output, .choice span)";
            const short = [...root.querySelectorAll(words)]
                .filter((e) => e.scrollWidth > e.clientWidth && e.clientWidth > 0);
            const selects = [...root.querySelectorAll(".control select")].filter((e) => {
                const given = e.getBoundingClientRect().width;
                e.style.maxWidth = "none";
                const wanted = e.getBoundingClientRect().width;
                e.style.maxWidth = "";
                return wanted > given + 0.5;
            });
            for (const fold of root.querySelectorAll(".control-fold")) fold.open = false;
            return [...short, ...selects].map((e) => e.textContent);
        }""")
        assert cut == []
    finally:
        live.page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("width", [320, 1280])
def test_targets_can_be_hit(live, width):
    """Whatever can be clicked in a figure is at least 44 pixels high and wide."""
    live.page.set_viewport_size({"width": width, "height": 900})
    try:
        small = live.root.evaluate("""root => [...root.querySelectorAll(
            ".figure-live :is(button, a, select, input[type=range], summary, label.choice)")]
            .filter((e) => e.checkVisibility())
            .map((e) => [e.textContent, e.getBoundingClientRect()])
            .filter(([, box]) => box.width < 44 || box.height < 44)
            .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)""")
        assert small == []
    finally:
        live.page.set_viewport_size({"width": 1280, "height": 900})
