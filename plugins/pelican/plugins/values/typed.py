"""Finds measured numbers that were typed by hand although a value exists.

A number counts as measured if it has at least two significant digits and a decimal point, or at
least three significant digits without one, zeros at the end not counted. It is an error if some
value, rounded to as many decimals, is that number up to its sign. Code, quotations and addresses
are not looked at; captions and formulas are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

from pelican.plugins.explorable.places import SourceError, note, place

from .formats import Value
from .numbers import Numbers
from .quotes import PRIORITY, QUOTE, TOKEN, caption

__all__ = ["Typed", "TypedExtension", "typed"]

NUMBER = re.compile(r"(?<![\w.,/#])\d[\d,]*(?:\.\d+)?(?![\w/]|[.,]\d)")
ADDRESS = re.compile(r"\]\([^)\s]*\)|<[^>\n]*>|\bhttps?://\S+|^\[[^\]\n]+\]:.*$", re.MULTILINE)


@dataclass(frozen=True)
class Typed:
    """A number on a line of the text, and the values that it could be, as quotations."""

    line: int
    text: str
    quotations: list[str]

    def __str__(self) -> str:
        return f"{self.text} is typed by hand; quote it: {' or '.join(self.quotations)}"


class TypedExtension(Extension):
    """Has the build refuse measured numbers that an author typed.

    `allowed` are numbers by the stem of their file, each with the reason why it only looks like a
    measurement: a paper's setting, a default.
    """

    def __init__(
        self, numbers: Numbers, captions: Collection[str], allowed: Mapping[str, Mapping[str, str]]
    ) -> None:
        super().__init__()
        self.numbers, self.captions, self.allowed = numbers, captions, allowed

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        md.preprocessors.register(_Check(md, self), "values-typed", PRIORITY + 1)


class _Check(Preprocessor):
    """Looks before quotations are replaced by the numbers that they stand for."""

    def __init__(self, md: Markdown, extension: TypedExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        path, first = place(self.md, lines)
        site = self.extension
        for found in typed(
            "\n".join(lines),
            site.numbers.known(),
            first_line=first,
            captions=site.captions,
            allowed=site.allowed.get(PurePath(path).stem, {}),
        ):
            note(self.md, SourceError(path, found.line, str(found)))
        return lines


def typed(
    text: str,
    values: Mapping[str, Value],
    *,
    first_line: int = 1,
    captions: Collection[str] = (),
    allowed: Collection[str] = (),
) -> Iterator[Typed]:
    """Yield the numbers of `text` that equal one of `values`, by `experiment.key`, when rounded.

    `allowed` are numbers, as typed, that are no measurements: a paper's setting, a default.
    """
    prose = _blanked(text, captions)
    for match in NUMBER.finditer(prose):
        number = match[0].replace(",", "")
        if not _measured(number) or match[0] in allowed:
            continue
        quotations = [_quotation(name, number) for name, v in values.items() if _is(number, v)]
        if quotations:
            line = first_line + prose.count("\n", 0, match.start())
            yield Typed(line, match[0], quotations)


def _measured(number: str) -> bool:
    digits = number.replace(".", "").strip("0")
    return len(digits) >= (2 if "." in number else 3)


def _is(number: str, value: Value) -> bool:
    if isinstance(value, str) or ("." not in number and not isinstance(value, int)):
        return False
    return f"{abs(value):.{_decimals(number)}f}" == number


def _decimals(number: str) -> int:
    return len(number.partition(".")[2])


def _quotation(name: str, number: str) -> str:
    return f"{{{{ {name}:.{_decimals(number)}f }}}}" if "." in number else f"{{{{ {name} }}}}"


def _blanked(text: str, captions: Collection[str]) -> str:
    """The text with everything but prose blanked out, line by line as long as before."""

    def replace(match: re.Match[str]) -> str:
        if match["fence"] is not None and caption(match, captions):
            return _blank(match["info"]).join(match[0].split(match["info"], 1))
        return _blank(match[0]) if match["fence"] or match["code"] else match[0]

    for pattern in (QUOTE, ADDRESS):
        text = pattern.sub(lambda match: _blank(match[0]), text)
    return TOKEN.sub(replace, text)


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
