"""The code box as an editor: behaviours in every browser; keys, fingers and windows in Chromium."""

import base64
import zlib

import pytest
from playwright.sync_api import expect

from tests.browser.codebox.drivers import available, titles
from tests.browser.test_codebox_reader import editor, violations, wait_for_editor
from tests.browser.waiting import eventually, still, until

# The first test of a page waits until all of the page has been played.
pytestmark = pytest.mark.timeout(900)
BEHAVIOURS = [(script, title) for script in ("editing", "touch") for title in titles(script)]
IN_TEXTAREA = "**/editor-*.js*"


@pytest.mark.parametrize(("script", "title"), BEHAVIOURS)
@pytest.mark.parametrize("browser", available())
def test_behaviour(played, browser, script, title):
    """The editor does what the behaviour's title says."""
    # a page without a policy, which frames those that have one
    assert played(browser, f"open.html?play={script}")[title] == ""


def fragment(code, name="first"):
    payload = base64.urlsafe_b64encode(zlib.compress(code.encode())).decode().rstrip("=")
    return f"#code={name}.{payload}"


@pytest.fixture
def box(page, boxes):
    page.goto(f"{boxes}/index.html")
    return page.locator("#codebox-first")


def test_an_opener_cannot_have_unseen_code_run(context, boxes):
    """Another window changes the address again and again while a click is under way."""
    opener = context.new_page()
    opener.goto(f"{boxes}/open.html")
    harmless, attack = fragment("print('seen')"), fragment("print('unseen')")
    with context.expect_page() as opened:
        opener.evaluate(f"window.victim = open('index.html{harmless}'); null")
    victim = opened.value
    box = victim.locator("#codebox-first")
    expect(box.get_by_role("status")).to_contain_text("came with the link")
    opener.evaluate(
        f"""addEventListener('message', () => {{ victim.location.hash = {attack!r}; }}); null"""
    )
    # told at the click, before any listener of the page hears of it
    victim.evaluate("addEventListener('click', () => opener.postMessage('', '*'), true)")
    box.get_by_role("button", name="Run").click()
    expect(box.get_by_role("status")).to_contain_text("Finished")
    expect(box.get_by_role("log")).to_have_text("seen\n")
    assert editor(box).text_content() == "print('unseen')"


def test_a_click_before_the_link_s_code_was_painted_runs_nothing(page, box):
    """The reader has clicked at what stood there before."""
    run = box.get_by_role("button", name="Run")
    wait_for_editor(box)
    # the code comes as the key goes down, and no frame is painted until it comes up
    page.evaluate(
        """hash => addEventListener("keydown", () => {
            window.requestAnimationFrame = () => 0;
            location.hash = hash;
        }, { capture: true, once: true })""",
        fragment("print('unseen')"),
    )
    run.focus()
    page.keyboard.down("Space")
    expect(editor(box)).to_have_text("print('unseen')")
    page.keyboard.up("Space")
    expect(box.get_by_role("status")).to_contain_text("Other code has just come with a link")
    assert "unseen" not in box.get_by_role("log").text_content()


def test_the_code_runs_from_a_link_that_is_on_screen(page, boxes):
    """Run is one click, once the code has been seen."""
    page.goto(f"{boxes}/index.html{fragment('print(40 + 2)')}")
    box = page.locator("#codebox-first")
    expect(box.get_by_role("status")).to_contain_text("has not been run")
    box.get_by_role("button", name="Run").click()
    expect(box.get_by_role("log")).to_have_text("42\n")


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        ('def f():\n"""Says so."""\nreturn 1', 'def f():\n    """Says so."""\n    return 1'),
        ('"""One\ntwo"""\n', '"""One\ntwo"""\n'),
        ("s = '''a'''", "s = '''a'''"),
        ('f"""{x}"""', 'f"""{x}"""'),
        ("lr = 1\nlr_decay = 2\nlr\n", "lr = 1\nlr_decay = 2\nlr\n"),
        ("data = [1, (2)]", "data = [1, (2)]"),
    ],
)
def test_what_is_typed_is_what_is_there(page, box, keys, wanted):
    """Letter by letter with a real keyboard, slowly enough for lists to open."""
    wait_for_editor(box)
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.type(keys, delay=60)
    assert box.locator(".cm-content").evaluate(LINES) == wanted


LINES = "c => [...c.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\\n')"


def test_the_first_tab_into_a_box_keeps_the_focus(page, box):
    """From the title on, Tab comes into the code, and stays there when the editor comes."""
    page.set_viewport_size(
        {"width": 320, "height": 700}
    )  # where code scrolls, and is a stop of Tab
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Python code"
    expect(box.locator(".cm-content")).to_be_focused()


def test_the_code_is_searched_by_keyboard_alone(page, box):
    """Ctrl+F, Enter goes on, Esc returns to the match; nothing runs, and axe finds nothing."""
    wait_for_editor(box)
    page.keyboard.press("Control+f")
    expect(box.get_by_role("textbox", name="Find")).to_be_focused()
    page.keyboard.type("total")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Enter")
    assert box.locator(".cm-searchMatch").count() >= 3
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(box.locator(".cm-content")).to_be_focused()
    assert page.evaluate("String(getSelection())") == "total"
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(box.get_by_role("button", name="Run")).to_be_focused()


def test_axe_finds_nothing_where_code_came_with_a_link(page, boxes):
    """With its mark, its buttons and what it says of hidden characters."""
    page.goto(f"{boxes}/index.html{fragment('payp\u0430l = 1  # \u202e')}")
    box = page.locator("#codebox-first")
    expect(box.get_by_role("group", name="Origin of the code")).to_contain_text("cannot be seen")
    assert violations(page) == []
    wait_for_editor(box)
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_mark_with_long_names_does_not_widen_the_page(page, boxes, width):
    """Names from a link are cut, and break."""
    page.set_viewport_size({"width": width, "height": 800})
    names = "\n".join(f"p\u0430{'y' * 90}{i} = 1" for i in range(40))
    page.goto(f"{boxes}/index.html{fragment(names)}")
    strip = page.locator("#codebox-first").get_by_role("group", name="Origin of the code")
    expect(strip).to_contain_text("look like others")
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) <= 0


def test_where_the_editor_does_not_come_tab_writes_and_escape_leaves(page, boxes):
    """The textarea has the editor's policy: Tab, Shift+Tab, Esc then Tab, and undo."""
    page.route(IN_TEXTAREA, lambda route: route.abort())
    page.goto(f"{boxes}/index.html")
    box = page.locator("#codebox-second")
    area = editor(box)
    with page.expect_request("**/area-*.js*"):
        area.focus()

    def tabbed():  # before the script is there, Tab leaves
        area.fill("if x:\n\ty()")
        page.keyboard.press("Control+End")
        page.keyboard.press("Tab")
        return area.input_value() == "if x:\n\ty()\t"

    eventually(tabbed)
    page.keyboard.press("Control+z")
    assert area.input_value() == "if x:\n\ty()"
    area.fill("ab\ncd")
    page.keyboard.press("Tab")
    assert area.input_value() == "ab\ncd  "
    page.keyboard.press("Control+a")
    page.keyboard.press("Tab")
    assert area.input_value() == "    ab\n    cd  "
    page.keyboard.press("Shift+Tab")
    assert area.input_value() == "ab\ncd  "
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(box.get_by_role("button", name="Run")).to_be_focused()


def test_where_the_editor_does_not_come_everything_is_kept_and_told(page, boxes):
    """A link's code has its mark, what hides in it is told, and lines move while a program runs."""
    page.route(IN_TEXTAREA, lambda route: route.abort())
    code = "import time\ntime.sleep(6)\nraise ValueError('\u200b')"
    page.goto(f"{boxes}/index.html{fragment(code)}")
    box = page.locator("#codebox-first")
    expect(box.get_by_role("group", name="Origin of the code")).to_contain_text("line 3")
    box.get_by_role("button", name="Run").click()
    expect(box.get_by_role("status")).to_have_text("Running")
    editor(box).focus()
    page.keyboard.press("Control+Home")
    page.keyboard.type("# new\n")
    expect(box.get_by_role("status")).to_have_text("Ended by an error in line 3, now line 4")
    box.get_by_role("button", name="line 3").click()
    at = editor(box).evaluate("a => a.value.slice(0, a.selectionStart).split('\\n').length")
    assert at == 4
    page.reload()
    expect(box.get_by_role("group", name="Origin of the code")).to_contain_text("with a link")
    box.get_by_role("button", name="Put back what was here").click()
    assert editor(box).input_value().startswith("import numpy")


def damaged(page, address):
    """A box whose reader has pressed Run, of which a script came damaged."""
    broken = {"body": "damaged ((", "content_type": "text/javascript"}
    page.route("**/runner-*.js*", lambda route: route.fulfill(**broken))
    page.goto(address)
    box = page.locator("#codebox-first")
    # the box has another height with the link's code, and its buttons another place
    expect(box.get_by_role("group", name="Origin of the code")).to_be_visible()
    box.get_by_role("button", name="Run").click()
    expect(box.get_by_role("button", name="Reload")).to_be_visible()
    return box


def test_reload_keeps_also_what_nobody_has_touched(page, boxes):
    """Code from a link that has left the address is there again, with its mark."""
    box = damaged(page, f"{boxes}/index.html{fragment('print(1)')}")
    page.evaluate("history.replaceState(null, '', 'index.html')")
    with page.expect_navigation():
        box.get_by_role("button", name="Reload").click()
    expect(box.get_by_role("group", name="Origin of the code")).to_contain_text("with a link")
    assert editor(box).input_value() == "print(1)"


def test_reload_where_nothing_is_kept_asks_first(page, boxes):
    """The reader copies the code, or says that it may go."""
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); }")
    box = damaged(page, f"{boxes}/index.html{fragment('print(1)')}")
    box.get_by_role("button", name="Reload").click()
    expect(box.get_by_role("status")).to_contain_text("a reload would lose your code")
    expect(box.get_by_role("button", name="Copy", exact=True)).to_have_count(2)
    with page.expect_navigation():
        box.get_by_role("button", name="Reload anyway").click()


@pytest.fixture
def phone(chromium, boxes):
    """A phone with a finger, 390 pixels wide."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(f"{boxes}/index.html")
    yield page
    context.close()


def tapped(phone):
    box = phone.locator("#codebox-first")
    box.locator("textarea").tap()
    expect(box.locator(".cm-content")).to_be_focused()
    expect(box.get_by_role("toolbar", name="Keys for Python")).to_be_visible()
    return box


def test_keys_of_a_phone_s_row_write_and_leave_the_focus(phone):
    """Tapped with a finger."""
    box = tapped(phone)
    phone.keyboard.press("Control+a")
    phone.keyboard.press("Delete")
    for name in ("Tab", "Opening bracket", "Quotation mark", "Right", "Right", "Colon", "Undo"):
        box.get_by_role("button", name=name, exact=True).tap()
        expect(box.locator(".cm-content")).to_be_focused()
    assert box.locator(".cm-content").evaluate(LINES) == '    ("")'
    assert violations(phone) == []


@pytest.mark.parametrize("name", ["Run", "Reset", "Share"])
def test_what_is_tapped_while_the_code_is_written_does_not_move_away(phone, name):
    """The row of keys, which stands above the buttons, goes when the tap is over."""
    box = tapped(phone)
    phone.evaluate("addEventListener('click', ({ target }) => (window.hit = target.textContent))")
    box.get_by_role("button", name=name, exact=True).tap()
    assert phone.evaluate("window.hit.trim()") == name
    expect(box.get_by_role("toolbar", name="Keys for Python")).to_be_hidden()


def test_the_row_stands_above_the_keyboard_and_the_caret_above_the_row(phone):
    """A keyboard takes half of the window; the code does not jump, its caret is in sight."""
    box = tapped(phone)
    phone.keyboard.press("Control+End")
    phone.evaluate(
        """() => {
          Object.defineProperty(visualViewport, "height", { get: () => 420, configurable: true });
          visualViewport.dispatchEvent(new Event("resize"));
        }"""
    )
    edge = "document.querySelector('.codebox-keyrow').getBoundingClientRect()"
    until(phone, f"{edge}.bottom <= 421")
    caret = "[...document.querySelectorAll('.cm-line')].at(-1).getBoundingClientRect()"
    until(phone, f"{caret}.bottom <= {edge}.top + 1 && {caret}.top > 0")
    expect(box.locator(".cm-content")).to_be_focused()
    before = phone.evaluate("scrollY")
    phone.keyboard.type("x")
    assert still(phone, "scrollY") == before


def test_with_a_mouse_there_is_no_row_of_keys(page, box):
    """Keyboards have these keys."""
    wait_for_editor(box)
    assert still(page, "document.querySelectorAll('[role=toolbar]').length") == 0
