"""The numbers of a figure as a table: its heads are words, and stay while the numbers pass."""

# ruff: noqa: RUF001 (letters as they are printed)

import re

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import bring_alive, eventually, laid_out

CODE = re.compile(
    r"_|\b(beta\d?|eps|lr|lambda|mhat|vhat|sgd|momentum low|adam|adamw|amsgrad|rmsprop|adagrad)\b"
)
"""What stands in programs, not in the text."""

TABLES = """async (figure) => {
    const data = figure.querySelector(".figure-data");
    data.open = true;
    await new Promise((resolve) => data.addEventListener("toggle", resolve, { once: true }));
    const select = data.querySelector("select");
    const names = select ? [...select.options].map((one) => one.value) : [""];
    const found = [];
    for (const name of names) {
        if (select) select.value = name;
        select?.dispatchEvent(new Event("input"));
        for (let i = 0; data.querySelector("[aria-busy]") && i < 500; i += 1) {
            await new Promise(requestAnimationFrame);
        }
        const texts = (what) => [...data.querySelectorAll(what)].map((one) => one.textContent);
        const rows = [...data.querySelectorAll("tbody tr")];
        found.push({
            heads: texts("thead th[scope=col]"),
            words: [...texts("caption, option, tbody th, tbody td")],
            named: rows.every(({ children: [first, ...others] }) =>
                first.matches("th[scope=row]") && others.every((one) => one.matches("td"))),
            told: Number(data.querySelector("caption").textContent.match(/(\\d+) rows/)[1]),
            rows: rows.length,
        });
    }
    return found;
}"""


def tables(page, name):
    """Heads, other words, and whether each row has its head, of all tables of a figure."""
    return bring_alive(page, name).evaluate(TABLES)


def test_tables_speak_as_the_page_does(window):
    """No head, no name of a row, no caption of any figure has a name from the code."""
    names = window.eval_on_selector_all("figure[data-script]", "all => all.map((one) => one.id)")
    assert len(names) > 10
    found = {}
    for name in names:
        for table in tables(window, name.removeprefix("figure-")):
            wrong = [word for word in table["heads"] + table["words"] if CODE.search(word)]
            if wrong or not table["named"]:
                found[name] = wrong
    assert found == {}


@pytest.mark.parametrize(
    ("name", "heads"),
    [
        ("moving_averages", ["t", "g", "g²", "m", "v", "m̂", "v̂"]),
        ("convergence", ["t", "SGD", "SGD low", "SGD high"]),
        ("race", ["t", "x SGD", "y SGD"]),
        ("first_steps", ["t", "Adam", "The card to the letter", "The paper’s form"]),
        ("coordinate_inspector", ["t", "g", "m̂", "√v̂", "Step ÷ learning rate"]),
    ],
)
def test_heads_are_the_words_of_figure_and_text(window, name, heads):
    """Labels of its lines and controls, and the letters of the formulas."""
    assert tables(window, name)[0]["heads"][: len(heads)] == heads


ROWS = """(data) => {
    const seen = [];
    const look = () => seen.push(data.querySelectorAll("tbody tr").length);
    new MutationObserver(look).observe(data, { childList: true, subtree: true });
    window.seen = seen;
}"""


def test_a_long_table_comes_in_slices(window):
    """No press waits for what is out of sight; in the end all rows are there."""
    figure = bring_alive(window, "coordinate_inspector")
    figure.locator(".figure-data").evaluate(ROWS)
    [table, *_] = tables(window, "coordinate_inspector")
    assert table["rows"] == table["told"] >= 200
    counts = window.evaluate("window.seen")
    first, *others = [count for count in counts if count]
    assert first < 50
    assert len(others) > 1


def show(place):
    place.evaluate("e => e.scrollIntoView({ block: 'center', behavior: 'instant' })")


def scrolled(window):
    """A figure with a long table, and the place of that, in sight and scrolled by 2,000 pixels."""
    figure = bring_alive(window, "coordinate_inspector")
    tables(window, "coordinate_inspector")
    place = figure.locator(".table-scroll")
    show(place)
    eventually(lambda: place.evaluate("e => { e.scrollTop = 2000; return e.scrollTop }") == 2000)
    return figure, place


def test_a_table_that_is_scrolled_stays_so_when_its_numbers_change(window):
    """All of its rows are there at once then."""
    figure, place = scrolled(window)
    figure.get_by_role("button", name="Reset").click()
    figure.get_by_role("slider").first.press("ArrowRight")
    expect(figure.locator(".figure-data table")).not_to_have_attribute("aria-busy", "true")
    show(place)
    eventually(lambda: place.evaluate("e => e.scrollTop") == 2000)


def test_a_table_out_of_sight_is_not_laid_out_and_stays_scrolled(window):
    """However many numbers it has; where it was scrolled to is seen again, also if they changed."""
    figure, place = scrolled(window)
    place.evaluate("e => e.closest('section').setAttribute('data-open', '')")
    laid = "e => e.checkVisibility({ contentVisibilityAuto: true })"
    assert place.locator("td").first.evaluate(laid)
    place.evaluate("e => scrollBy({ top: 20 * innerHeight, behavior: 'instant' })")
    eventually(lambda: not place.locator("td").first.evaluate(laid))
    figure.get_by_role("slider").first.evaluate(
        "e => { e.value = 0; e.dispatchEvent(new Event('input', { bubbles: true })) }"
    )
    show(place)
    eventually(lambda: place.locator("td").first.evaluate(laid))
    eventually(lambda: place.evaluate("e => e.scrollTop") == 2000)


def test_a_terms_name_is_not_a_rules(window):
    """The momentum in an update is none of the rules of the race."""
    assert tables(window, "race")[-1]["heads"][:3] == ["coordinate", "gradient", "momentum"]


@pytest.mark.parametrize("width", [390, 1280])
def test_heads_and_first_column_stay(page, site, width):
    """However far the table is scrolled in its box; and nothing shines through them."""
    page.set_viewport_size({"width": width, "height": 720})
    page.goto(f"{site}/index.html")
    laid_out(page)
    tables(page, "sensitivity")
    select = page.locator("#figure-sensitivity .figure-data select")
    select.select_option("sweep")
    place = page.locator("#figure-sensitivity .table-scroll")
    places = """e => {
        const box = e.getBoundingClientRect();
        const from = (one) => {
            const { left, top } = one.getBoundingClientRect();
            return [left - box.left, top - box.top].map(Math.round);
        };
        const [corner, head] = e.querySelectorAll("thead th");
        const row = [...e.querySelectorAll("tbody th")].at(-1);
        const seen = (one) => {
            const { left, top } = one.getBoundingClientRect();
            return one.contains(document.elementFromPoint(left + 3, top + 3));
        };
        const ground = getComputedStyle(corner).backgroundColor;
        return { corner: from(corner), head: from(head)[1], row: from(row)[0],
            seen: [corner, row].map(seen), ground };
    }"""
    show(place)
    place.evaluate("e => e.scrollTo(e.scrollWidth, e.scrollHeight)")
    assert place.evaluate("e => e.scrollLeft > 100 && e.scrollTop > 100")
    found = place.evaluate(places)
    assert (found["corner"], found["head"], found["row"]) == ([0, 0], 0, 0)
    assert found["seen"] == [True, True]
    assert found["ground"] not in ("transparent", "rgba(0, 0, 0, 0)")


def test_files_keep_the_names_of_the_code(window):
    """What programs read has the columns of draw()."""
    figure = bring_alive(window, "moving_averages")
    with window.expect_download() as download:
        figure.get_by_role("button", name="Download CSV").click()
    head = download.value.path().read_text("utf-8").splitlines()[0]
    assert head == "t,g,g2,m,v,mhat,vhat"
