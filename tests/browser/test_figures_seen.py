"""Figures for readers with colours or spacing of their own, with a finger, and without scripts."""

# ruff: noqa: RUF001 (letters as they are printed)

import re

import pytest

from tests.browser.picture import axes_of, path
from tests.browser.waiting import bring_alive, bring_all_alive, laid_out, until

STRENGTHS = """() => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const luminance = (colour) => {
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const linear = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((byte) => {
            const part = byte / 255;
            return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    };
    const contrast = (colour) => {
        const [high, low] = [luminance(colour), luminance("Canvas")].sort((a, b) => b - a);
        return (high + 0.05) / (low + 0.05);
    };
    const found = { grid: [], data: [] };
    for (const line of document.querySelectorAll(".figure-svg path, .figure-svg use")) {
        const own = line.closest("[style*='stroke:']")?.getAttribute("style") ?? "";
        const role = own.match(/stroke: var\\(--color-(\\w+)/)?.[1];
        if (!role || role === "paper" || role === "muted") continue;
        found[role === "grid" ? "grid" : "data"].push(contrast(getComputedStyle(line).stroke));
    }
    return found;
}"""
"""The contrast to the ground of each line of the grids, and of all others."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_the_readers_own_colours_data_are_stronger_than_the_grid(page, site, scheme):
    """Every line of data stands out against the ground, and the grid lies behind it."""
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    page.goto(f"{site}/index.html")
    laid_out(page)
    bring_all_alive(page)
    found = page.evaluate(STRENGTHS)
    assert len(found["grid"]) > 50
    assert len(found["data"]) > 50
    assert min(found["data"]) > 4.5
    assert min(found["grid"]) > 1.1
    assert max(found["grid"]) < min(found["data"]) / 2


SPACED = """
* { line-height: 1.5 !important }
* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }
"""
CUT = """() => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement;
        if (!node.data.trim() || !element.checkVisibility({ opacityProperty: true })) continue;
        if (element.closest("script, style, option, math, .katex-mathml")) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const box = range.getBoundingClientRect();
        if (!box.width) continue;
        let [left, right, top, bottom] = [0, innerWidth, -Infinity, Infinity];
        for (let one = element; one; one = one.parentElement) {
            const style = getComputedStyle(one);
            const small = one.clientWidth <= 1 && one.clientHeight <= 1; // for the ear alone
            if (small || /auto|scroll/.test(style.overflowX)) {
                [left, right] = [-Infinity, Infinity];
                break;
            }
            if (!/hidden|clip/.test(style.overflowX)) continue;
            const margin = parseFloat(style.overflowClipMargin) || 0;
            const frame = one.getBoundingClientRect();
            left = Math.max(left, frame.left - margin);
            right = Math.min(right, frame.right + margin);
            if (/hidden|clip/.test(style.overflowY)) {
                top = Math.max(top, frame.top - margin);
                bottom = Math.min(bottom, frame.bottom + margin);
            }
        }
        const out = [left - box.left, box.right - right, top - box.top, box.bottom - bottom];
        const words = node.data.trim().slice(0, 60);
        if (Math.max(...out) > 2) found.push(`${out.map(Math.round)}: ${words}`);
    }
    return found;
}"""
"""Words of which a part lies beyond what clips them, or beyond the window's sides."""


def test_with_a_readers_own_spacing_nothing_is_cut(light_chromium, site):
    """On a phone of 320 pixels, all figures alive: no words leave the page or what holds them."""
    context = light_chromium.new_context(viewport={"width": 320, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{site}/")
    bring_all_alive(page)
    page.add_style_tag(content=SPACED)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    cut, wide = page.evaluate(CUT), page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert cut == []
    assert wide <= 320


def test_a_hand_moves_the_line_through_all_panels(page, site):
    """Where it is taken, and no farther than the axes; the slider goes along."""
    page.goto(f"{site}/index.html")
    figure = bring_alive(page, "sensitivity", "center")
    panels = axes_of(page, "sensitivity")
    left, top, width = figure.locator(".figure-svg").evaluate(
        "e => { const r = e.getBoundingClientRect(); return [r.x, r.y, r.width] }"
    )

    def at(rate, panel="adam"):
        x, y = panels[panel].pixels(rate, 1.0)
        return left + x * width / 520, top + y * width / 520

    page.mouse.move(*at(0.1))
    page.mouse.down()
    page.mouse.move(*at(0.02))
    output = figure.locator("output")
    until(page, "document.querySelector('#figure-sensitivity output').textContent === '0.0215'")
    for name, axes in panels.items():
        (x, *_), *_ = path(page, "sensitivity", f"line-{name}")
        assert abs(x - axes.pixels(0.0215, 1.0)[0]) < 0.5, name
    page.mouse.move(left + 1, at(0.1)[1])
    page.mouse.up()
    until(page, "document.querySelector('#figure-sensitivity output').textContent === '10⁻⁵'")
    page.mouse.move(*at(1))
    page.mouse.down()
    page.mouse.move(*at(10))
    page.mouse.up()
    assert output.inner_text() == "10⁻⁵", "it was taken where it is not"


def test_the_words_on_the_uncorrected_steps_are_joined_to_them(page, site):
    """A line leads from the longest step to its words, wherever the sliders stand."""
    page.goto(f"{site}/index.html")
    figure = bring_alive(page, "bias_correction", "center")
    page.evaluate("document.fonts.ready.then(() => true)")
    for first, second in (("0", "240"), ("60", "180"), ("120", "0"), ("120", "240"), ("0", "0")):
        for name, place in (("beta1", first), ("beta2", second)):
            figure.locator(f"[id$='--{name}']").evaluate(
                "(e, v) => { e.value = v; e.dispatchEvent(new Event('input', { bubbles: true })) }",
                place,
            )
        page.evaluate("new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")
        tie = path(page, "bias_correction", "tie-uncorrected")
        line = path(page, "bias_correction", "uncorrected")
        words = page.locator("[id='figure-bias_correction-readout-uncorrected']").evaluate(
            "e => { const b = e.getBBox(); return [b.x, b.x + b.width, b.y, b.y + b.height] }"
        )
        assert abs(line - tie[0]).max(axis=1).min() < 1, (first, second)
        x, y = tie[-1]
        assert words[0] <= x <= words[1], (first, second)
        assert min(abs(y - words[2]), abs(y - words[3])) < 6, (first, second)


def test_without_scripts_a_figure_says_where_it_stands(light_chromium, site):
    """Its values are below the caption, in place of the controls; series that are off too."""
    context = light_chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/index.html")
    said = {}
    for name in ("mgf", "convergence"):
        state = page.locator(f"#figure-{name} .figure-state")
        state.evaluate("e => e.scrollIntoView()")  # what is far away has no words yet
        said[name] = state.inner_text()
    image = page.locator("#figure-convergence .figure-image")
    page.goto(image.evaluate("e => e.src"))
    seen = page.locator("[id='figure-convergence-loss-adamw']")
    hidden = seen.evaluate("e => getComputedStyle(e).display")
    context.close()
    assert said["mgf"] == "As drawn: mean μ 0.60, spread σ 0.80."
    assert re.search("without RMSProp, without AMSGrad, without AdamW", said["convergence"])
    assert hidden == "none"
