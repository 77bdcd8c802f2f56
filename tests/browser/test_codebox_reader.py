"""The code box under a reader's hands: keyboard, looks, thrift; Chromium with real input."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import clocked, eventually, later, until

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
LAID_OUT = """document.readyState !== "loading" &&
    [...document.querySelectorAll("link[rel=stylesheet]")].every((link) => link.sheet)"""


@pytest.fixture
def box(page, boxes):
    page.goto(boxes)
    return page.locator("#codebox-first")


def editor(box):
    return box.get_by_role("textbox", name="Python code")


def wait_for_editor(box):
    editor(box).focus()
    expect(box.locator(".cm-content")).to_be_focused()


def finished(box):
    expect(box.get_by_role("status")).to_contain_text("Finished")


def test_the_first_run_and_the_next_start_from_the_snapshot(page, boxes):
    """A start without it works as well, and nobody would see why it is slow."""
    asked = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto(boxes)
    first = page.locator("#codebox-first")
    for _ in range(2):
        first.get_by_role("button", name="Run").click()
        finished(first)
    assert any("/snapshot" in address for address in asked)
    assert not any("/start.bin" in address for address in asked)


# Python has tables of these codes, this text and this function; hardly any program wants them.
SELDOM = """\
print("before", flush=True)
print("日本".encode("euc_jp"), "日本".encode("gb18030"))
import numpy, ntpath
print(numpy.hanning.__doc__.split()[:3], ntpath.splitdrive("c:/a"))
"""


def test_a_program_that_needs_a_seldom_function_is_run_again_and_nobody_is_told(page, boxes):
    """What it has shown once is shown once; without the net the reader is told what is missing."""
    page.route("**/cold*", lambda route: route.abort())
    page.goto(boxes)
    box = page.locator("#codebox-first")
    wait_for_editor(box)
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(SELDOM)
    box.get_by_role("button", name="Run").click()
    expect(box.get_by_role("status")).to_contain_text(
        "cold.bin did not arrive. Is there a connection?"
    )
    page.unroute("**/cold*")
    box.get_by_role("button", name="Retry").click()
    finished(box)
    shown = "before\nb'\\xc6\\xfc\\xcb\\xdc' b'\\xc8\\xd5\\xb1\\xbe'\n"
    shown += "['Return', 'the', 'Hanning'] ('c:', '/a')\n"
    expect(box.get_by_role("log", name="Output")).to_have_text(shown)


@pytest.mark.parametrize("keys", ["Control+Enter", "Shift+Enter"])
def test_keys_run_the_code(page, box, keys):
    """Both combinations run, from the keyboard alone."""
    wait_for_editor(box)
    page.keyboard.press("Control+a")
    page.keyboard.type("print(6 * 7)")
    page.keyboard.press(keys)
    finished(box)
    expect(box.get_by_role("log", name="Output")).to_have_text("42\n")


def test_escape_then_tab_leaves_the_editor(page, box):
    """Tab indents by four; Esc, then Tab moves on; the reader is told."""
    wait_for_editor(box)
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.press("Tab")
    assert box.locator(".cm-line").text_content() == "    "
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(box.get_by_role("button", name="Run")).to_be_focused()
    described = box.locator(".cm-content").get_attribute("aria-describedby")
    assert "Esc, then Tab" in page.locator(f"#{described}").text_content()


def test_what_is_typed_while_the_editor_loads_is_kept(page, box):
    """The textarea hands over text, selection and focus."""
    area = box.locator("textarea")
    # At once: the editor comes with the focus.
    area.evaluate(
        "a => { a.focus(); a.setRangeText('# mine\\n', 0, 0, 'end');"
        " a.dispatchEvent(new Event('input')); }"
    )
    expect(box.locator(".cm-content")).to_be_focused()
    page.keyboard.type("x")
    assert box.locator(".cm-line").nth(1).text_content() == "ximport numpy as np"


def test_the_editor_takes_the_place_of_the_code_without_a_jump(page, box):
    """Same size, same lines, before and after."""
    before = box.locator(".codebox-code").bounding_box()
    wait_for_editor(box)
    assert box.locator(".codebox-code").bounding_box() == pytest.approx(before, abs=0.5)


COLOURS = """root => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const { color, fontWeight, fontStyle } = getComputedStyle(walker.currentNode.parentElement);
    for (const letter of walker.currentNode.data) {
      if (/\\S/.test(letter)) found.push([letter, color, fontWeight, fontStyle].join(" "));
    }
  }
  return found;
}"""


def test_the_editor_colours_python_as_the_static_code_does(box):
    """Letter by letter: colour, weight and slant."""
    static = box.locator("pre code").evaluate(COLOURS)
    wait_for_editor(box)
    box.locator(".cm-content").evaluate("c => c.blur()")
    eventually(lambda: box.locator(".cm-content").evaluate(COLOURS) == static)


def test_edits_are_kept_and_reset_forgets_them(page, box):
    """They outlive a reload; after Reset the original does."""
    original = editor(box).input_value()
    editor(box).fill("kept = 1")
    page.reload()
    assert editor(box).input_value() == "kept = 1"
    box.get_by_role("button", name="Reset").click()
    box.get_by_role("button", name="Undo").click()
    page.reload()
    assert editor(box).input_value() == "kept = 1"
    box.get_by_role("button", name="Reset").click()
    page.reload()
    assert editor(box).input_value() == original


def test_reset_is_undone_by_the_editor_s_own_undo(page, box):
    """Ctrl+Z knows of it."""
    wait_for_editor(box)
    page.keyboard.press("Control+Home")
    page.keyboard.type("first")
    box.get_by_role("button", name="Reset").click()
    wait_for_editor(box)
    page.keyboard.press("Control+z")
    assert box.locator(".cm-line").first.text_content().startswith("first")


def test_a_shared_link_opens_elsewhere_and_runs_nothing(page, box, chromium):
    """Another reader sees the code, the notice, and no output."""
    editor(box).fill("print('shared')")
    box.get_by_role("button", name="Share").click()
    page.wait_for_url("**/#code=first.*")
    other = chromium.new_context()
    try:
        there = clocked(other.new_page())
        there.goto(page.url)
        box = there.locator("#codebox-first")
        expect(box.get_by_role("status")).to_contain_text("has not been run")
        assert editor(box).input_value() == "print('shared')"
        later(there, 10_000)
        expect(box.get_by_role("log")).to_contain_text("Output will appear here")
    finally:
        other.close()


def test_names_are_completed(page, box):
    """NumPy's members come from the interpreter that waits, the reader's own from the code."""
    box.get_by_role("button", name="Run").click()
    finished(box)
    wait_for_editor(box)
    page.keyboard.press("Control+a")
    page.keyboard.type("import numpy as np\nmy_matrix = 1\nnp.linal")
    options = page.get_by_role("option")
    expect(options.filter(has_text="linalg")).to_be_visible()
    page.keyboard.press("Enter")
    expect(options).to_have_count(0)
    page.keyboard.type("\nmy_ma")
    expect(options.filter(has_text="my_matrix")).to_be_visible()


def requests_of(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def test_nothing_is_fetched_before_intent(page, boxes):
    """A page with boxes loads one small script for them, and waits."""
    asked = requests_of(page)
    clocked(page).goto(boxes, wait_until="networkidle")
    later(page, 60_000)
    page.wait_for_load_state("networkidle")
    names = {Path(address).name.split("-")[0].split("?")[0] for address in asked}
    assert not [address for address in asked if "/runtime/" in address]
    assert not names & {"editor", "runner", "worker", "output"}


def test_a_pointer_that_rests_in_the_box_prepares_everything(page, box):
    """Then a click waits for nothing."""
    box.hover()
    expect(box.get_by_role("status")).to_have_text("Ready")
    box.get_by_role("button", name="Run").click()
    finished(box)


def test_a_press_of_run_alone_brings_the_editor_after_the_output(page, boxes):
    """It would take its part of the line and of the processor, and nobody writes yet."""
    asked = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto(boxes)
    box = page.locator("#codebox-first")
    expect(box.get_by_role("button", name="Run")).to_be_visible()
    box.get_by_role("button", name="Run").dispatch_event("click")
    finished(box)
    expect(box.locator(".cm-content")).to_be_attached()
    order = [
        "editor" in address for address in asked if "editor" in address or "/snapshot" in address
    ]
    assert order == [False, True]


def test_a_run_that_could_not_be_brings_no_editor(page, boxes):
    """It would take the line from whoever tries again."""
    page.route("**/output-*.js*", lambda route: route.abort())
    page.goto(boxes)
    asked = requests_of(page)
    box = page.locator("#codebox-first")
    box.get_by_role("button", name="Run").dispatch_event("click")
    expect(box.get_by_role("status")).to_contain_text("It did not work")
    page.evaluate("fetch(location.href)")  # the editor's would have come before this
    assert not [address for address in asked if "editor" in address]
    page.unroute("**/output-*.js*")
    box.get_by_role("button", name="Reload").click()
    box.get_by_role("button", name="Run").click()
    finished(box)


def test_focus_in_the_code_brings_the_editor_at_once(page, box):
    """However long a program of another box, or the download, may take."""
    page.route("**/snapshot*", lambda route: None)
    wait_for_editor(box)


def test_save_data_waits_for_run(context, boxes):
    """Neither pointer nor focus fetches anything for readers who save data; Run works."""
    context.add_init_script(
        "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
    )
    page = clocked(context.new_page())
    page.goto(boxes, wait_until="networkidle")
    asked = requests_of(page)
    box = page.locator("#codebox-first")
    box.hover()
    editor(box).focus()
    later(page, 60_000)
    assert asked == []
    box.get_by_role("button", name="Run").click()
    finished(box)


def test_the_script_before_intent_is_at_most_10_kb(boxes_folder):
    """Compressed by brotli, everything that the page loads for the boxes."""
    node = shutil.which("node")
    script = (
        "const {brotliCompressSync: b} = require('zlib'), {readFileSync: r} = require('fs');"
        "console.log(process.argv.slice(1).reduce((n, f) => n + b(r(f)).length, 0))"
    )
    files = [boxes_folder / "caged" / name for name in ("box.js", "guard.js")]
    first = files[0].read_text("utf-8")
    files += [files[0].parent / name for name in re.findall(r'from"\./([^"]+)"', first)]
    done = subprocess.run([node, "-e", script, *files], capture_output=True, text=True, check=True)
    assert int(done.stdout) <= 10_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page, box, scheme):
    """Before a run, and after one with every kind of output."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    assert violations(page) == []
    wait_for_editor(box)
    editor(box).fill("import sys\nprint('out')\nprint('err', file=sys.stderr)\n1 / 0")
    box.get_by_role("button", name="Run").click()
    expect(box.get_by_role("status")).to_contain_text("Ended by an error")
    assert violations(page) == []


def violations(page):
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    return [(one["id"], [node["html"][:100] for node in one["nodes"]]) for one in found]


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_page_never_scrolls_sideways(page, box, width):
    """Long lines scroll inside the box, before and after a run."""
    page.set_viewport_size({"width": width, "height": 800})
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) <= 0
    editor(box).fill(f"print({'x' * 300!r})\n{'y' * 300!r}")
    box.get_by_role("button", name="Run").click()
    finished(box)
    assert page.evaluate(overflow) <= 0


def test_touch_targets_are_44_pixels(page, box):
    """Every button of the tools, at the narrowest width."""
    page.set_viewport_size({"width": 320, "height": 800})
    for button in box.get_by_role("button").all():
        size = button.bounding_box()
        assert size["width"] >= 44
        assert size["height"] >= 44


def test_without_scripts_the_code_is_there_and_the_controls_are_not(chromium, boxes):
    """The article stays readable."""
    context = chromium.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(boxes)
        expect(page.locator("#codebox-first pre")).to_be_visible()
        for part in ("tools", "foot", "output"):
            expect(page.locator(f"#codebox-first .codebox-{part}")).to_be_hidden()
    finally:
        context.close()


def test_controls_do_not_move_the_page_when_they_come(page, boxes):
    """Their room is kept before the script arrives."""
    page.route("**/box.js", lambda route: None)
    page.goto(boxes, wait_until="commit")
    until(page, LAID_OUT)
    before = page.locator("#codebox-second").bounding_box()
    page.unroute("**/box.js")
    page.goto(boxes)
    assert page.locator("#codebox-second").bounding_box() == pytest.approx(before, abs=0.5)


def test_a_script_that_does_not_arrive_is_told(page, boxes):
    """With Retry, and the code can be read."""
    page.route("**/box.js", lambda route: route.abort())
    page.goto(boxes)
    box = page.locator("#codebox-first")
    expect(box.get_by_role("status")).to_contain_text("did not arrive")
    expect(box.get_by_role("button", name="Retry")).to_be_visible()


def test_a_browser_without_webassembly_is_told(context, boxes):
    """The box says so when it is asked to run."""
    context.add_init_script("delete globalThis.WebAssembly")
    page = context.new_page()
    page.goto(boxes)
    box = page.locator("#codebox-first")
    box.get_by_role("button", name="Run").click()
    expect(box.get_by_role("status")).to_contain_text("no WebAssembly")
    expect(box.get_by_role("button", name="Retry")).to_be_visible()


def test_the_box_runs_from_a_textarea_where_the_editor_does_not_come(page, boxes):
    """Without CodeMirror everything else works."""
    page.route("**/editor-*.js*", lambda route: route.abort())
    page.goto(boxes)
    box = page.locator("#codebox-second")
    editor(box).fill("print('plain')")
    editor(box).press("Control+Enter")
    finished(box)
    expect(box.get_by_role("log")).to_have_text("plain\n")
    expect(box.locator("textarea")).to_be_visible()


def test_pictures_follow_the_theme(page, box):
    """The same picture is drawn in the other theme's ink."""
    page.add_style_tag(
        content=":root { --color-ink: #1d1f24 } [data-theme=dark] { --color-ink: #e9e6df }"
    )
    editor(box).fill("from matplotlib.figure import Figure\nf = Figure()\nf.subplots()\nf")
    box.get_by_role("button", name="Run").click()
    finished(box)
    image = box.get_by_role("img")
    before = image.get_attribute("src")
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    expect(image).not_to_have_attribute("src", before)
