"""A figure's drawing stays in sight while a reader's hand is at its controls."""

import pytest

from tests.browser.waiting import bring_alive, laid_out

SIZES = {
    "phone": (390, 664),
    "small phone": (360, 656),
    "laptop": (1280, 720),
    "tablet": (820, 1100),
}

USE = """(figure, way) => {
    for (const one of figure.querySelectorAll(".control-fold")) one.open = true;
    const svg = figure.querySelector(".figure-svg");
    const bar = document.querySelector(".depth-bar")?.getBoundingClientRect().bottom ?? 0;
    const keys = Number(getComputedStyle(figure).getPropertyValue("--keys"));
    const found = [];
    const controls = ".figure-live :is(input, select, button, summary, a)";
    for (const control of figure.querySelectorAll(controls)) {
        document.documentElement.scrollTop = way === "from below" ? 1e6 : 0;
        if (way === "in the middle") control.scrollIntoView({ block: "center" });
        else control.focus();
        const { top, width, height } = svg.getBoundingClientRect();
        const shown = height - keys * width;
        const seen = (Math.min(top + shown, innerHeight) - Math.max(top, bar, 0)) / shown;
        const box = control.getBoundingClientRect();
        const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        const hit = at?.closest("label, .control, button, summary, a")?.contains(control);
        const name = control.id || control.textContent;
        if (seen < 0.9 || !hit) found.push([name, seen, at?.outerHTML]);
    }
    return found;
}"""
"""The controls at which less than 90 % of the drawing is seen, or that something else covers.

Keys do not count, in whose place switches stand.
"""


@pytest.fixture(params=SIZES.values(), ids=SIZES)
def sized(page, site, request):
    """The article in a window of one of the sizes."""
    width, height = request.param
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{site}/index.html")
    laid_out(page)
    return page


@pytest.mark.parametrize("way", ["from above", "from below", "in the middle"])
def test_the_drawing_is_seen_from_every_control(sized, way):
    """By Tab, by Shift+Tab, by scrolling: nine tenths of it, below the bar, above the control."""
    names = sized.eval_on_selector_all("figure[data-script]", "all => all.map((one) => one.id)")
    assert len(names) > 10
    for name in names:
        figure = bring_alive(sized, name.removeprefix("figure-"))
        assert figure.evaluate(USE, way) == [], name


def test_the_drawing_leaves_with_its_figure(sized):
    """Who reads on has the window for the text: it goes where the caption goes."""
    figure = bring_alive(sized, "race")
    box = figure.locator(".figure-svg")
    top, bottom = "e => e.getBoundingClientRect().top", "e => e.getBoundingClientRect().bottom"
    figure.evaluate("e => scrollBy(0, e.getBoundingClientRect().bottom - 20)")
    assert box.evaluate(bottom) <= figure.evaluate(bottom) < 40
    assert box.evaluate(top) < 0


def test_controls_move_nothing_when_they_come(sized):
    """The height of figure and page is the same without them, also where a drawing is held low."""
    heights = "[...document.querySelectorAll('figure[data-script]')].map((e) => e.offsetHeight)"
    names = sized.eval_on_selector_all("figure[data-script]", "all => all.map((one) => one.id)")
    for name in names:
        bring_alive(sized, name.removeprefix("figure-"))
    alive = sized.evaluate(heights)
    sized.evaluate("""() => {
        for (const figure of document.querySelectorAll("figure[data-script]")) {
            delete figure.dataset.live;
            figure.querySelector(".figure-live").remove();
        }
    }""")
    assert [a - b for a, b in zip(alive, sized.evaluate(heights), strict=True)] == [0] * len(names)


@pytest.mark.parametrize("how", ["without scripts", "on paper", "low window", "low phone"])
def test_nothing_sticks(chromium, site, how):
    """Where there are no controls, or no room for them below a drawing that can be read."""
    width, height = {"low window": (800, 400), "low phone": (360, 600)}.get(how, (800, 720))
    context = chromium.new_context(
        java_script_enabled=how != "without scripts", viewport={"width": width, "height": height}
    )
    page = context.new_page()
    page.goto(f"{site}/index.html")
    if how != "without scripts":
        bring_alive(page, "race")
    if how == "on paper":
        page.emulate_media(media="print")
    body = page.locator("#figure-race > .figure-body")
    position = body.evaluate("e => getComputedStyle(e).position")
    context.close()
    assert position != "sticky"
