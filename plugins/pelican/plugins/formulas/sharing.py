"""Styles of formulas as rules that they share, instead of an attribute on each of their spans.

KaTeX says by attributes where each box stands: some thousands in a long page, of a few hundred
kinds. A browser reads a rule once, and boxes of the same classes are styled only once.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pelican.plugins.explorable import heads

from .binding import BREAK, NORMAL, NOWRAP, formulas

__all__ = ["shared"]

TAG = re.compile(
    r'<(?P<name>span|wbr)(?P<before>[^<>]*?) style="(?P<style>[^"]*)"(?P<after>[^<>]*)>'
)
CLASS = re.compile(r' class="([^"]*)"')
BOUND = re.compile("|".join(map(re.escape, (NOWRAP, NORMAL, BREAK))))
PREFIX = "katex-"

Rules = dict[str, str]
"""The names of classes by what they set."""


def shared(page: heads.Page) -> heads.Page:
    """``page`` with one rule for each kind of style in its formulas, at the end of its head."""
    rules: Rules = {}
    head = page.head
    if head is None:
        return page
    body = _ruled(page.text[len(head) :], rules)
    style = f"<style>{''.join(map(_rule, rules, rules.values()))}</style>\n" if rules else ""
    return replace(page, text=head + style + body)


def _ruled(html: str, rules: Rules) -> str:
    out = []
    done = 0
    for start, end in formulas(html):
        out += [_bound(html[done:start], rules), _spans(html[start:end], rules)]
        done = end
    return "".join([*out, _bound(html[done:], rules)])


def _bound(html: str, rules: Rules) -> str:
    """The text beside formulas, with what binds them to their punctuation."""
    return BOUND.sub(lambda tag: _spans(tag[0], rules), html)


def _spans(html: str, rules: Rules) -> str:
    return TAG.sub(lambda tag: _classed(tag, rules), html)


def _classed(tag: re.Match[str], rules: Rules) -> str:
    style = tag["style"].rstrip("; ")
    name = rules.setdefault(style, f"{PREFIX}{len(rules):x}")
    others = tag["before"] + tag["after"]
    classes = CLASS.search(others)
    if not classes:
        return f'<{tag["name"]} class="{name}"{others}>'
    return f"<{tag['name']}{CLASS.sub(f' class="{classes[1]} {name}"', others, count=1)}>"


def _rule(style: str, name: str) -> str:
    """Above KaTeX's own rules, as attributes are."""
    return f".{name}{{{style.replace(';', ' !important;')} !important}}"
