"""Names in the text light up lines and other names in sight, and lines light up names."""

import gzip
import re

import pytest

from tests.browser.waiting import bring_alive, clocked, laid_out, later, until

LIT = """key => { const found = CSS.highlights.get(`name-${key}`);
    return found ? [...found].map(range => range.toString()) : []; }"""
WORD = """([root, word]) => { const walker = document.createTreeWalker(
        document.querySelector(root), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) { const at = walker.currentNode.data.search(new RegExp(word));
        if (at < 0) continue;
        const range = document.createRange(); range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + 3);
        const {x, y, width, height} = range.getBoundingClientRect();
        return [x + width / 2, y + height / 2]; } }"""


@pytest.fixture
def race(window):
    """The figure of the race alive, in the window with its caption."""
    figure = bring_alive(window, "race")
    figure.locator("figcaption").evaluate("e => e.scrollIntoView({block: 'end'})")
    return window


def lit_lines(page):
    return page.locator("#figure-race .name-lit").evaluate_all("all => all.map(one => one.id)")


def test_a_name_under_the_pointer_lights_up_its_lines_and_its_other_places(race):
    """None but its own; and they go out when the pointer leaves it."""
    race.mouse.move(*race.evaluate(WORD, ["#figure-race figcaption", r"AdaGrad"]))
    until(race, "CSS.highlights.has('name-adagrad')")
    assert set(race.evaluate(LIT, "adagrad")) == {"AdaGrad"}
    lines = lit_lines(race)
    assert "figure-race-path-adagrad" in lines
    assert all("adagrad" in line for line in lines)
    race.mouse.move(1, 1)
    until(race, "CSS.highlights.size === 0")
    assert lit_lines(race) == []


def test_a_name_that_is_lit_up_is_painted_so(race):
    """And as before when it is out again."""
    caption = race.locator("#figure-race figcaption")
    place = race.evaluate(WORD, ["#figure-race figcaption", r"AdaGrad"])
    race.mouse.move(1, 1)
    out = caption.screenshot()
    race.mouse.move(*place)
    until(race, "CSS.highlights.has('name-adagrad')")
    assert caption.screenshot() != out
    race.mouse.move(1, 1)
    until(race, "CSS.highlights.size === 0")
    assert caption.screenshot() == out


def test_only_elements_with_a_name_that_is_lit_up_have_its_style(race):
    """The page's twenty thousand others would be styled once more for each name."""
    styled = """() => [...document.querySelectorAll("main *")].map((one) =>
        getComputedStyle(one, "::highlight(name-adagrad)").textDecorationLine)
        .filter((line) => line === "underline").length"""
    assert race.evaluate(styled) == 0
    race.mouse.move(*race.evaluate(WORD, ["#figure-race figcaption", r"AdaGrad"]))
    until(race, "CSS.highlights.has('name-adagrad')")
    assert 0 < race.evaluate(styled) < 100


ASKED = """() => {
    window.asked = [];
    const { getBoundingClientRect } = Element.prototype;
    Element.prototype.getBoundingClientRect = function () {
        const isLaidOut = this.checkVisibility({ contentVisibilityAuto: true });
        if (this.checkVisibility() && !isLaidOut) window.asked.push(this.id);
        return getBoundingClientRect.call(this);
    };
}"""


def test_a_name_has_nothing_laid_out_that_is_far_away(race):
    """To ask where a figure is would style and lay out the whole part in which it stands."""
    race.evaluate(ASKED)
    race.mouse.move(*race.evaluate(WORD, ["#figure-race figcaption", r"AdaGrad"]))
    until(race, "CSS.highlights.has('name-adagrad')")
    assert race.evaluate("window.asked") == []


def test_a_switch_that_has_the_focus_lights_up_its_name(race):
    """With the keyboard; Escape puts it out."""
    race.locator("#figure-race").get_by_role("checkbox", name="RMSProp").focus()
    race.keyboard.press("Shift+Tab")
    race.keyboard.press("Tab")
    until(race, "CSS.highlights.has('name-rmsprop')")
    assert race.evaluate(LIT, "rmsprop")
    race.keyboard.press("Escape")
    until(race, "CSS.highlights.size === 0")


def test_a_hand_that_drags_something_lights_up_no_name(race):
    """To look for one would have each move of a figure wait for the layout of the page."""
    x, y = race.evaluate(WORD, ["#figure-race figcaption", r"AdaGrad"])
    clocked(race)
    race.mouse.move(1, 1)
    race.mouse.down()
    race.mouse.move(x, y)
    later(race)
    assert race.evaluate("CSS.highlights.size") == 0
    race.mouse.up()
    race.mouse.move(x + 1, y)
    until(race, "CSS.highlights.has('name-adagrad')")


def test_a_tap_on_a_name_lights_it_up(light_chromium, site):
    """And a tap elsewhere puts it out."""
    context = light_chromium.new_context(has_touch=True, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{site}/")
    laid_out(page)
    page.locator("#historical-context > p").first.scroll_into_view_if_needed()
    page.touchscreen.tap(*page.evaluate(WORD, ["#historical-context p", "Adam,"]))
    until(page, "CSS.highlights.has('name-adam')")
    page.touchscreen.tap(5, 400)
    until(page, "CSS.highlights.size === 0")
    context.close()


def test_a_name_lights_up_that_the_hand_came_to_while_the_script_was_on_its_way(race):
    """It may be slow, and the first that the hand was over is not what it rests on."""
    x, y = race.evaluate(WORD, ["#figure-race figcaption", r"AdaGrad"])

    def bring(route):
        race.mouse.up()
        race.mouse.move(x + 1, y)
        route.continue_()

    race.route("**/lights-*.js", bring)
    race.mouse.move(1, 1)
    race.mouse.down()
    race.mouse.move(x, y)
    until(race, "CSS.highlights.has('name-adagrad')")


def test_code_and_formulas_have_no_names(window):
    """A name in the code box stays code."""
    code = window.locator(".codebox-code").first
    code.scroll_into_view_if_needed()
    window.locator("#adam-implementation p").first.hover()
    clocked(window)
    window.mouse.move(*window.evaluate(WORD, [".codebox-code", "Adam"]))
    later(window, 400)  # longer than a pointer has to rest
    assert window.evaluate("CSS.highlights.size") == 0


def test_names_leave_the_text_as_it_is(race):
    """No element more in it, no stop of Tab, and nothing moves."""
    count = "[document.querySelectorAll('main *').length, document.documentElement.scrollHeight]"
    stops = "document.querySelectorAll('[tabindex]').length"
    before = race.evaluate(count), race.evaluate(stops)
    race.mouse.move(*race.evaluate(WORD, ["#figure-race figcaption", r"AdaGrad"]))
    until(race, "CSS.highlights.has('name-adagrad')")
    assert (race.evaluate(count), race.evaluate(stops)) == before


def test_who_only_reads_fetches_nothing_for_names(page, site):
    """What lights up comes with the first hand."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/", wait_until="networkidle")
    assert [url for url in asked if "/lights-" in url] == []
    with page.expect_request(re.compile("/lights-")):
        page.locator("p").first.hover()


def test_names_cost_the_page_little(built_site):
    """In the page's own bytes, compressed: words, styles and the address of the script."""
    text = (built_site / "index.html").read_text("utf-8")
    without = re.sub(
        r'<meta name="explorable-names".*?</script>\n', "", text, count=1, flags=re.DOTALL
    )
    assert without != text
    sizes = [len(gzip.compress(one.encode(), 9)) for one in (text, without)]
    assert sizes[0] - sizes[1] < 1024
