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

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

from .places import SourceError, is_layer, note, place

__all__ = [
    "Fence",
    "FenceExtension",
    "Html",
    "blocks",
    "fences_below",
    "fences_in",
    "markdown_below",
]

# Above fenced_code_block (25) and meta (27), so that this scan sees a fence first, and all lines;
# below normalize_whitespace (30), which would strip the placeholders.
PRIORITY = 27.5

OPENING = re.compile(r"^(?P<ticks>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*)$")


class Html(str):
    """A piece of a rendered fence that goes into the page as it is."""


@dataclass(frozen=True)
class Fence:
    """A fenced block: ``info`` is what follows the opening ticks; ``line`` is their line."""

    info: str
    body: str
    path: str = "<markdown>"
    line: int = 1
    ticks: str = "```"

    def error(self, message: str, line: int | None = None) -> SourceError:
        """An error at the fence, or at ``line`` of the file."""
        return SourceError(self.path, self.line if line is None else line, message)


Render = Callable[[Fence], Sequence[str]]

# An opening that Markdown takes for text or for code, because it does not begin its line.
INDENTED = re.compile(r"^[ \t]+(?:`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*)$")
LIKE = 0.75  # of difflib: from here on a word is taken for a slip of another


class FenceExtension(Extension):
    """Renders every fence that ``accepts`` says yes to.

    ``render`` returns the pieces that replace the fence: ``Html`` goes to the page untouched, a
    plain ``str`` is Markdown and is rendered with the rest of the text. ``form`` is how the fence
    is written, its own word first; a fence that comes near it is an error, as is an indented one.
    ``written`` is what that error has the author write.
    """

    def __init__(
        self,
        accepts: Callable[[Fence], bool],
        render: Render,
        form: Sequence[str] = (),
        written: str = "",
    ) -> None:
        super().__init__()
        self.accepts, self.render, self.form, self.written = accepts, render, form, written

    def is_meant_by(self, info: str) -> bool:
        """Whether ``info`` is the form but for cases, orders and braces."""
        words = re.sub(r"[{}.]", " ", info.lower()).split()
        return bool(self.form) and set(words[: len(self.form)]) == set(self.form)

    def is_missed_by(self, info: str) -> bool:
        """Whether ``info`` is not quite what was meant: also of slips."""
        words = re.findall(r"[a-z]+", info.lower())
        if not self.form or not words:
            return False
        own, *others = self.form
        hits = [word for word in words if _like(word, own)]
        rest = [word for word in words if word not in hits]
        if not others:
            return bool(hits) and hits[0] == words[0]
        return bool(hits) and (not rest or any(_like(w, o) for w in rest for o in others))

    @property
    def shown(self) -> str:
        """The form as an author writes it."""
        own, *others = self.form
        return self.written or (" ".join([*others, own]) if others else f"{own} NAME")

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
        path, first = place(self.md, lines)
        for line, block in blocks(lines, path, first):
            if isinstance(block, str):
                self._check_text(block, path, line)
                out.append(block)
            elif block.closed:
                out += self._rendered(block)
            else:
                self._check_open(block.fence)
                out += block.lines
        return out

    def _check_open(self, fence: Fence) -> None:
        """Markdown takes a fence without an end for text; here that is a mistake in our own."""
        if self._is_ours(fence) or is_layer(self.md):
            raise fence.error(f"this fence is never closed; end it with {fence.ticks}")

    def _rendered(self, block: _FencedLines) -> list[str]:
        for extension in self.extensions:
            if extension.accepts(block.fence):
                try:
                    pieces = extension.render(block.fence)
                except SourceError as error:
                    note(self.md, error)
                    return []
                return [line for piece in pieces for line in self._lines(piece)]
        self._check_near(block.fence)
        return block.lines

    def _is_ours(self, fence: Fence) -> bool:
        return any(one.accepts(fence) or self._is_near(one, fence) for one in self.extensions)

    def _is_near(self, extension: FenceExtension, fence: Fence) -> bool:
        """In a layer also by a slip: elsewhere the fence may well be another's."""
        near = extension.is_missed_by if is_layer(self.md) else extension.is_meant_by
        return near(fence.info)

    def _check_near(self, fence: Fence) -> None:
        missed = next((one for one in self.extensions if self._is_near(one, fence)), None)
        if missed:
            message = f"```{fence.info} is no fence of this site; write ```{missed.shown}"
            note(self.md, fence.error(message))

    def _check_text(self, text: str, path: str, line: int) -> None:
        match = INDENTED.match(text)
        fence = Fence(match["info"].strip(), "", path, line) if match else None
        if fence and self._is_ours(fence):
            message = f"an indented fence is code; begin ```{fence.info} at the left edge"
            note(self.md, fence.error(message))

    def _lines(self, piece: str) -> list[str]:
        text = self.md.htmlStash.store(piece) if isinstance(piece, Html) else piece
        return ["", *text.split("\n"), ""]


def _like(word: str, other: str) -> bool:
    """The same, a beginning of it, or a slip."""
    if len(word) > 1 and other.startswith(word):
        return True
    return difflib.SequenceMatcher(None, word, other).ratio() >= LIKE


@dataclass(frozen=True)
class _FencedLines:
    """A fence, or what only opens one."""

    fence: Fence
    lines: list[str]
    closed: bool = True


# Files that Pelican takes for Markdown.
MARKDOWN = frozenset({".md", ".markdown", ".mkd", ".mdown"})


def markdown_below(folder: Path) -> list[Path]:
    """The Markdown files below ``folder``, in order."""
    return sorted(path for path in folder.rglob("*") if path.suffix in MARKDOWN)


def fences_below(folder: Path) -> Iterator[Fence]:
    """All fences of the Markdown files below ``folder``.

    Files that cannot be read are left out: reading them for the page will tell what is wrong.
    """
    for path in markdown_below(folder):
        try:
            lines = path.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            continue
        yield from fences_in(lines, str(path))


def fences_in(lines: Sequence[str], path: str) -> Iterator[Fence]:
    """All fences of the file ``path``, whose lines these are."""
    for _, block in blocks(lines, path, 1):
        if not isinstance(block, str) and block.closed:
            yield block.fence


def blocks(lines: Sequence[str], path: str, first: int) -> Iterator[tuple[int, str | _FencedLines]]:
    """Splits ``lines``, of which one is number ``first``, into text and fences, with their lines.

    A fence inside a longer fence is text of the longer one. Of a fence that is never closed there
    is the opening line alone; what follows is text.
    """
    at = 0
    while at < len(lines):
        opening = OPENING.match(lines[at])
        if opening is None:
            yield first + at, lines[at]
            at += 1
            continue
        end = _closing(lines, at, opening["ticks"])
        body = "\n".join(lines[at + 1 : end or at])
        fence = Fence(opening["info"].strip(), body, path, first + at, opening["ticks"])
        last = at if end is None else end
        yield first + at, _FencedLines(fence, list(lines[at : last + 1]), end is not None)
        at = last + 1


def _closing(lines: Sequence[str], at: int, ticks: str) -> int | None:
    for end in range(at + 1, len(lines)):
        line = lines[end].rstrip()
        if len(line) >= len(ticks) and set(line) == {ticks[0]}:
            return end
    return None
