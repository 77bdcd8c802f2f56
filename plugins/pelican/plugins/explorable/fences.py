"""Fences that know where they stand.

Python-Markdown hands a fence's text to its extensions, but not the line it came from. An author
who mistypes a figure's name needs that line. This module scans a Markdown source for fenced
blocks, gives each to a renderer together with its place, and reports what is wrong as
``path:line: message``.

The path and the line of the first line of the text are read from two attributes that the caller
sets on the ``markdown.Markdown`` object: ``source_path`` and ``first_line``. Without them a fence
is reported as standing in ``<markdown>``, counted from line 1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

__all__ = ["Fence", "FenceExtension", "Html", "SourceError", "place"]

# Above fenced_code_block (25), so that this scan sees a fence first; below normalize_whitespace
# (30), which would strip the placeholders.
PRIORITY = 27

OPENING = re.compile(r"^(?P<ticks>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*)$")


class SourceError(ValueError):
    """Something in a source file that its author can mend; reads as ``path:line: message``."""

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path, self.line, self.message = path, line, message


class Html(str):
    """A piece of a rendered fence that goes into the page as it is."""


@dataclass(frozen=True)
class Fence:
    """A fenced block: ``info`` is what follows the opening ticks; ``line`` is their line."""

    info: str
    body: str
    path: str = "<markdown>"
    line: int = 1

    def error(self, message: str, line: int | None = None) -> SourceError:
        """An error at the fence, or at ``line`` of the file."""
        return SourceError(self.path, self.line if line is None else line, message)


Render = Callable[[Fence], Sequence[str]]


class FenceExtension(Extension):
    """Renders every fence that ``accepts`` says yes to.

    ``render`` returns the pieces that replace the fence: ``Html`` goes to the page untouched, a
    plain ``str`` is Markdown and is rendered with the rest of the text.
    """

    def __init__(self, accepts: Callable[[Fence], bool], render: Render) -> None:
        super().__init__()
        self.accepts, self.render = accepts, render

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        # One scan for all extensions: a second one would count lines that the first has moved.
        if "fences" not in md.preprocessors:
            md.preprocessors.register(_FencePreprocessor(md), "fences", PRIORITY)
        scan = md.preprocessors["fences"]
        assert isinstance(scan, _FencePreprocessor)
        scan.extensions.append(self)


class _FencePreprocessor(Preprocessor):
    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.extensions: list[FenceExtension] = []

    def run(self, lines: list[str]) -> list[str]:
        out: list[str] = []
        for block in blocks(lines, *place(self.md)):
            out += self._rendered(block) if isinstance(block, _FencedLines) else block
        return out

    def _rendered(self, block: _FencedLines) -> list[str]:
        for extension in self.extensions:
            if extension.accepts(block.fence):
                pieces = extension.render(block.fence)
                return [line for piece in pieces for line in self._lines(piece)]
        return block.lines

    def _lines(self, piece: str) -> list[str]:
        text = self.md.htmlStash.store(piece) if isinstance(piece, Html) else piece
        return ["", *text.split("\n"), ""]


@dataclass(frozen=True)
class _FencedLines:
    fence: Fence
    lines: list[str]


def place(md: Markdown) -> tuple[str, int]:
    """Path and first line of the text that ``md`` converts."""
    return getattr(md, "source_path", "<markdown>"), getattr(md, "first_line", 1)


def blocks(lines: Sequence[str], path: str, first: int) -> Iterator[list[str] | _FencedLines]:
    """Splits ``lines`` into stretches of text and fenced blocks, in order.

    A fence inside a longer fence is text of the longer one. A fence that is never closed is an
    error at its opening line.
    """
    at = 0
    while at < len(lines):
        opening = OPENING.match(lines[at])
        if opening is None:
            yield [lines[at]]
            at += 1
            continue
        end = _closing(lines, at, opening["ticks"], path, first)
        fence = Fence(opening["info"].strip(), "\n".join(lines[at + 1 : end]), path, first + at)
        yield _FencedLines(fence, list(lines[at : end + 1]))
        at = end + 1


def _closing(lines: Sequence[str], at: int, ticks: str, path: str, first: int) -> int:
    for end in range(at + 1, len(lines)):
        line = lines[end].rstrip()
        if len(line) >= len(ticks) and set(line) == {ticks[0]}:
            return end
    raise SourceError(path, first + at, f"this fence is never closed; end it with {ticks}")
