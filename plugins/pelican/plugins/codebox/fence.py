"""A fence of live Python becomes a code box that can be read without JavaScript.

In a source::

    ```python live id=adam
    print("hello")
    ```

The words after ``live`` are optional: ``id=NAME`` names the box, so that a reader's edits and
shared links find it again after the code has changed; ``check=module:function`` names a checker
(see ``exercise``); ``fails`` says that its code is meant to end with an error, ``unchecked`` that
only a browser can run it.
"""

from __future__ import annotations

import ast
import hashlib
import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pygments import lex
from pygments.lexers import PythonLexer
from pygments.token import STANDARD_TYPES, Token

from pelican.plugins.explorable.fences import Fence, Html

__all__ = ["FORM", "Download", "accepts", "check_of", "highlight", "render"]

FORM = ("live", "python")

NAME = re.compile(r"id=([a-z][a-z0-9_-]*)")
CHECK = re.compile(r"check=([A-Za-z_][\w.]*:[A-Za-z_]\w*)")
PLACEHOLDER = "Output will appear here after running the code"
KEYS = "Ctrl+Enter runs, {}Ctrl+F searches. Esc, then Tab leaves the code."
CHECKING = "Ctrl+Shift+Enter checks, "
# What a program cannot notice by itself; docs/codebox.md has the other differences.
PLATFORM = "NumPy's integers have 32 bits, and 1 / 0 no warning."
BUTTONS = (
    ("run", "Run"),
    ("stop", "Stop"),
    ("reset", "Reset"),
    ("copy", "Copy"),
    ("share", "Share"),
)
CHECKS = ("check", "Check")
EXPAND = '<button type="button" data-action="expand" disabled{}>Expand</button>'
NUMBERED = 10
"""Lines from which on they are numbered; as in page/lines.js."""
LONG = 30
"""Lines that are shown at once; as in page/lines.js and page/style/code.css."""

FAILS, UNCHECKED = "fails", "unchecked"
NOTHING = ("", 0)

# Code to what went wrong and the line of it, NOTHING if it ended well, None if it was not run.
Rehearsed = Callable[[str], tuple[str, int] | None]


def unrehearsed(_code: str) -> None:
    """Nobody runs the code before its readers do."""


@dataclass(frozen=True)
class Download:
    """What a first Run fetches: the runtime's folder, relative to the site's root, and bytes."""

    runtime: str
    size: int


def accepts(fence: Fence) -> bool:
    """Whether the fence opens with ``python live``."""
    return fence.info.split()[:2] == ["python", "live"]


def render(fence: Fence, download: Download, rehearsed: Rehearsed = unrehearsed) -> list[str]:
    """The box as HTML; SourceError at the line of the file that does not parse or fails.

    ``rehearsed`` runs code, and gives what went wrong and the line of the code, if anything did.
    """
    name, check, word = _words(fence)
    parse(fence)
    if word != UNCHECKED:
        _check(fence, rehearsed(fence.body), fails=word == FAILS)
    return [Html(_box(name, check, highlight(fence.body), download))]


def check_of(fence: Fence) -> str:
    """The checker that a live fence names, or ""; SourceError if its words are wrong."""
    return _words(fence)[1]


def _words(fence: Fence) -> tuple[str, str, str]:
    """The box's name, its checker or "", and the word that says how it ends, or ""."""
    words = fence.info.split()[2:]
    name, check, word = "c" + hashlib.sha256(fence.body.encode()).hexdigest()[:8], "", ""
    if words and (match := NAME.fullmatch(words[0])):
        name, words = match[1], words[1:]
    if words and (match := CHECK.fullmatch(words[0])):
        check, words = match[1], words[1:]
    if words and words[0] in (FAILS, UNCHECKED):
        word, words = words[0], words[1:]
    if words:
        raise fence.error(
            f"after `python live` only id=NAME, check=MODULE:FUNCTION, {FAILS} and {UNCHECKED}"
            f" may stand, in this order, not {' '.join(words)!r}"
        )
    return name, check, word


def _check(fence: Fence, found: tuple[str, int] | None, fails: bool) -> None:
    if found and found != NOTHING and not fails:
        what, line = found
        message = f"live code {what}; mend it, or write {FAILS} after `live`"
        raise fence.error(message, fence.line + line)
    if fails and found == NOTHING:
        raise fence.error(f"live code that {FAILS} ends well; take the word away")


def parse(fence: Fence) -> None:
    """SourceError at the line of the fence's code that Python cannot read."""
    try:
        # Pyodide runs a top-level await; so may the author.
        compile(fence.body, fence.path, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except SyntaxError as error:
        # for a null byte Python names no line
        line = error.lineno or fence.body.partition("\0")[0].count("\n") + 1
        raise fence.error(f"{error.msg} in live code", fence.line + line) from None


def highlight(code: str) -> str:
    """``code`` as HTML, spans with Pygments' short class names; its text is ``code`` itself."""
    pieces = []
    # Pygments strips and adds newlines unless told otherwise; readers get what the author wrote.
    for token, text in _definitions(lex(code, PythonLexer(stripnl=False, ensurenl=False))):
        name = STANDARD_TYPES.get(token, "")
        escaped = html.escape(text, quote=False)
        pieces.append(
            f'<span class="{name}">{escaped}</span>' if name not in ("", "w") else escaped
        )
    return "".join(pieces)


def _definitions(tokens: Iterable[tuple[Any, str]]) -> Iterator[tuple[Any, str]]:
    """Marks a magic name as a function's name only where it is defined, as editors do."""
    defining = False
    for token, text in tokens:
        if token is Token.Name.Function.Magic:
            yield (Token.Name.Function if defining else Token.Name), text
        else:
            yield token, text
        if text.strip():
            defining = token in Token.Keyword and text == "def"


def _box(name: str, check: str, code: str, download: Download) -> str:
    # The controls are hidden from feeds and readers without scripts; the style sheet gives them
    # their room before the script arrives, so that nothing moves when it does.
    buttons = "".join(
        f'<button type="button" data-action="{action}" disabled>{label}</button>'
        for action, label in (BUTTONS[0], *((CHECKS,) if check else ()), *BUTTONS[1:])
    )
    checked = f' data-check="{check}"' if check else ""
    count = code.count("\n") + 1
    buttons += EXPAND.format("" if count > LONG else " hidden")
    return (
        f'<div class="codebox" id="codebox-{name}" data-codebox="{name}"'
        f' data-runtime="{html.escape(download.runtime)}" data-download="{download.size}"{checked}>'
        f'<div class="codebox-code highlight"{_size(count)}><pre{_numbers(count)}><code>{code}'
        "</code></pre></div>"
        f'<div class="codebox-tools" hidden>{buttons}</div>'
        '<div class="codebox-foot" hidden><p class="codebox-status" role="status"></p>'
        f'<p class="codebox-keys" id="codebox-{name}-keys">{_keys(bool(check))}</p></div>'
        '<div class="codebox-output" hidden><p class="codebox-label" aria-hidden="true">Output</p>'
        f'<div class="codebox-log" role="log" aria-label="Output" tabindex="0">'
        f'<p class="codebox-placeholder">{PLACEHOLDER}</p></div></div>'
        "</div>"
    )


def _keys(checked: bool) -> str:
    return html.escape(f"{KEYS.format(CHECKING if checked else '')} {PLATFORM}", quote=False)


def _size(count: int) -> str:
    """What the style sheet wants to know of the code's length."""
    digits = f' data-digits="{len(str(count))}"' if count >= NUMBERED else ""
    return digits + (" data-long" if count > LONG else "")


def _numbers(count: int) -> str:
    """Numbers of lines for the style sheet to show: they are no part of the text."""
    if count < NUMBERED:
        return ""
    return ' data-numbers="' + "&#10;".join(str(line + 1) for line in range(count)) + '"'
