"""In a narrow window a figure's script has all where its drawing has it."""

import pytest

PLACES = """name => {
    const svg = document.querySelector(`#figure-${name} .figure-svg`);
    const named = [...svg.querySelectorAll(":is(g, path, text)[id]")];
    return named.filter((e) => e.checkVisibility() && !e.closest("defs")).map((e) => {
        const { x, y, width, height } = e.getBBox();
        return [e.id, e.textContent.trim(), x, y, x + width, y + height];
    });
}"""
"""Of what the drawing names: words, and edges in its own units."""

MOVE = """async root => {
    const frame = () => new Promise(requestAnimationFrame);
    const input = root.querySelector("input[type=range]");
    const before = input.value;
    for (const value of [input.min, input.max, before]) {
        input.value = value;
        input.dispatchEvent(new Event("input", { bubbles: true }));
        await frame();
        await frame();
    }
}"""

HALF = 0.5


@pytest.mark.parametrize(
    "name", ["adagrad_decay", "bias_correction", "bigram", "coordinate_inspector", "mgf"]
)
def test_it_is_drawn_where_it_came(page, site, name):
    """After a slider went to both ends and back, words and lines are where they were."""
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(f"{site}/index.html")
    figure = page.locator(f"#figure-{name}")
    figure.evaluate("e => e.scrollIntoView()")
    page.wait_for_selector(f"#figure-{name}[data-live=''][data-form=narrow]")
    page.evaluate("document.fonts.ready.then(() => true)")
    came = page.evaluate(PLACES, name)
    figure.evaluate(MOVE)
    drawn = page.evaluate(PLACES, name)
    assert [one[:2] for one in drawn] == [one[:2] for one in came]
    for (gid, _, *here), (_, _, *there) in zip(drawn, came, strict=True):
        off = max(abs(a - b) for a, b in zip(here, there, strict=True))
        assert off <= HALF, f"{gid} jumps by {off:.2f}"
