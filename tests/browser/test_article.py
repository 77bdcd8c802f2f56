"""The code boxes of the built article, with the code that it prints."""

import re

import pytest
from playwright.sync_api import expect


def box_of(page, name):
    box = page.locator(f"#codebox-{name}")
    box.scroll_into_view_if_needed()
    return box


def run(box):
    box.get_by_role("button", name="Run").click()


def write(page, box, code):
    box.get_by_role("textbox", name="Python code").focus()
    expect(box.locator(".cm-content")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(code)


def ended(box, text="Finished"):
    expect(box.get_by_role("status")).to_contain_text(text)
    return box.get_by_role("log", name="Output")


@pytest.fixture
def article(page, site):
    page.goto(f"{site}/")
    return page


def test_adam_agrees_with_adamcore_to_the_last_bit(article):
    """The article's own implementation, run as it stands: the last column is zero."""
    box = box_of(article, "adam")
    run(box)
    rows = ended(box).inner_text().splitlines()[1:]
    assert [row.split()[0] for row in rows if row] == ["1", "10", "100", "500"]
    assert {row.split()[-1] for row in rows if row} == {"0.0e+00"}


def test_an_edit_changes_the_numbers(article):
    """Half the learning rate, half the first step."""
    box = box_of(article, "adam")
    code = box.locator("pre code").first.text_content()
    write(article, box, code.replace("lr=0.01", "lr=0.005"))
    run(box)
    first = ended(box).inner_text().splitlines()[1]
    assert float(first.split()[1]) == pytest.approx(0.995)


def test_an_error_shows_its_traceback_and_leads_to_its_line(article):
    """The reader's own frames, and a way back to the line."""
    box = box_of(article, "adam")
    write(article, box, "x = 1\nprint(x)\nx / 0")
    run(box)
    log = ended(box, "error in line 3")
    expect(log).to_contain_text("ZeroDivisionError: division by zero")
    log.get_by_role("link", name="line 3").or_(log.get_by_role("button", name="line 3")).click()
    expect(box.locator(".cm-content")).to_be_focused()


def test_stop_ends_an_endless_loop_and_the_next_run_works(article):
    """Output so far stays, and Python is there again at once."""
    box = box_of(article, "adam")
    write(article, box, "print('before', flush=True)\nwhile True:\n    pass")
    run(box)
    expect(box.get_by_role("log", name="Output")).to_contain_text("before")
    box.get_by_role("button", name="Stop").click()
    log = ended(box, "Stopped")
    expect(log).to_contain_text("before")
    write(article, box, "print(6 * 7)")
    run(box)
    expect(ended(box)).to_have_text(re.compile("42"))


def test_a_reader_s_own_rule_runs_beside_the_library_s(article):
    """Mine, which is AMSGrad, and AMSGrad end at the same place; Adam at the wrong one."""
    box = box_of(article, "your-own-rule")
    run(box)
    lines = ended(box).inner_text().splitlines()
    x = {line.split()[0]: float(line.split()[-1]) for line in lines if line}
    assert x["Mine"] == x["AMSGrad"] < 0 < x["Adam"]


@pytest.mark.parametrize(("scheme", "ink"), [("light", "29, 31, 36"), ("dark", "233, 230, 223")])
def test_an_own_figure_is_drawn_in_the_page_s_colours(chromium, site, scheme, ink):
    """matplotlib comes with the first import, and its picture has a text of its own."""
    context = chromium.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{site}/")
    box = box_of(page, "your-own-figure")
    run(box)
    image = ended(box).get_by_role("img")
    assert "bias correction" in image.get_attribute("alt")
    svg = image.evaluate("image => fetch(image.src).then(answer => answer.text())")
    context.close()
    assert f"rgb({ink})" in svg
