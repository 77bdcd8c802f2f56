"""Formulas in the finished HTML: bound to the punctuation beside them, and left by translators.

A formula is set in boxes, and browsers may break a line on either side of a box, whatever stands
there: a comma then begins the next line, or a bracket is left alone at the end of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown import Markdown
from markdown.postprocessors import Postprocessor

__all__ = ["bound", "formulas", "register"]

# Below all that puts raw HTML back into the text.
PRIORITY = 4

OPENING = '<span class="katex">'
START = re.compile(r'<span class="katex"[ >]')
DISPLAYED = '<span class="katex-display">'
SPAN = re.compile(r"<(/?)span\b[^>]*>")
BASE = '<span class="katex-base">'
UNTRANSLATED = '<span class="katex" translate="no">'
NOWRAP, NORMAL = '<span style="white-space:nowrap">', '<span style="white-space:normal">'
# White space is as outside, so that a long formula still breaks where KaTeX lets it.
BREAK = '<wbr style="white-space:normal">'

MARKS = re.compile(
    r"(?P<before>(?:[(\[{\u201c\u2018\u00ab\"'\u2014\u2013-]|&(?:ldquo|lsquo|laquo|quot);)+)?\Z"
)
INLINE = r"em|strong|a|b|i|del|ins|mark|small"
AFTER = re.compile(
    rf"(?P<closed>(?:</(?:{INLINE})>)*)"
    r"(?P<mark>(?:[^\s<&\w(\[{]|&(?:rsquo|rdquo|raquo|hellip|ndash|mdash|quot|\#39);)*"
    r"(?:\w{1,3}\b)?(?:<sup\b.*?</sup>)?)"
)
NEAR = 12  # characters before a formula among which its opening marks are looked for


class Binding(Postprocessor):
    """Sees a text when all its HTML is there."""

    def run(self, text: str) -> str:
        return bound(text) if OPENING in text else text


def register(md: Markdown) -> None:
    md.postprocessors.register(Binding(md), "formulas-binding", PRIORITY)


def bound(html: str) -> str:
    """``html`` in which no line begins with what follows a formula, or ends with what opens one."""
    out = ""
    done = 0
    for start, end in formulas(html):
        out += html[done:start]
        formula = html[start:end].replace(OPENING, UNTRANSLATED, 1)
        if out.endswith(DISPLAYED):
            out, done = out + formula, end
        else:
            out, done = _joined(out, formula, html, end)
    return out + html[done:]


def _joined(out: str, formula: str, html: str, end: int) -> tuple[str, int]:
    """The text up to and with a formula and its marks; and where ``html``, read so far to ``end``,
    goes on."""
    before = MARKS.search(out, max(0, len(out) - NEAR))
    after = AFTER.match(html, end)
    opening = (before and before["before"]) or ""
    mark, closed = (after["mark"], after["closed"]) if after else ("", "")
    if not opening and not mark:
        return out + formula, end
    out = out.removesuffix(opening)
    kept = opening + _breaking(formula)
    if not mark:
        return out + NOWRAP + kept + "</span>", end
    if not closed:
        return out + NOWRAP + kept + mark + "</span>", end + len(mark)
    return _closed(out, kept, closed, mark), end + len(closed) + len(mark)


def _closed(out: str, kept: str, closed: str, mark: str) -> str:
    """A formula at the end of an emphasis or a link, after which the mark stands."""
    outermost = re.findall(r"</(\w+)", closed)[-1]
    at = max(out.rfind(f"<{outermost}>"), out.rfind(f"<{outermost} "))
    begin = out.index(">", at) + 1 if at >= 0 else 0
    text = f"{NORMAL}{out[begin:]}{NOWRAP}{kept}</span>"
    # What ends within the emphasis must end before the span that holds its text.
    inner = closed.removesuffix(f"</{outermost}>")
    return f"{out[:at]}{NOWRAP}{out[at:begin]}{text}{inner}</span></{outermost}>{mark}</span>"


def formulas(html: str) -> Iterator[tuple[int, int]]:
    """Where each formula begins and ends."""
    for start in START.finditer(html):
        depth = 0
        for span in SPAN.finditer(html, start.start()):
            depth += -1 if span[1] else 1
            if depth == 0:
                yield start.start(), span.end()
                break


def _breaking(formula: str) -> str:
    """The formula, with leave for a line's end wherever KaTeX has one."""
    head, base, rest = formula.partition(BASE)
    return head + base + rest.replace(BASE, BREAK + BASE)
