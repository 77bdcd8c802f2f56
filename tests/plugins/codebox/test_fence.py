"""Fences of live Python become boxes that can be read as they are."""

import re
from html import unescape

import markdown
import pytest

from pelican.plugins.codebox.fence import Download, accepts, highlight, render
from pelican.plugins.explorable.fences import Fence, FenceExtension
from pelican.plugins.explorable.places import SourceError

DOWNLOAD = Download("runtime/abc/", 7_200_000)


def box(body: str, info: str = "python live", line: int = 5) -> str:
    (html,) = render(Fence(info, body, "layer.md", line), DOWNLOAD)
    return html


def code_of(html: str) -> str:
    code = re.search(r"<pre><code>(.*?)</code></pre>", html, re.DOTALL)
    assert code
    return unescape(re.sub(r"<[^>]+>", "", code[1]))


@pytest.mark.parametrize(
    ("info", "live"),
    [("python live", True), ("python live id=a", True), ("python", False), ("live python", False)],
)
def test_only_live_python_is_accepted(info, live):
    """Ordinary code is left to the other extensions."""
    assert accepts(Fence(info, "")) is live


@pytest.mark.parametrize(
    "body", ["", "\n\nx = 1\n\n", "s = '<b>&amp;</b>'", "\tif 1 < 2: pass".strip()]
)
def test_the_text_of_the_box_is_the_author_s_code_to_the_letter(body):
    """What is shown is what will run: nothing stripped, nothing added, markup escaped."""
    assert code_of(box(body)) == body


def test_code_is_highlighted_by_short_class_names():
    """The static code needs no script to be coloured."""
    assert '<span class="k">def</span> <span class="nf">f</span>' in highlight("def f(): pass")


def test_a_magic_name_is_a_definition_only_where_it_is_defined():
    """An editor knows a definition by its place; the static code agrees."""
    html = highlight("class A:\n    def __init__(self): super().__init__()")
    assert html.count('<span class="nf">__init__</span>') == 1
    assert html.count('<span class="n">__init__</span>') == 1


def test_a_box_tells_where_its_runtime_is_and_how_much_a_run_downloads():
    """The script reads both before it fetches anything."""
    html = box("1", "python live id=adam")
    assert 'data-codebox="adam"' in html
    assert 'data-runtime="runtime/abc/" data-download="7200000"' in html


def test_controls_are_hidden_until_a_script_shows_them():
    """A feed or a browser without scripts shows the code alone."""
    html = box("1")
    for part in ("codebox-tools", "codebox-foot", "codebox-output"):
        assert f'<div class="{part}" hidden>' in html


def test_the_output_pane_says_what_will_appear():
    """Until the first run the pane holds one sentence."""
    assert "Output will appear here after running the code" in box("1")


def test_a_box_without_a_name_is_named_by_its_code():
    """Edits of unnamed boxes are kept apart, and the name is the same in every build."""
    names = [re.search(r'data-codebox="(\w+)"', box(body))[1] for body in ("1", "1", "2")]
    assert names[0] == names[1] != names[2]


@pytest.mark.parametrize("words", ["id=", "id=A", "name=adam", "id=a id=b"])
def test_a_word_that_is_not_a_name_is_an_error_at_the_fence(words):
    """A mistyped option fails the build instead of being ignored."""
    with pytest.raises(SourceError, match=r"layer\.md:5: .*only id=NAME"):
        box("1", f"python live {words}")


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("x = 1\ndef f(:\n    pass", 7, "invalid syntax"),
        ("for i in range(3):\nprint(i)", 7, "expected an indented block"),
        ("return 1", 6, "'return' outside function"),
        ("print('a", 6, "unterminated string"),
        ("a\0b", 6, "null bytes"),
    ],
)
def test_code_that_does_not_parse_is_an_error_at_its_line_of_the_file(body, line, message):
    """The body's first line stands one below the fence."""
    with pytest.raises(SourceError, match=rf"layer\.md:{line}: .*{message}"):
        box(body)


def test_top_level_await_is_allowed():
    """Pyodide runs it."""
    assert "await" in box("import asyncio\nawait asyncio.sleep(0)")


def test_a_live_fence_in_a_page_becomes_one_box():
    """The HTML passes through Markdown untouched, beside ordinary code."""
    extension = FenceExtension(accepts, lambda fence: render(fence, DOWNLOAD))
    md = markdown.Markdown(extensions=["fenced_code", extension])
    html = md.convert("a\n\n```python live\nx = '*a* <b>'\n```\n\n```python\ny\n```\n")
    assert html.count('class="codebox"') == 1
    assert code_of(html) == "x = '*a* <b>'"
