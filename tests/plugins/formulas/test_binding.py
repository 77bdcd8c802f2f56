"""No line begins with what follows a formula, or ends with what opens one."""

import re

import pytest

from pelican.plugins.formulas.binding import BREAK, NOWRAP, bound

BASE = '<span class="katex-base"><span class="mord">x</span></span>'
HTML = '<span aria-hidden="true" class="katex-html">{}</span>'
MATH = '<span class="katex-mathml"><math><annotation>x</annotation></math></span>'
FORMULA = f'<span class="katex">{MATH}{HTML.format(BASE)}</span>'
LONG = f'<span class="katex">{MATH}{HTML.format(BASE + BASE)}</span>'


def kept(html: str) -> list[str]:
    """What stands together in each unbreakable piece of ``html``, with x for a formula."""
    text = bound(html).replace(FORMULA.replace("katex", 'katex" translate="no', 1), "x")
    text = re.sub(r'<span class="katex" .*?</span></span></span>(?=</span>)?', "x", text)
    pieces, depth, start = [], 0, 0
    for tag in re.finditer(r"<(/?)span\b[^>]*>", text):
        if not tag[1] and depth == 0:
            start = tag.end()
        depth += -1 if tag[1] else 1
        if depth == 0:
            pieces.append(re.sub(r"<[^>]+>", "", text[start : tag.start()]))
    return pieces


@pytest.mark.parametrize(
    ("html", "together"),
    [
        ("so {}, and", "x,"),
        ("so ({}), and", "(x),"),
        ("of {}&rsquo;s doing", "x&rsquo;s"),
        ("said &ldquo;{}&rdquo; so", "&ldquo;x&rdquo;"),
        ("the {}th of", "xth"),
        ("a {}-dimensional", "x-"),
        ("so {}&hellip; and", "x&hellip;"),
        ("an <em>{}</em>, and", "x,"),
        ("<strong>the very {}</strong>. So", "the very x."),
        ('<a href="#a">see <em>{}</em></a>; so', "see x;"),
        ('so {}<sup id="n"><a href="#n">1</a></sup> is', "x1"),
    ],
)
def test_marks_stay_with_their_formula(html, together):
    """Brackets, quotes, endings and notes too, and those after an emphasis or a link."""
    assert together in kept(html.format(FORMULA))


@pytest.mark.parametrize("html", ["a {} b", "{}", "{} (so)", "<td>{}</td>"])
def test_a_formula_alone_is_left_as_it_is(html):
    """Nothing binds it to a space or to a bracket that opens behind one."""
    assert NOWRAP not in bound(html.format(FORMULA))


def test_a_long_formula_still_breaks_where_it_may():
    """Between its parts, and nowhere else."""
    html = bound(f"so {LONG}, and")
    assert html.count(BREAK) == 1
    assert f"</span>{BREAK}<span" in html


def test_displayed_formulas_stand_alone():
    """What follows them begins a line anyway."""
    assert NOWRAP not in bound(f'<span class="katex-display">{FORMULA}</span>, so')


def test_translators_leave_every_formula_alone():
    """Displayed or not, bound or not."""
    shown = f'{FORMULA}, <span class="katex-display">{FORMULA}</span> {FORMULA}'
    assert bound(shown).count('class="katex" translate="no"') == 3


def test_several_formulas_in_one_emphasis_are_all_kept():
    """The mark after the emphasis goes with the last of them."""
    html = bound(f"<em>{FORMULA} and {FORMULA}</em>, so")
    assert html.count("katex-mathml") == 2
    assert html.endswith("</span></em>,</span> so")
