"""Links in prose set figures; what such a link says is checked where it was written."""

from pathlib import Path

import pytest
from markdown import Markdown

from pelican.plugins.explorable.places import (
    Reading,
    SourceError,
    SourceErrors,
    collecting,
    reading,
)
from pelican.plugins.figures import FigureExtension
from pelican.plugins.figures.controls import ControlError, checked
from pelican.plugins.figures.links import curves

CONTROLLED = """
    from . import line

    CONTROLS = [
        {"kind": "stops", "name": "beta", "label": "beta", "values": [0.5, 0.9, 0.999]},
        {"kind": "choice", "name": "place", "label": "place", "options": {"a": "A", "b": "B"}},
        {"kind": "coordinate", "name": "x", "label": "x", "by": "place",
         "limits": {"a": [0, 1], "b": [0, 9]}},
        {"kind": "switches", "label": "rules", "series": {"dot": "Dot"}},
    ]


    def draw():
        drawing = line.draw()
        drawing.controls = CONTROLS
        drawing.parameters = {"beta": 0.9, "place": "a", "x": 0.5}
        return drawing
"""
FENCE = "\n\n```figure set\nCaption.\n```\n"


@pytest.fixture
def cache(common_cache):
    return common_cache


@pytest.fixture
def markdown(make_press, write):
    """Makes Markdown objects, each for a page of its own."""
    write("toy/figures/set.py", CONTROLLED)
    press = make_press()
    script = "assets/{}.js".format

    def make() -> Markdown:
        extension = FigureExtension(press, script)
        return Markdown(extensions=["fenced_code", "extra", extension])

    return make


@pytest.fixture
def convert(markdown, tmp_path):
    """Converts a text that is the whole of a page."""

    def convert(text: str, *, fence: str = FENCE) -> str:
        path = tmp_path / "page.md"
        path.write_text(text + fence)
        token = reading.set(Reading(path))
        md = markdown()
        try:
            with collecting(md):
                html: str = md.convert(text + fence)
            return html
        finally:
            reading.reset(token)

    return convert


@pytest.mark.parametrize(
    ("link", "href"),
    [
        ("[a](figure:set?beta=0.999)", "#figure-set?beta=0.999"),
        ("[a](figure:set?beta=0.5&curve=line)", "#figure-set?beta=0.5&amp;curve=line"),
        ("[a](figure:set?place=b&x=7.5)", "#figure-set?place=b&amp;x=7.5"),
        ("[a](figure:set?x=7.5&place=b)", "#figure-set?x=7.5&amp;place=b"),
        ("[a](figure:set?show_dot=0)", "#figure-set?show_dot=0"),
        ("[a](figure:set)", "#figure-set"),
        ("[a](#figure-set?beta=0.5)", "#figure-set?beta=0.5"),
        ("[a][there]\n\n[there]: figure:set?beta=0.5", "#figure-set?beta=0.5"),
    ],
)
def test_a_link_becomes_the_figure_s_permalink(convert, link, href):
    """With its values, its curve, or nothing; as a reference too."""
    assert f'<a href="{href}">a</a>' in convert(link)


def test_a_caption_may_have_such_a_link(convert):
    """A caption is text."""
    html = convert("", fence="```figure set\nAt [a half](figure:set?beta=0.5).\n```\n")
    assert 'At <a href="#figure-set?beta=0.5">a half</a>.' in html


@pytest.mark.parametrize("text", ["`[a](figure:nowhere?x=1)`", "    [a](figure:nowhere?x=1)"])
def test_code_is_no_link(convert, text):
    """What shows how a link is written is not checked."""
    assert "figure:nowhere?x=1" in convert(text)


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("figure:sett?beta=0.5", "unknown figure 'sett'; did you mean set?"),
        ("figure:?beta=0.5", "a link to a figure names it, as in figure:NAME?control=value"),
        ("figure:line", "figure 'line' is not on this page; show it in a fence, ```figure line"),
        ("figure:set?bta=0.5", "link to figure 'set': 'bta' is unknown; the controls are beta,"),
        ("figure:set?beta=5", "link to figure 'set': beta cannot be '5'; allowed: from 0.5 to"),
        ("#figure-set?beta=", "link to figure 'set': beta cannot be ''; allowed: from 0.5 to"),
        ("figure:set?beta=0.8", "beta cannot stand at 0.8; its values near it are 0.9 and"),
        ("figure:set?place=c", "place cannot be 'c'; allowed: a, b"),
        ("figure:set?x=7.5", "x cannot be '7.5'; allowed: from 0 to 1"),
        ("figure:set?show_dot=yes", "show_dot cannot be 'yes'; allowed: 0 or 1"),
        ("figure:set?curve=lien", "no curve is called 'lien'; there is line"),
        ("figure:set?beta=0.5&beta=0.9", "beta is given 2 times; give it once"),
    ],
)
def test_what_a_figure_cannot_be_is_told_at_the_link(convert, link, told):
    """The author learns what is wrong, where, and what to write instead."""
    with pytest.raises(SourceError) as caught:
        convert(f"First.\n\nThen [a link]({link}) goes wrong.")
    assert str(caught.value).startswith(f"{caught.value.path}:3: ")
    assert Path(caught.value.path).name == "page.md"
    assert told in caught.value.message


def test_each_of_two_wrong_links_has_its_own_line(convert):
    """Alike or not."""
    with pytest.raises(SourceErrors) as caught:
        convert("[a](figure:set?beta=7)\n\n[b](figure:set?x=9)\n\n[c](figure:set?beta=7)")
    assert [error.line for error in caught.value.errors] == [1, 3, 5]


def test_a_link_in_html_is_told(convert):
    """Nothing would make an address of it."""
    with pytest.raises(SourceError, match=r":1: figure:set\?beta=0.5 in HTML leads nowhere; write"):
        convert('A <a href="figure:set?beta=0.5">link</a>.')


def test_without_a_file_links_are_checked_but_for_the_page(markdown):
    """A text by itself does not say which figures stand around it."""
    assert '"#figure-set?beta=0.5"' in markdown().convert("[a](figure:set?beta=0.5)")
    with pytest.raises(SourceError, match="beta cannot be"):
        markdown().convert("[a](figure:set?beta=7)")


def test_a_curve_is_any_part_of_a_gid(make_press):
    """And runs of parts: what a drawing calls `loss-adam` has three names."""
    picture = make_press().picture("line")
    assert {"line", "dot", "axes-main", "main"} <= set(curves(picture))


def test_no_control_is_called_curve():
    """In a link the name has a meaning already."""
    control = {"kind": "range", "name": "curve", "label": "c", "min": 0, "max": 1, "step": 1}
    with pytest.raises(ControlError, match="the name 'curve', which in a link names a line"):
        checked([control], {"curve": 0})
