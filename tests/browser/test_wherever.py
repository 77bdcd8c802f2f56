"""The page wherever it goes: first visits, line ends, copies, paper, reading modes, links."""

import json
import re
import shutil
import struct
from functools import cache
from pathlib import Path

import pytest

from bench.first_visit import SHIFT, settled
from tests.browser.codebox.drivers import available, play
from tests.browser.waiting import eventually, laid_out, still, until
from tools.server import serving

ROOT = Path(__file__).parents[2]
READABILITY = ROOT / "node_modules" / "@mozilla" / "readability" / "Readability.js"
PROBE = Path(__file__).parent / "wherever" / "probe.js"
BROWSERS = available()
MARK = r"^[^\s\w(\[{]"


@pytest.fixture(scope="module")
def plays(tmp_path_factory, light_chromium, built_site):
    """What probe.js finds in the built article in a browser, for each try once."""
    folder = tmp_path_factory.mktemp("probed") / "site"
    shutil.copytree(built_site, folder)
    shutil.copyfile(PROBE, folder / "probe.js")
    html = (folder / "index.html").read_text("utf-8")
    probe = '<script type="module" src="./probe.js"></script></head>'
    (folder / "index.html").write_text(html.replace("</head>", probe, 1), "utf-8")
    with serving(folder) as address:
        yield cache(lambda name, tries: play(name, f"{address}/", light_chromium))


@pytest.mark.parametrize("browser", BROWSERS)
def test_the_text_is_shown_in_its_own_fonts(played, browser):
    """None of it is shown before they are there."""
    found = played(browser)
    assert found["fonts"] == "all", found["fonts"]
    assert found["family"].strip('"') == "Source Serif 4"


@pytest.mark.parametrize("browser", BROWSERS)
def test_no_line_begins_with_the_mark_behind_a_formula(played, browser):
    """From 320 to 480 pixels, in the whole article."""
    count, strays = json.loads(played(browser)["strays"])
    assert count > 100
    assert strays == []


@pytest.mark.parametrize("browser", BROWSERS)
def test_a_copied_formula_is_tex_once(played, browser):
    """In a paragraph that stays one: nothing of what is seen or read aloud is with it."""
    text = played(browser)["copied"]
    assert text.startswith(r"Start with the plainest rule. Let $\theta$ be the list")
    assert text.count(r"\theta") == 1
    assert "θ" not in text
    assert "\n" not in text


@pytest.mark.parametrize("width", range(320, 481, 20))
def test_marks_keep_to_their_formulas_at_every_width(page, site, width):
    """As the last test has it, in the window of a phone."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}/")
    laid_out(page)
    page.evaluate(
        "document.querySelectorAll('.article-body > section').forEach(e => e.dataset.open = '')"
    )
    strays = page.evaluate(
        """(mark) => [...document.querySelectorAll(".katex")].flatMap((formula) => {
          if (formula.closest(".katex-display")) return [];
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          texts.currentNode = formula;
          let text = texts.nextNode();
          while (text && formula.contains(text)) text = texts.nextNode();
          if (!text || !new RegExp(mark).test(text.data)) return [];
          const range = document.createRange();
          range.setStart(text, 0);
          range.setEnd(text, 1);
          const [base] = [...formula.querySelectorAll(".katex-html > .katex-base")].slice(-1);
          const [a, b] = [base.getBoundingClientRect(), range.getBoundingClientRect()];
          return b.width && b.left < a.right - 8 ? [text.data.slice(0, 20)] : [];
        })""",
        MARK,
    )
    assert strays == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("place", ["#layer-1", "#figure-counterexample", "#references", ""])
@pytest.mark.parametrize("again", [False, True])
def test_a_visit_begins_in_the_right_fonts_wherever_it_begins(context, site, place, again):
    """KaTeX's too, the first time and the second; nothing shifts, and the place is in sight."""
    page = context.new_page()
    page.add_init_script(SHIFT)
    page.set_viewport_size({"width": 390, "height": 844})
    if again:
        page.goto(f"{site}/")
        page.wait_for_load_state("networkidle")
        page.goto("about:blank")
    session = context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        session.send(f"{domain}.enable")
    page.goto(f"{site}/{place}")
    laid_out(page)
    eventually(lambda: settled(page, session))
    page.wait_for_load_state("networkidle")
    assert still(page, "shift") < 0.001
    if place:
        top = page.locator(place).evaluate("e => e.getBoundingClientRect().top")
        assert -5 <= top < 844


def test_fonts_that_never_come_do_not_keep_the_text(page, site):
    """After a while it is shown in stand-ins."""
    page.route("**/*.woff2", lambda route: None)
    page.goto(f"{site}/#layer-1", wait_until="commit")
    laid_out(page)
    assert page.locator("#layer-1 p").first.is_visible()


def test_translators_are_kept_off_formulas_and_code(page, site):
    """All of them, those in boxes and captions too."""
    page.goto(f"{site}/")
    open_to_all = page.evaluate(
        """[...document.querySelectorAll("main .katex, main code, main pre")]
        .filter((e) => !e.closest("[translate=no]")).map((e) => e.outerHTML.slice(0, 80))"""
    )
    assert open_to_all == []


def test_a_selection_over_paragraphs_keeps_them_apart(page, site):
    """And a displayed formula stands on a line of its own."""
    page.goto(f"{site}/")
    laid_out(page)
    text = page.evaluate(
        """() => {
          const section = document.querySelector("#historical-context");
          const range = document.createRange();
          range.setStart(section.querySelector("#two-ideas-joined"), 0);
          range.setEndAfter(section.querySelector(".katex-display").closest("p").nextElementSibling);
          getSelection().addRange(range);
          const clipboardData = new DataTransfer();
          const init = { clipboardData, bubbles: true, cancelable: true };
          const event = new ClipboardEvent("copy", init);
          document.body.dispatchEvent(event);
          return clipboardData.getData("text/plain");
        }"""
    )
    lines = [line for line in text.splitlines() if line]
    assert lines[0] == "Two ideas, joined"
    assert lines[2] == r"$$\theta_t = \theta_{t-1} - \eta\, g_t .$$"
    assert lines[3].startswith(r"One number, $\eta$, serves")


def test_no_line_of_code_is_cut_at_1280_pixels(page, site):
    """Seventy-six signs have room."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site}/")
    laid_out(page)
    page.evaluate(
        "document.querySelectorAll('.article-body > section').forEach(e => e.dataset.open = '')"
    )
    still(page, "document.documentElement.scrollHeight")
    cut = page.evaluate(
        """[...document.querySelectorAll(".article-body pre")]
        .filter((pre) => pre.scrollWidth > pre.clientWidth + 1).map((pre) => pre.textContent)"""
    )
    longest = page.evaluate(
        """Math.max(...[...document.querySelectorAll(".article-body pre")]
        .flatMap((pre) => pre.textContent.split("\\n").map((line) => line.length)))"""
    )
    assert cut == []
    assert longest <= 76


def test_paper_has_whole_lines_open_folds_notes_and_states(page, site):
    """In dark colours chosen by the reader too; afterwards the page is as it was."""
    page.emulate_media(color_scheme="dark")
    page.goto(f"{site}/")
    laid_out(page)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    folded = page.locator(".article-body > section > details:not([open])").count()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".article-body details:not([open])").count() == 0
    notes = page.locator(".link-notes li").all_text_contents()
    assert len(notes) == len(set(notes)) > 5
    assert page.locator(".link-mark").count() >= len(notes)
    state = page.locator("#figure-mgf .figure-state")
    assert state.is_visible()
    assert state.inner_text() == "As drawn: mean μ 0.60, spread σ 0.80."  # noqa: RUF001 (Greek)
    cut = page.evaluate(
        """[...document.querySelectorAll(".article-body pre")]
        .filter((pre) => getComputedStyle(pre).whiteSpace !== "pre-wrap").length"""
    )
    assert cut == 0
    ink = page.evaluate(
        "getComputedStyle(document.querySelector('.article-body > section > p')).color"
    )
    assert ink == "rgb(29, 31, 36)"
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".link-notes, .link-mark").count() == 0
    assert page.locator("section > details:not([open])").count() == folded > 0


def test_the_article_can_be_cited(context, site):
    """Both buttons put their text on the clipboard, and say so."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site}/#cite")
    for button, start in zip(page.locator(".cite-copy").all(), ("Adam", "@misc{"), strict=True):
        button.click()
        page.locator(".cite-copied", has_text="Copied").wait_for()
        assert page.evaluate("navigator.clipboard.readText()").startswith(start)


def test_a_reading_mode_keeps_dek_and_lead(light_chromium, site):
    """Firefox's own, which takes the page apart by its rules."""
    context = light_chromium.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(f"{site}/")
    page.add_script_tag(path=READABILITY)
    text = page.evaluate("new Readability(document.cloneNode(true)).parse().textContent")
    context.close()
    dek = text.index("Why should every parameter share one learning rate?")
    lead = text.index("A network with a billion parameters")
    assert dek < lead < text.index("In December 2014")
    assert text.index("Adam and its variants form the backbone") > 0


def test_icons_and_the_preview_are_there_in_their_sizes(page, site):
    """What the head and the manifest name can be had."""
    page.goto(f"{site}/")
    names = page.eval_on_selector_all(
        'link[rel="icon"][type="image/png"], link[rel="apple-touch-icon"]',
        "all => all.map(e => e.href)",
    )
    names.append(f"{site}/" + page.locator('meta[property="og:image"]').get_attribute("content"))
    sizes = [struct.unpack(">II", page.request.get(name).body()[16:24]) for name in names]
    assert sizes == [(48, 48), (180, 180), (1200, 630)]
    manifest = page.request.get(f"{site}/manifest.webmanifest").json()
    for icon in manifest["icons"]:
        data = page.request.get(f"{site}/{icon['src']}").body()
        assert icon["sizes"] == "x".join(map(str, struct.unpack(">II", data[16:24])))
    assert re.fullmatch(r"\./?", manifest["start_url"])


GAPS = """() => [...document.querySelectorAll(".figure-body")].map((body) =>
    body.getBoundingClientRect().bottom
        - body.querySelector("img, svg").getBoundingClientRect().bottom)"""


def test_on_paper_a_caption_stands_below_its_drawing(page, site):
    """The room that a screen keeps for a drawing's shape is not left empty there."""
    page.goto(f"{site}/")
    laid_out(page)
    page.emulate_media(media="print")
    page.evaluate("document.querySelectorAll('img').forEach((image) => (image.loading = 'eager'))")
    until(page, "[...document.querySelectorAll('.figure-image')].every((image) => image.complete)")
    gaps = page.evaluate(GAPS)
    assert len(gaps) > 10
    assert max(map(abs, gaps)) < 2
