"""Words in figures stay legible wherever the sliders stand, in the page."""

import pytest

SEARCH = """async ([name, ends, struck]) => {
    const root = document.getElementById(`figure-${name}`);
    const svg = root.querySelector(".figure-svg");
    const frame = () => new Promise(requestAnimationFrame);
    const inputs = [...root.querySelectorAll("input[type=range]")];
    const places = (max, all = Math.min(12, max)) =>
        Array.from({ length: all + 1 }, (_, k) => Math.round((k * max) / all));
    const stops = inputs.map(({ min, max }, i) => ends.includes(i) ? [+min, +max]
        : places(+max));
    const found = new Set();
    const states = stops.reduce((all, own) => all.flatMap((s) => own.map((v) => [...s, v])), [[]]);
    for (const state of states) {
        inputs.forEach((input, i) => {
            input.value = state[i];
            input.dispatchEvent(new Event("input", { bubbles: true }));
        });
        await frame();
        await frame();
        const seen = [...svg.querySelectorAll("text")].filter((e) => e.checkVisibility());
        const words = seen.map((e) => [e.textContent, e.getBoundingClientRect()]);
        words.forEach(([one, a], i) => words.slice(i + 1).forEach(([other, b]) => {
            const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (width > 1 && height > 0.22 * a.height) found.add(`${state}: ${one} | ${other}`);
        }));
        for (const [line, label] of struck) {
            const part = document.getElementById(`figure-${name}-${line}`);
            const path = part.matches("path") ? part : part.querySelector("path");
            const to = path.getScreenCTM();
            const text = document.getElementById(`figure-${name}-${label}`);
            const { left, right, top, bottom } = text.getBoundingClientRect();
            const room = 0.2 * (bottom - top); // above and below the letters
            for (let at = 0, end = path.getTotalLength(); at < end; at += 2) {
                const { x, y } = path.getPointAtLength(at).matrixTransform(to);
                const inside = x > left && x < right && y > top + room && y < bottom - room;
                if (inside) found.add(`${state}: ${line} strikes ${text.textContent}`);
            }
        }
    }
    return [...found];
}"""
"""From a figure, the controls of which only the ends are tried (of others thirteen places, from end
to end, or all if there are fewer), and pairs of a line and words that
it must not cross: which words lie over each other or are struck through, and in which states.

Boxes of words are higher than their letters: they may meet by a fifth."""


SWITCHED = """name => document.querySelectorAll(`#figure-${name} .choice input:not(:checked)`)
    .forEach((box) => box.click())"""
"""Shows all series of a figure, which have the most words."""


@pytest.fixture(params=[320, 1280])
def search(page, site, request):
    """SEARCH in a page of that width."""
    page.set_viewport_size({"width": request.param, "height": 900})
    page.goto(f"{site}/index.html")

    def run(name, ends=(), struck=(), switched=False):
        page.locator(f"#figure-{name}").evaluate("e => e.scrollIntoView()")
        page.wait_for_selector(f"#figure-{name}[data-live='']")
        page.evaluate("document.fonts.ready.then(() => true)")
        if switched:
            page.evaluate(SWITCHED, name)
        return page.evaluate(SEARCH, [name, list(ends), [list(pair) for pair in struck]])

    return run


def test_first_steps_words_are_clear(search):
    """No words on others, and no line of the paper's through those of Adam or its own."""
    struck = [
        (f"constant-{line}", label)
        for line in ("paper", "card")
        for label in ("label-adam", "label-one", "readout-paper", "readout-card")
    ]
    assert search("first_steps", ends=[2], struck=struck) == []


def test_bias_correction_words_are_clear(search):
    """The words on the two bounds, at the peak and on the line at 1 keep off each other."""
    assert search("bias_correction") == []


def test_coordinate_inspector_words_are_clear(search):
    """Numbers of any size, and the names of both places of epsilon, keep off each other."""
    assert search("coordinate_inspector", ends=[0]) == []


def test_adagrad_decay_words_are_clear(search):
    """The rules' names, the titles and the ticks of two panels keep off each other."""
    assert search("adagrad_decay") == []


@pytest.mark.parametrize("name", ["bigram", "mgf"])
def test_keys_are_clear(search, name):
    """The rows and columns of a key keep off each other, with the longest numbers too."""
    assert search(name) == []


def test_rotation_words_are_clear(search):
    """Keys, headings and ticks of both panels keep apart at every angle."""
    assert search("rotation") == []


def test_sparse_words_are_clear(search):
    """Both keys, the rules' names and their learning rates keep apart."""
    assert search("sparse") == []


def test_convergence_words_are_clear(search):
    """The names of all seven rules keep apart, right of the axes."""
    assert search("convergence", switched=True) == []


def test_decay_words_are_clear(search):
    """Shares at the dots keep off each other, and off AdamW's line."""
    struck = [("adamw", f"share-{size}") for size in ("0_01", "0_1", "1", "10")]
    assert search("decay", struck=struck) == []


def test_counterexample_words_are_clear(search):
    """Names of lines, both readings of the drift and what is beside its line keep apart."""
    assert search("counterexample") == []


def test_moving_averages_words_are_clear(search):
    """Both readouts have room beside or below what is noisy."""
    assert search("moving_averages") == []


def test_sensitivity_words_are_clear(search):
    """The losses have room at their panels, at every learning rate."""
    assert search("sensitivity") == []
