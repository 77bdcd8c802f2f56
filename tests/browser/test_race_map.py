"""The race's map: its scale, its minimum, its legend, and what is read off it."""

import re

import numpy as np
import pytest

from adamcore.figures import race
from adamcore.figures.style import NAMES
from adamcore.surfaces import SURFACES
from tests.browser.picture import axes_of
from tests.browser.rule_cases import on_the_surface
from tests.browser.test_page import AXE
from tests.browser.waiting import bring_alive, still

SAID = re.compile(r"(\w+): (\S+) at step (\d+), x (\S+), y (\S+)")


CROWDED = """() => {
    const svg = document.querySelector("#figure-race .figure-svg");
    const { left, right } = svg.getBoundingClientRect();
    const words = [...svg.querySelectorAll("text")]
        .filter((e) => e.checkVisibility({ visibilityProperty: true }))
        .map((e) => [e.textContent, e.getBoundingClientRect()]);
    const beyond = words.filter(([, box]) => box.left < left - 6 || box.right > right + 6);
    const met = words.flatMap(([one, a], i) => words.slice(i + 1).flatMap(([other, b]) => {
        const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        return width > 1 && height > 0.22 * a.height ? [`${one} | ${other}`] : [];
    }));
    return [...beyond.map(([word]) => word), ...met];
}"""
"""Words beyond the drawing's sides, and those that lie over each other."""


def opened(page, site, width=1280, **state):
    page.set_viewport_size({"width": width, "height": 1000})
    query = "&".join(f"{key}={value}" for key, value in state.items())
    page.goto(f"{site}/index.html#figure-race?{query}")
    figure = bring_alive(page, "race")
    still(page, "scrollY")
    return figure


def words(figure):
    shown = figure.locator(".reading-words")
    return shown.inner_text() if shown.is_visible() else ""


def on_screen(figure, x, y, surface="ravine"):
    """Where a point of the map is in the window."""
    left, top, scale = figure.locator(".figure-svg").evaluate(
        "e => { const r = e.getBoundingClientRect();"
        " return [r.x, r.y, r.width / e.viewBox.baseVal.width] }"
    )
    axes = on_the_surface(axes_of(figure.page, "race"), {"surface": surface})["map"]
    return np.array([left, top]) + axes.pixels(x, y) * scale


def number(text):
    return float(text.rstrip(".").replace("\N{MINUS SIGN}", "-"))


@pytest.mark.parametrize("surface", sorted(SURFACES))
def test_numbers_on_its_sides_stand_where_they_hold(page, site, surface):
    """Each is at its value, whichever surface is chosen; and so is the name of the minimum."""
    figure = opened(page, site, surface=surface)
    for i, side in enumerate("xy"):
        for k in range(5):
            text = figure.locator(f"[id='figure-race-tick-{side}-{k}']")
            box = text.evaluate(
                "e => { const r = e.getBoundingClientRect();"
                " return [(r.left + r.right) / 2, (r.top + r.bottom) / 2] }"
            )
            point = [0.0, 0.0]
            point[i] = number(text.text_content())
            assert box[i] == pytest.approx(on_screen(figure, *point, surface)[i], abs=3)
    box = figure.locator("[id='figure-race-readout-minimum']").evaluate(
        "e => { const r = e.getBoundingClientRect(); return [r.left, r.top] }"
    )
    assert "minimum" in figure.locator("[id='figure-race-readout-minimum']").text_content()
    assert np.abs(box - on_screen(figure, *SURFACES[surface].minimum, surface)).max() < 30


@pytest.mark.parametrize("surface", sorted(SURFACES))
@pytest.mark.parametrize("size", [1, 1.15])
def test_its_words_have_room_in_a_narrow_window(page, site, surface, size):
    """None lies on another or beyond the drawing, whatever the surface, also if they are larger."""
    opened(page, site, 320, surface=surface, scale=0.00126)
    page.evaluate("document.fonts.ready.then(() => true)")
    page.add_style_tag(content=f":root {{ --figure-text: {size} !important }}")
    assert page.evaluate(CROWDED) == []


def test_its_switches_are_its_only_legend(page, site):
    """Each has the line of its rule, and says its learning rate; the drawing's keys are gone."""
    figure = opened(page, site)
    for rule, name in NAMES.items():
        switch = figure.get_by_role("checkbox", name=name, exact=True)
        label = switch.locator("..")
        assert "learning rate" in label.inner_text()
        same = label.evaluate("""(e, gid) => {
            const look = (line) => {
                const { stroke, strokeDasharray } = getComputedStyle(line);
                return `${stroke} ${strokeDasharray}`;
            };
            const drawn = document.getElementById(gid);
            const line = drawn.matches("path") ? drawn : drawn.querySelector("path");
            const shown = e.querySelector("svg path");
            return look(shown) === look(line) && shown.checkVisibility();
        }""", f"figure-race-sample-key-{rule}")  # fmt: skip
        assert same, rule
    keys = figure.locator(".figure-svg [id*='-key-']")
    seen = keys.evaluate_all("all => all.map((e) => getComputedStyle(e).visibility)")
    assert set(seen) == {"hidden"}
    assert not re.search(r"\blr\b", figure.inner_text())


def test_on_paper_the_drawing_has_its_keys_again(page, site):
    """Those of the rules that are shown."""
    figure = opened(page, site)
    page.emulate_media(media="print")
    seen = figure.locator(".figure-svg [id*='readout-key-']").evaluate_all(
        "all => all.filter((e) => getComputedStyle(e).display !== 'none'"
        " && getComputedStyle(e).visibility === 'visible').map((e) => e.textContent.split(',')[0])"
    )
    assert seen == ["SGD", "Momentum", "Adam"]


@pytest.mark.parametrize(("rule", "at"), [("adam", 6), ("sgd", 1), ("momentum", 4)])
def test_a_pointer_reads_the_nearest_path(page, site, rule, at):
    """Its name, step, place and loss; the others are dimmed."""
    figure = opened(page, site, steps=12)
    data = race.draw(steps=12).data
    x, y = (data["paths"][f"{c}_{rule}"][at] for c in "xy")
    across, down = on_screen(figure, x, y)
    page.mouse.move(across + 1, down + 1)
    name, loss, step, *place = SAID.fullmatch(words(figure)).groups()
    assert (name, int(step)) == (NAMES[rule], at)
    assert [number(part) for part in place] == pytest.approx([x, y], rel=0.01, abs=0.01)
    assert number(loss) == pytest.approx(data["losses"][rule][at], rel=0.06)
    shade = "e => getComputedStyle(e).strokeOpacity"
    for other in ("sgd", "momentum", "adam"):
        line = page.locator(f"[id='figure-race-path-{other}']")
        assert line.evaluate(shade) == ("1" if other == rule else "0.3")
    page.mouse.move(2, 2)
    assert words(figure) == ""


def test_arrow_keys_go_along_a_path_and_to_the_next(page, site):
    """Step by step, spoken politely; the dot stands on the path."""
    figure = opened(page, site, steps=12)
    reading = figure.get_by_role("application")
    reading.focus()
    for _ in range(3):  # past the losses of three rules
        reading.press("ArrowDown")
    name, _, step, *_ = SAID.fullmatch(words(figure)).groups()
    assert name == "SGD"
    reading.press("ArrowLeft")
    assert figure.locator(".reading-words").get_attribute("aria-live") == "polite"
    earlier = int(SAID.fullmatch(words(figure))[3])
    assert earlier < int(step)
    reading.press("ArrowDown")
    name, _, same, x, y = SAID.fullmatch(words(figure)).groups()
    assert (name, int(same)) == ("Momentum", earlier)
    dot = figure.locator(".reading-dot").evaluate(
        "e => { const r = e.getBoundingClientRect();"
        " return [(r.left + r.right) / 2, (r.top + r.bottom) / 2] }"
    )
    assert np.abs(dot - on_screen(figure, number(x), number(y))).max() < 3
    reading.press("Escape")
    assert words(figure) == ""


def test_a_finger_reads_a_path_and_beside_it_moves_the_start(light_chromium, site):
    """On a path it names it; elsewhere on the map the start goes there."""
    context = light_chromium.new_context(has_touch=True, is_mobile=True)
    page = context.new_page()
    figure = opened(page, site, 390, steps=12)
    start = figure.get_by_role("slider", name="Start point")
    before = start.get_attribute("aria-valuetext")
    paths = race.draw(steps=12).data["paths"]
    page.touchscreen.tap(*on_screen(figure, paths["x_adam"][6], paths["y_adam"][6]))
    assert SAID.fullmatch(words(figure))[1] == "Adam"
    assert start.get_attribute("aria-valuetext") == before
    page.touchscreen.tap(*on_screen(figure, 4, 2))
    assert start.get_attribute("aria-valuetext") != before
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_axe_finds_nothing_in_its_states(light_chromium, site, theme, width):
    """At the start, half way with the bars, at the end, and while a path is read."""
    context = light_chromium.new_context(
        color_scheme=theme, bypass_csp=True, reduced_motion="reduce"
    )
    page = context.new_page()
    figure = opened(page, site, width, steps=0)
    page.add_script_tag(path=AXE)
    found = []
    for step in ("0", "8", "200"):
        page.evaluate("step => { location.hash = `#figure-race?steps=${step}` }", step)
        if step == "8":
            figure.get_by_text("The next update").click()
            figure.get_by_role("application").focus()
        result = page.evaluate("axe.run('#figure-race').then(result => result.violations)")
        found += [f"{step}: {v['id']}: {v['nodes'][0]['html'][:200]}" for v in result]
    context.close()
    assert found == []
