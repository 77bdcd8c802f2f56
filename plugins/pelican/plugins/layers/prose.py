"""What a layer's text must not have: mark-up that was left over, and HTML that breaks the page."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from pelican.plugins.explorable.fences import Html, blocks
from pelican.plugins.explorable.places import SourceError, note, place

from .html import faults

__all__ = ["ProseExtension"]

# What no reader should see outside of code, and what it is a rest of.
LEFT_OVER = {
    r"\$\$?": "a formula that does not end, or has an empty line in it ($ itself is written \\$)",
    r"\\[()\[\]]|\\[a-zA-Z]+": "TeX outside of a formula; write $…$ or $$…$$",
    r"\{\{|\}\}": "a quotation that is none; write {{ experiment.key }}",
    r"!\[|\]\s?\[[^\]]*\]|\]\(|\[\^[^\]]*\]": "a link, an image or a note that leads nowhere",
    r"`": "code that does not end",
    r"(?<!\*)\*\*(?!\*)|(?<!_)__(?!_)": "emphasis that does not end",
    r"\{[.#:][\w-]": "attributes that belong to nothing",
    r"^\s*!!": 'a card whose first line is not right; write !!! formula "Title"',
    r"^\s*#{1,6}(?=\s|\w)": "a heading that does not begin its line, or follows no empty one",
    r"^\s*\|.*\|\s*$": "a table that follows no empty line",
    r"^\s*(?:~{3,}|:{3,})": "a fence that is none",
}
PATTERNS = [(re.compile(pattern, re.MULTILINE), what) for pattern, what in LEFT_OVER.items()]
SKIPPED = {"code", "pre", "math", "svg", "script", "style"}

CARD = re.compile(
    r"^(?P<indent>[ \t]*)(?P<marks>!{1,4})[ \t]?(?P<kind>[A-Za-z][\w-]*)(?P<rest>.*)$"
)
KINDS = ("formula", "note", "tip", "hint", "important", "warning", "caution", "danger",
         "attention", "error")  # fmt: skip


class ProseExtension(Extension):
    """Looks through what has become of a text; says what is wrong where it was written."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        # Before anything has moved a line, and after everything has become an element.
        md.preprocessors.register(_Cards(md), "layers-cards", 40)
        md.treeprocessors.register(_LeftOver(md), "layers-left-over", -10)
        md.postprocessors.register(_Code(md), "layers-code", 4)


CODE = re.compile(r"<(code|pre|kbd|samp)(?=[\s>])(?![^>]*\stranslate=)")


class _Code(Postprocessor):
    """Keeps translators off code, which would no longer run."""

    def run(self, text: str) -> str:
        return CODE.sub(r'<\1 translate="no"', text)


class _Cards(Preprocessor):
    """Cards whose first line or body is not quite what Markdown takes for one."""

    def run(self, lines: list[str]) -> list[str]:
        path, first = place(self.md)
        texts = list(_outside_fences(lines, path, first))
        for at, (line, text) in enumerate(texts):
            match = CARD.match(text)
            fault = match and _card_fault(match, [later for _, later in texts[at + 1 :]])
            if fault:
                note(self.md, SourceError(path, line, fault))
        return lines


def _outside_fences(lines: list[str], path: str, line: int) -> Iterator[tuple[int, str]]:
    """Lines of text, with their numbers; a fence that does not end is told by the fences' scan."""
    for number, block in blocks(lines, path, line):
        if isinstance(block, str):
            yield number, block
        elif not block.closed:
            return


def _card_fault(match: re.Match[str], following: Sequence[str]) -> str | None:
    kind, near = match["kind"].lower(), difflib.get_close_matches(match["kind"].lower(), KINDS, 1)
    if not near and match["marks"] != "!!!":
        return None
    if near and kind not in KINDS:
        return f"no card is called {match['kind']!r}; did you mean !!! {near[0]}?"
    titled = re.fullmatch(r'(?: +[\w-]+)*(?:\s+"[^"]*")?\s*', match["rest"])
    if match["marks"] != "!!!" or match["indent"] or not titled:
        return f'a card begins at the left edge, with !!! {kind} "Title"'
    body = next((line for line in following if line.strip()), "")
    if not re.match(r" {4}|\t", body):
        return "the card is empty; begin each line of its body with four spaces"
    return None


class _LeftOver(Treeprocessor):
    def run(self, root: Element) -> None:
        path, first = place(self.md)
        source = getattr(self.md, "source_text", "")
        for text, whole in _texts(root):
            for pattern, what in PATTERNS:
                match = pattern.search(text)
                if match and not _is_written(match[0], source):
                    line = first + _line_of(match[0].strip(), whole, source)
                    message = f"left over in the page: {match[0].strip()} ({what})"
                    note(self.md, SourceError(path, line, message))
                    break
        for needle, fault in faults(root, self._raw()):
            line = first + _line_of(needle, needle, source)
            note(self.md, SourceError(path, line, fault))

    def _raw(self) -> list[str]:
        """The HTML that the author wrote; fences have made the rest."""
        blocks = self.md.htmlStash.rawHtmlBlocks
        return [str(raw) for raw in blocks if isinstance(raw, str) and not isinstance(raw, Html)]


def _is_written(token: str, source: str) -> bool:
    """Whether the author has asked for the very sign, by a backslash before it."""
    return f"\\{token}" in source and len(token) == 1


def _texts(element: Element) -> Iterator[tuple[str, str]]:
    """Each piece of text that a reader sees, and the whole block's; placeholders are left out."""
    if element.tag in SKIPPED or "katex" in element.get("class", ""):
        return
    own = " ".join(element.itertext())
    for piece in (element.text, *(child.tail for child in element)):
        if piece and (text := re.sub("\x02[^\x03]*\x03", "", piece)).strip():
            yield text, own
    for child in element:
        yield from _texts(child)


def _line_of(needle: str, context: str, source: str) -> int:
    """The line of ``source``, from 0, that has ``needle`` and most of the words around it."""
    words = set(re.findall(r"\w{3,}", context))
    best, most = 0, -1
    for number, line in enumerate(source.splitlines()):
        if needle in line:
            shared = len(words & set(re.findall(r"\w{3,}", line)))
            best, most = (number, shared) if shared > most else (best, most)
    return best
