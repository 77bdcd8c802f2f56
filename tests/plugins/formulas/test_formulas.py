"""Formulas are rendered by KaTeX, and a malformed one is told with its place."""

import atexit

import pytest
from markdown import Markdown
from pelican_katex import rendering

from pelican.plugins.explorable.places import SourceError
from pelican.plugins.formulas.extension import FormulaExtension


@pytest.fixture(autouse=True)
def strict_katex(monkeypatch):
    monkeypatch.setitem(rendering.KATEX_DEFAULT_OPTIONS, "throwOnError", True)
    monkeypatch.setattr(rendering, "KATEX_STARTUP_TIMEOUT", 30.0)
    monkeypatch.setattr(rendering, "KATEX_RENDER_TIMEOUT", 30.0)


@pytest.fixture(scope="module", autouse=True)
def stopped_server():
    """pelican-katex leaves its Node's pipes open until the interpreter ends."""
    yield
    server = rendering.RenderServer.RENDER_SERVER
    if server is not None:
        server.stop()
        atexit.unregister(rendering.RenderServer.stop)
        server.process.wait()
        server.process.stdin.close()
        server.process.stdout.close()
        rendering.RenderServer.RENDER_SERVER = None


def convert(text: str, first_line: int = 1) -> str:
    md = Markdown(extensions=["admonition", FormulaExtension()])
    md.source_path, md.first_line, md.source_text = "a.md", first_line, text
    return md.convert(text)


def test_a_formula_becomes_html_and_mathml():
    """Readers see it, and screen readers read it."""
    html = convert(r"so $\frac{a}{b}$ it is")
    assert 'class="katex' in html
    assert "<mfrac>" in html


def test_a_formula_card_holds_display_formulas():
    """The admonition 'formula' is a card with a title."""
    html = convert('!!! formula "Adam"\n    $$\n    m_t = 1\n    $$')
    assert '<div class="admonition formula">' in html
    assert "katex-display" in html


def test_a_malformed_formula_is_told_with_file_and_line():
    """The line is that of the file, and the formula is quoted."""
    with pytest.raises(SourceError, match=r"a\.md:6: malformed formula \$\\frac\{a\$: "):
        convert("one\n\ntwo $x$\nthree $\\frac{a$ four", first_line=3)


def test_a_malformed_formula_in_a_card_is_found_too():
    """Indented text keeps its line."""
    with pytest.raises(SourceError, match=r"a\.md:3: malformed formula"):
        convert('!!! formula "Adam"\n    $$\n    \\nosuch{1}\n    $$')


def test_a_missing_node_is_an_error(monkeypatch):
    """Without Node nothing is dropped silently."""
    monkeypatch.setattr(rendering, "KATEX_NODEJS_BINARY", "no-such-node")
    monkeypatch.setattr(rendering.RenderServer, "RENDER_SERVER", None)
    with pytest.raises(SourceError, match=r"no-such-node"):
        convert("$x$")


@pytest.mark.parametrize(
    "text", ["$5 to $10 is cheap", "costs 10 US$, or $7 in bars", "$PATH and $HOME"]
)
def test_prices_and_names_in_a_post_are_no_formulas(text):
    """In a layer they are told; a post may be older than the plugin."""
    assert text in Markdown(extensions=[FormulaExtension()]).convert(text)


@pytest.mark.parametrize("latex", ["x", "n = 10", "a + b", r"\text{no more than } x", "xy", "2x"])
def test_formulas_in_a_post_are_formulas(latex):
    """Also those with words in them."""
    assert "katex" in Markdown(extensions=[FormulaExtension()]).convert(f"So ${latex}$ it is.")


def test_a_formula_after_a_price_is_one():
    """The price's dollar opens nothing."""
    html = Markdown(extensions=[FormulaExtension()]).convert("It costs $5; so $e^{x}$ is, too.")
    assert "It costs $5; so <" in html
    assert "katex" in html
