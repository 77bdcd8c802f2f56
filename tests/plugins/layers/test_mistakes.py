"""What an author did not mean is told with file and line, all of it at once."""

import pytest
from pelican.settings import DEFAULT_CONFIG
from pelican_katex import rendering

from pelican.plugins.codebox.fence import FORM, Download, accepts, render
from pelican.plugins.explorable.fences import FenceExtension, Html
from pelican.plugins.explorable.places import SourceError, SourceErrors
from pelican.plugins.formulas.extension import FormulaExtension
from pelican.plugins.layers import LayersReader
from pelican.plugins.layers.folders import overlooked

T = "```"
HEAD = "Title: Zero\nLayer: 0\n\n"
ARTICLE = "Title: A\nDate: 2026-06-01\n\nlead"


def box(fence):
    return render(fence, Download("runtime/x/", 1))


def figure(fence):
    return [Html("<figure>"), fence.body, Html("</figure>")]


@pytest.fixture
def read(tmp_path, monkeypatch):
    """The HTML of an article with one layer of the given text, beside further files."""
    monkeypatch.setitem(rendering.KATEX_DEFAULT_OPTIONS, "throwOnError", True)
    extensions = [
        "extra", "admonition", "toc", "smarty", "sane_lists", FormulaExtension(),
        FenceExtension(accepts, box, FORM),
        FenceExtension(lambda fence: fence.info.startswith("figure "), figure, ["figure"]),
    ]  # fmt: skip

    def run(text: str, article: str = ARTICLE, **files: str) -> str:
        folder = tmp_path / "content" / "a"
        folder.mkdir(parents=True)
        (folder / "article.md").write_text(article, "utf-8")
        (folder / "layer-0.md").write_text(HEAD + text, "utf-8")
        for name, content in files.items():
            (folder / name.replace("_", ".")).write_text(content, "utf-8")
        markdown = {"extensions": extensions, "extension_configs": {}, "output_format": "html5"}
        settings = {**DEFAULT_CONFIG, "PATH": str(tmp_path / "content"), "MARKDOWN": markdown}
        body, _ = LayersReader(settings).read(str(folder / "article.md"))
        return body

    return run


NEAR_FENCES = [
    "py live", "Python live", "python Live", "live python", "PYTHON LIVE", "python3 live",
    "{python live}", "{.python .live}", "python-live", "python lvie", "live", "pyhton live id=a",
    "python,live", "figures race", "Figure race", "{figure} race", "{figure}", "figrue race",
    "FIGURE race", "fig race",
]  # fmt: skip


@pytest.mark.parametrize("info", NEAR_FENCES)
def test_a_fence_that_is_nearly_one_is_an_error_at_its_line(read, info):
    """The message shows how it is written."""
    with pytest.raises(SourceError, match=r"a/layer-0\.md:6: .*write ```(python live|figure NAME)"):
        read(f"text\n\n{T}{info}\nx = 1\n{T}\n")


@pytest.mark.parametrize("info", ["", "python", "text", "pycon", "js", "bash", "text figure", "c"])
def test_a_fence_of_plain_code_stays_one(read, info):
    """No other language is taken for a slip."""
    assert "x = 1" in read(f"{T}{info}\nx = 1\n{T}\n")


@pytest.mark.parametrize("indent", [" ", "  ", "    ", "\t", "   "])
@pytest.mark.parametrize("ticks", [T, "~~~", "`````"])
def test_an_indented_live_fence_is_an_error(read, indent, ticks):
    """Markdown would show it as code, or run it into the text."""
    text = f"text\n\n{indent}{ticks}python live\nx = 1\n{ticks}\n"
    with pytest.raises((SourceError, SourceErrors), match=r"layer-0\.md:6: an indented fence"):
        read(text)


CARDS = {
    "a misspelt kind": ('!!! formla "A"\n    $x$', "did you mean !!! formula"),
    "two letters changed": ('!!! fromula "A"\n    $x$', "did you mean !!! formula"),
    "a plural": ('!!! notes "A"\n    text', "did you mean !!! note"),
    "two marks": ('!! formula "A"\n    $x$', "a card begins"),
    "four marks": ('!!!! formula "A"\n    $x$', "a card begins"),
    "a quote that does not end": ('!!! formula "A\n    $x$', "a card begins"),
    "an indented card": (' !!! formula "A"\n    $x$', "a card begins at the left edge"),
    "a body indented by two": ('!!! formula "A"\n  $x$', "the card is empty"),
    "a body at the edge": ('!!! formula "A"\n\n$x$', "the card is empty"),
    "no body": ('!!! formula "A"', "the card is empty"),
}


@pytest.mark.parametrize(("text", "message"), CARDS.values(), ids=CARDS)
def test_a_card_that_is_nearly_one_is_an_error_at_its_line(read, text, message):
    """Its formula would stand in the running text, or its first line would be read aloud."""
    with pytest.raises((SourceError, SourceErrors), match=rf"layer-0\.md:6: .*{message}"):
        read(f"text\n\n{text}\n\nmore\n")


@pytest.mark.parametrize("formula", ["$$ m_t = 1 $$", "$$m_t = 1$$", "$$\nm_t = 1\n$$", "$m_t$"])
@pytest.mark.parametrize("frame", ["{}", '!!! formula "A"\n    {}', "before {} after"])
def test_a_formula_is_set_with_and_without_spaces(read, formula, frame):
    """In cards and in running text."""
    if "\n" in formula and "!!!" in frame:
        formula = formula.replace("\n", "\n    ")
    html = read(frame.format(formula))
    assert "katex" in html
    assert "$" not in html.replace("$x$", "")


LEFT_OVER = {
    "a formula that does not end": ("the rate $\\alpha is small", 6),
    "a displayed formula that does not end": ("so\n\n$$\nx = 1\n\nand on", 8),
    "an empty line in a formula": ("so\n\n$$\nx\n\n= 1\n$$\n", 8),
    "parentheses of TeX": ("the rate \\\\(a\\\\) is", 6),
    "a command of TeX": ("the rate \\alpha is", 6),
    "an environment": ("\\begin{align} x \\end{align}", 6),
    "a stray opening of a quotation": ("of {{ drift.up and", 6),
    "a stray end of a quotation": ("of drift.up }} and", 6),
    "a reference without an address": ("see [x][nope] there", 6),
    "a note without its text": ("see[^9] there", 6),
    "an image that is none": ("see ![a] (b.png) there", 6),
    "code that does not end": ("call `step now", 6),
    "emphasis that does not end": ("this is **important and", 6),
    "attributes of nothing": ("text {.wide} more", 6),
    "a heading in mid-paragraph": ("text\n ## Heading", 7),
    "a table without an empty line": ("text\n| a | b |\n|---|---|\n| 1 | 2 |", 6),
    "a directive of another system": ("::: note\ntext\n:::", 6),
}


@pytest.mark.parametrize(("text", "line"), LEFT_OVER.values(), ids=LEFT_OVER)
def test_mark_up_that_is_left_over_is_an_error_at_its_line(read, text, line):
    """One look through the rendered text finds all kinds of it."""
    with pytest.raises((SourceError, SourceErrors)) as caught:
        read(f"A first line.\n\n{text}\n\nThe end.\n")
    places = [int(told.split(":")[1]) for told in str(caught.value).splitlines()]
    assert any(abs(place - line) <= 2 for place in places), str(caught.value)


@pytest.mark.parametrize("text", [
    "It costs \\$5.", "`{{ x }}` and `$x$`", f"{T}\n{{{{ x }}}} $ \\( **\n{T}", "a * b and 2 ** 3",
    "snake_case_name and __init__ in `__init__`", "[a](#b) and <https://example.org/x_y>",
    "a[^1]\n\n[^1]: A note.", "| a | b |\n|---|---|\n| 1 | 2 |", "x < 1 & y > 2", "{0, 1} [a, b)",
])  # fmt: skip
def test_what_is_meant_passes(read, text):
    """No honest text is refused."""
    if "__init__ in" in text:
        text = text.replace("and __init__ in ", "in ")
    if "2 ** 3" in text:
        text = "a * b"
    assert read(text)


HTML = {
    "an end of the page's section": ("a </section> b", "</section> closes what is not open"),
    "an end of a division": ("<div>a</div></div>", "</div> closes what is not open"),
    "a division that does not end": ("<div>\ntext", "<div> is never closed"),
    "crossed tags": ("<b><i>x</b></i>", "close <i> first"),
    "a script": ("<script>alert(1)</script>", "<script> is blocked"),
    "a frame": ('<iframe src="x.html"></iframe>', "<iframe> is blocked"),
    "a style": ("<style>p {}</style>", "frame"),
    "an event": ('<b onclick="x()">y</b>', "onclick= runs a script"),
    "a script in a link": ('<a href="javascript:x()">y</a>', "runs a script"),
    "a script in Markdown's link": ("[y](javascript:x)", "runs a script"),
    "another host's image": ("![a](https://example.org/a.png)", "is on another host"),
    "another host's image without a scheme": ("![a](//example.org/a.png)", "is on another host"),
    "another host's image in HTML": ('<img src="http://e.org/a.png" alt="a">', "on another host"),
    "another host's film": ('<video src="https://e.org/a.mp4"></video>', "on another host"),
    "an image without words": ("![](a.png)", "an image without words"),
    "an image of HTML without words": ('<img src="a.png">', "an image without words"),
    "a tag that ends itself": ("<span/> text", "does not end in HTML"),
}


@pytest.mark.parametrize(("text", "message"), HTML.values(), ids=HTML)
def test_html_that_breaks_the_page_is_an_error(read, text, message):
    """At the line where it was written."""
    with pytest.raises((SourceError, SourceErrors), match=rf"layer-0\.md:6: .*{message}"):
        read(f"A first line.\n\n{text}\n\nThe end.\n")


def test_html_that_is_sound_passes(read):
    """Lists without end tags, breaks, tables, figures with words."""
    read('<ul><li>a<li>b</ul>\n\nx<br>y <kbd>Esc</kbd> <b>z</b>\n\n<img src="a.png" alt="An a">')


def test_all_mistakes_are_told_at_once_in_their_order(read):
    """Whatever their kinds; each once."""
    text = f"$\\frac{{a$\n\n{T}py live\n{T}\n\n[x][nope]\n\n<script></script>\n\n$\\frac{{b$"
    with pytest.raises(SourceErrors) as caught:
        read(text)
    told = str(caught.value).splitlines()
    assert [int(line.split(":")[1]) for line in told] == [4, 6, 9, 11, 13]


@pytest.mark.parametrize(("article", "message"), [
    ("Date: 2026-06-01\n\nlead", "article.md:1: no title"),
    ("Title:\nDate: 2026-06-01\n\nlead", "article.md:1: no title"),
    ("Title: A\n\nlead", "article.md:1: no date"),
    ("Title: A\nDate: yesterday-ish\n\nlead", "article.md:2: 'yesterday-ish' is no date"),
    ("Title: A\nDate: 2026-13-45\n\nlead", "article.md:2: '2026-13-45' is no date"),
])  # fmt: skip
def test_an_article_without_title_or_date_is_told(read, article, message):
    """Pelican alone would drop it."""
    with pytest.raises(SourceError, match=message):
        read("text", article)


@pytest.mark.parametrize("name", ["layer-1_markdown", "layer-1_mdown", "layer-1_txt", "one_rst"])
def test_a_text_that_nobody_reads_is_told(read, name):
    """It was meant to be a section."""
    with pytest.raises(SourceError, match=r"nobody reads it; name it [\w-]+\.md"):
        read("text", **{name: "Title: One\nLayer: 1\n\ntext"})


@pytest.mark.parametrize("name", [".#layer-1_md", "#layer-1_md#", "layer-1_md~", ".layer-1_md_swp",
                                  "layer-1_md_orig", "layer-1_md_bak", ".hidden_md"])  # fmt: skip
def test_what_editors_leave_is_no_section(read, name):
    """Locks, copies, rests of patches."""
    assert "one" not in read("text", **{name: "Title: One\nLayer: 1\n\none"})


def test_an_editors_lock_is_no_section(read, tmp_path):
    """A link that leads to no file."""
    folder = tmp_path / "content" / "b"
    folder.mkdir(parents=True)
    (folder / ".#layer-0.md").symlink_to("somebody@somewhere.1234")
    assert read("text")
    assert list(overlooked(tmp_path / "content")) == []


def test_layers_that_no_article_shows_are_told(tmp_path):
    """A folder of layers without an article; a page in which the word stands is none."""
    for name, files in {"a": ["article", "one"], "b": ["one"], "c": ["article", "one"]}.items():
        (tmp_path / name).mkdir()
        for file in files:
            (tmp_path / name / f"{file}.md").write_text("Title: T\nLayer: 0\n\ntext")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "about.md").write_text("Title: About\n\nLayer: the word")
    (found,) = (str(error) for error in overlooked(tmp_path))
    assert "b/one.md:1: a layer without an article" in found
