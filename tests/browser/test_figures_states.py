"""Every state of every control, as it is seen, said and printed in either theme."""

# ruff: noqa: RUF001 (letters as they are printed)

import re
from itertools import product
from pathlib import Path

import pytest

from tests.browser.waiting import bring_all_alive

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"

BEGIN = """() => {
    const prose = ".article-body > section > :not(figure)"; // axe would go through it at each turn
    for (const other of document.querySelectorAll(prose)) other.remove();
    for (const fold of document.querySelectorAll("figure .control-fold")) fold.open = true;
    const given = (control, value) => () => {
        if (control.type === "checkbox") control.checked = value;
        else control.value = value;
        control.dispatchEvent(new Event("input", { bubbles: true }));
    };
    const turns = (control) => {
        if (control.type === "checkbox") return [!control.checked, control.checked];
        if (control.type === "range") return [control.min, control.max];
        const others = [...control.options].map((one) => one.value);
        return [...others.filter((one) => one !== control.value), control.value];
    };
    const controls = "figure[data-script] .figure-controls :is(input, select)";
    const all = [...document.querySelectorAll(controls)];
    window.turns = all.map((control) => turns(control).map((value) => given(control, value)));
    return Math.max(...window.turns.map((own) => own.length));
}"""
"""How many turns there are: every control goes through its options, or to one end and the other.

All controls of all figures turn at the same time."""

TURN = """async (at) => {
    for (const own of window.turns) own[at]?.();
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    await frame();
    const parts = { include: ["figure[data-script]"], exclude: [".figure-svg > *"] };
    const { violations } = await axe.run(parts, { resultTypes: ["violations"] });
    const wide = document.documentElement.scrollWidth - innerWidth;
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`);
    return [...found, ...(wide > 0 ? [`${wide} pixels too wide`] : [])];
}"""

WORDS = """() => {
    const seen = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const names = (e) => ["aria-label", "aria-valuetext"].map((name) => e.getAttribute(name) ?? "");
    return [...document.querySelectorAll("figure[data-script]")].flatMap((figure) => [
        ...[...figure.querySelectorAll("svg text")].filter(seen).map((e) => e.textContent),
        ...figure.querySelector(".figure-live").innerText.split("\\n"),
        ...[figure, ...figure.querySelectorAll("[aria-label], [aria-valuetext]")].flatMap(names),
    ].filter(Boolean).map((words) => `${figure.id}: ${words}`));
}"""
"""What a figure says, to the eye and to the ear."""

PLAIN = re.compile(r"\de[+-]?\d|(?<![\d.,])0\.000\d|\d{7}|NaN|undefined|Infinity|(?<!\w)-\d")
"""Numbers that are written in another way than the others: powers of ten, commas, true minus."""
CODE = re.compile(r"\b(lr|alpha|eta|beta[12]?|eps|sigma|weight_decay)\b|α")
"""Names of parameters where the text has words or letters."""


STATES = list(product(("light", "dark"), (320, 1920)))


@pytest.fixture(params=STATES, ids=lambda one: f"{one[0]}-{one[1]}")
def opened(request, light_chromium, site):
    """The article with all its figures alive, in one theme and width."""
    theme, width = request.param
    # axe is put into the page as a script, which the page's own policy forbids.
    context = light_chromium.new_context(
        color_scheme=theme, viewport={"width": width, "height": 900}, bypass_csp=True
    )
    page = context.new_page()
    page.goto(f"{site}/")
    bring_all_alive(page)
    # An image's own lines: axe keeps a grid of all that they cover, and some reach far beyond it.
    page.add_style_tag(content=".figure-svg :is(path, use) { display: none !important }")
    page.add_script_tag(path=AXE)
    yield page
    context.close()


def test_every_state_of_every_control_is_sound(opened):
    """axe finds nothing, nothing is too wide, and numbers and names are written in one way."""
    faults, said = [], set()
    for at in range(opened.evaluate(BEGIN)):
        faults += [f"turn {at}: {fault}" for fault in opened.evaluate(TURN, at)]
        said |= set(opened.evaluate(WORDS))
    assert faults == []
    strange = {words for words in said if PLAIN.search(words) or CODE.search(words)}
    assert {words for words in strange if not words.startswith("figure-race:")} == set()
