"""The article as a reader meets it: every width, both themes, with and without scripts."""

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import clocked, laid_out, later, still, until
from tools.browser import FLAGS, find

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (320, 390, 768, 1280, 1600)
THEMES = ("light", "dark")


ALL_BOXES = """document.querySelectorAll(".codebox :is(textarea, .cm-editor)").length
    >= document.querySelectorAll(".codebox").length"""
"""Those far away become editors when the page has been at rest for a while."""


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(light_chromium, site, theme, width):
    """The whole page, all rules, in either theme."""
    # axe is put into the page as a script, which the page's own policy forbids.
    context = light_chromium.new_context(
        color_scheme=theme, viewport={"width": width, "height": 900}, bypass_csp=True
    )
    page = context.new_page()
    page.goto(f"{site}/")
    for y in range(0, page.evaluate("document.body.scrollHeight"), 1500):
        page.evaluate(f"scrollTo(0, {y})")  # figures come alive as they near the window
        page.evaluate("new Promise(requestAnimationFrame)")
    page.add_script_tag(path=AXE)
    until(page, ALL_BOXES)
    violations = page.evaluate("axe.run(document).then(result => result.violations)")
    context.close()
    found = [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in violations]
    assert found == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_never_scrolls_sideways(page, site, width):
    """Wide formulas, tables and code scroll inside themselves."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}/")
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.fixture(scope="module")
def enlarged(light_chromium):
    """A browser whose reader has chosen letters twice as large."""
    args = [*FLAGS, "--blink-settings=defaultFontSize=32"]
    browser = light_chromium.browser_type.launch(executable_path=find(), args=args)
    yield browser
    browser.close()


# Of all figures: controls that lie on each other, and those that leave their figure. A rail is not
# among them: it reaches up to its words, for the finger. Tools stand half a rem out to the left.
CROWDED = """() => [...document.querySelectorAll("figure[data-json]")].flatMap((figure) => {
    const limits = figure.getBoundingClientRect();
    const found = [];
    const parts = [...figure.querySelectorAll(
        ".control > :not(input), .choice > *, .control-note, .figure-status, summary," +
        " .figure-buttons > *")].map((part) => [part, part.getBoundingClientRect()]);
    for (const [i, [part, a]] of parts.entries()) {
        const tell = (...other) => found.push([figure.id, part.outerHTML.slice(0, 80), ...other]);
        if (a.left < limits.left - 17 || a.right > limits.right + 1) tell();
        if (part.scrollWidth > part.clientWidth + 1 && part.clientWidth) tell("cut");
        for (const [other, b] of parts.slice(i + 1)) {
            const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (width > 1 && height > 1) tell(other.outerHTML.slice(0, 80));
        }
    }
    return found;
})"""


def spread_out(page):
    """Lays out every layer, waits for every figure to come alive and opens its folds."""
    for section in page.locator(".article-body > section").all():
        section.evaluate("e => e.style.contentVisibility = 'visible'")
    for figure in page.locator("figure[data-json]").all():
        figure.evaluate("e => e.scrollIntoView()")
        page.wait_for_selector(f"#{figure.get_attribute('id')}[data-live='']")
    page.evaluate("document.querySelectorAll('.control-fold').forEach((e) => (e.open = true))")


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("chosen", ["in the browser", "for the page"])
def test_text_of_twice_the_size_has_room(light_chromium, enlarged, site, width, chosen):
    """Nothing scrolls sideways, and no control of a figure lies on another or leaves its figure."""
    browser = enlarged if chosen == "in the browser" else light_chromium
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{site}/")
    if browser is light_chromium:
        page.evaluate("document.documentElement.style.fontSize = '200%'")
    spread_out(page)
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    reach = still(page, "document.documentElement.scrollWidth")
    crowded = page.evaluate(CROWDED)
    page.close()
    assert (reach, crowded) == (width, [])


def test_the_page_asks_no_other_host(page, site):
    """Nor does it ask for anything that is not there."""
    asked, failed = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda r: failed.append(r.url) if r.status >= 400 else None)
    page.goto(f"{site}/", wait_until="networkidle")
    assert asked
    assert [url for url in asked if not url.startswith((site, "data:", "blob:"))] == []
    assert failed == []


def test_nothing_of_the_runtime_is_downloaded_before_a_reader_shows_intent(page, site):
    """Reading costs the page alone."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    clocked(page).goto(f"{site}/", wait_until="networkidle")
    page.evaluate("document.querySelector('#adam-implementation').scrollIntoView()")
    later(page, 60_000)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "/runtime/" in url] == []


def test_the_site_works_below_a_sub_path(page, below):
    """All addresses are relative, those of lazily loaded parts too."""
    failed = []
    page.on("response", lambda r: failed.append(r.url) if r.status >= 400 else None)
    page.goto(f"{below}/", wait_until="networkidle")
    page.get_by_role("button", name="Run").first.click()
    log = page.get_by_role("log", name="Output").first
    log.get_by_text("Output will appear here").wait_for(state="hidden")
    assert failed == []


def test_without_scripts_the_article_is_whole(light_chromium, site):
    """Formulas, figures and code are there; no control that does nothing."""
    context = light_chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/")
    assert page.locator(".katex-mathml").count() > 50
    assert page.locator("figure .figure-image").count() == 14
    assert page.locator("pre code").first.is_visible()
    assert [b.inner_text() for b in page.locator("button:visible").all()] == []
    context.close()


@pytest.mark.parametrize("width", [1120, 1440, 1920, 2560])
def test_the_large_number_of_a_layer_keeps_clear_of_the_contents(page, site, width):
    """Which stand beside it in a wide window."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site}/")
    laid_out(page)
    page.locator(".layer > h2").first.evaluate("e => e.scrollIntoView()")
    contents, number = page.evaluate("""() => {
        const right = (e) => { const range = document.createRange();
            range.selectNodeContents(e);
            return range.getBoundingClientRect().right; };
        const titles = [...document.querySelectorAll(".core a > :last-child")];
        const number = getComputedStyle(document.querySelector(".layer"), "::before");
        return [Math.max(...titles.map(right)), parseFloat(number.left)]; }""")
    assert contents + 12 < number


def test_the_layers_stand_in_order(page, site):
    """Sections come in the order of reading, each under its title."""
    page.goto(f"{site}/")
    titles = [" ".join(t.split()) for t in page.locator("h1, h2").all_text_contents()]
    expected = [
        "Adam Optimizer",
        "Historical Context",
        "Moment Generating Function",
        "The Adam Update",
        "The AdaGrad Motivation",
        "The Convergence Fix (AMSGrad)",
        "Decoupled Weight Decay (AdamW)",
        "Adam Implementation",
    ]
    found = iter(titles)
    assert all(any(title in text for text in found) for title in expected), titles


def test_the_first_tab_leads_past_the_header(page, site):
    """Keyboard readers skip to the text."""
    page.goto(f"{site}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#content"


def looks(page) -> bytes:
    """A picture of what has the focus, and a little around it."""
    box = page.evaluate(
        """() => { const {x, y, width, height} = document.activeElement.getBoundingClientRect();
        return {x: Math.max(0, x - 6), y: Math.max(0, y - 6), width: width + 12,
                height: height + 12}; }"""
    )
    return page.screenshot(clip=box, animations="disabled", caret="hide")


# What the focus set going has come to its end.
TRANSITIONED = """document.getAnimations().filter((one) => one instanceof CSSTransition)
    .forEach((one) => one.finish())"""


def test_every_focusable_thing_shows_its_focus(page, site):
    """Sixty steps of the Tab key: each thing looks other than without the focus."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{site}/")
    laid_out(page)
    for _ in range(60):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            """() => { const style = getComputedStyle(document.activeElement);
            return style.outlineStyle !== 'none' || style.boxShadow !== 'none'; }"""
        )
        if shown:
            continue
        page.evaluate(TRANSITIONED)
        focused = looks(page)
        page.add_style_tag(
            content=":focus-visible::-webkit-slider-thumb { outline: none !important;"
            " box-shadow: none !important }"
        )
        assert looks(page) != focused, page.evaluate("document.activeElement.outerHTML")
        page.evaluate("document.head.lastElementChild.remove()")


def test_the_theme_can_be_chosen_and_is_kept(page, site):
    """Auto, light, dark; the choice survives a reload."""
    page.goto(f"{site}/")
    toggle = page.locator(".theme-toggle")
    seen = set()
    for _ in range(3):
        toggle.click()
        seen.add(page.evaluate("document.documentElement.dataset.theme ?? 'auto'"))
    assert seen == {"auto", "light", "dark"}
    for _ in range(2):
        if page.evaluate("document.documentElement.dataset.theme") != "dark":
            toggle.click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


SHIFT = (
    "window.shift = 0; new PerformanceObserver(list => { for (const entry of list.getEntries())"
    " window.shift += entry.value; }).observe({type: 'layout-shift', buffered: true});"
)


def test_a_page_beside_the_article_gets_the_fonts_too(page, site):
    """On a first visit to one of Pelican's pages, no text is shown in a stand-in."""
    html = page.request.get(f"{site}/").text()
    body = '<body><main class="page"><h1>About</h1><p>Text.</p></main></body></html>'
    answer = html[: html.index("<body")] + body
    page.route("**/about.html", lambda route: route.fulfill(body=answer, content_type="text/html"))
    page.goto(f"{site}/about.html")
    page.locator(".page > p").wait_for()  # seen, and so set
    assert page.evaluate("document.fonts.check('1em \"Source Serif 4\"')")
    font = page.locator(".page > p").evaluate("p => getComputedStyle(p).fontFamily")
    assert font.startswith('"Source Serif 4",')


def test_the_first_scripts_wait_for_no_other(page, site):
    """A bundle that another one imports would take a round trip more before the first paint."""
    page.goto(f"{site}/")
    scripts = page.eval_on_selector_all("script[src]", "all => all.map((script) => script.src)")
    assert len(scripts) >= 3
    for script in scripts:
        text = page.request.get(script).text()
        assert not re.search(r'(?:from|import)\s*"\./', text), script


def test_the_page_does_not_shift_while_it_loads(page, site):
    """Layout shift stays 0, fonts and figures included."""
    page.add_init_script(SHIFT)
    page.goto(f"{site}/", wait_until="networkidle")
    still(page, "shift")
    assert page.evaluate("shift") < 0.001


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_shifts_for_a_reader_who_does_not_wait(page, site, width):
    """Fonts that come late do not move the lines that somebody has scrolled to meanwhile."""
    page.add_init_script(SHIFT)
    page.set_viewport_size({"width": width, "height": 800})
    page.route("**/*.woff2", lambda route: (time.sleep(0.1), route.continue_()))
    page.goto(f"{site}/", wait_until="commit")
    page.wait_for_selector("#layer-1", state="attached")
    page.evaluate("scrollTo(0, 1200)")
    page.wait_for_load_state("networkidle")
    still(page, "shift")
    assert page.evaluate("shift") < 0.001
    assert page.locator("html.waiting").count() == 0


def test_the_contents_count_the_exercises_that_were_solved_here(page, site):
    """From an earlier visit, and until the reader has it forgotten."""
    page.goto(f"{site}/404.html")
    for name in ("write-adam", "write-adamw"):
        page.evaluate("name => localStorage.setItem(`codebox-solved:/:${name}`, '1')", name)
    page.goto(f"{site}/")
    entry = page.locator(".contents .core a", has_text="Adam Implementation")
    expect(entry).to_contain_text("2 of 4 solved")
    for name, left in (("write-adam", "1 of 4 solved"), ("write-adamw", "")):
        box = page.locator(f"#codebox-{name}")
        box.get_by_role("button", name="Forget").click()
        expect(box.get_by_role("button", name="Check")).to_be_focused()
        expect(entry.locator(".core-solved")).to_have_text([left] if left else [])
    page.reload()
    expect(page.locator("[data-solved]")).to_have_count(0)
