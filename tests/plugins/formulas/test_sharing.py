"""Formulas of a page share the rules by which they are set."""

import re
from pathlib import Path

from pelican.plugins.explorable.heads import Page
from pelican.plugins.formulas.sharing import shared

FORMULA = (
    '<span class="katex"><span class="katex-html"><span class="katex-strut" style="height:1em;">'
    '</span><span style="top:-3em;"><span class="mord" style="height:1em;">x</span></span></span>'
    "</span>"
)


def page(body: str, head: str = "<head><title>t</title></head>") -> Page:
    return Page(Path("p.html"), f"<html>{head}<body>{body}</body></html>", Path(), {})


def test_boxes_of_one_kind_have_one_rule():
    """In all formulas of a page, with the classes that they have; above KaTeX's own rules."""
    text = shared(page(FORMULA * 2)).text
    assert text.count("height:1em") == 1
    assert "<style>.katex-0{height:1em !important}.katex-1{top:-3em !important}</style>" in text
    assert text.count('<span class="katex-strut katex-0">') == 2
    assert text.count('<span class="katex-1">') == 2


def test_each_declaration_of_a_rule_is_above_katex_s_own():
    """Also the first of several."""
    text = shared(page(FORMULA.replace("top:-3em;", "top:-3em;margin-left:0em;"))).text
    assert ".katex-1{top:-3em !important;margin-left:0em !important}" in text


def test_what_is_beside_formulas_keeps_its_attributes():
    """Also a span that an author wrote."""
    beside = '<span style="color:red">a</span><svg style="width:1em"></svg>'
    text = shared(page(beside + FORMULA + beside)).text
    assert text.count(beside) == 2


def test_a_formula_and_its_comma_share_theirs():
    """What keeps them on one line is said in the page's head too."""
    nowrap = '<span style="white-space:nowrap">'
    text = shared(page(f"{nowrap}{FORMULA},</span>")).text
    name = re.search(r"\.(katex-\w+)\{white-space:nowrap !important\}", text)
    assert name
    assert f'<span class="{name[1]}"><span class="katex">' in text


def test_a_page_without_formulas_or_without_a_head_stays_as_it_is():
    """To the byte."""
    for one in (page('<span style="top:1em">x</span>'), page(FORMULA, head="")):
        assert shared(one).text == one.text
