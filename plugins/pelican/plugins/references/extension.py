"""`{{ references }}`, as an extension of Python-Markdown."""

from __future__ import annotations

import re
from pathlib import Path

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

from pelican.plugins.explorable.fences import Html, blocks
from pelican.plugins.explorable.places import SourceError, note, place, reading

from .bibliography import Reference, read

__all__ = ["ReferencesExtension", "listed"]

# Before `values`, for which these braces would be a quotation.
PRIORITY = 29.5
TOKEN = re.compile(r"^\{\{\s*references\s*\}\}[ \t]*$")


def listed(references: tuple[Reference, ...]) -> Html:
    """The list, in which each entry has the id to which text refers."""
    items = (f'<li id="{one.id}">{one.html}</li>' for one in references)
    return Html('<ul class="references">\n' + "\n".join(items) + "\n</ul>")


class ReferencesExtension(Extension):
    """Puts the list in the place of the braces that ask for it.

    ``name`` is that of the file beside the text; errors name files as seen from ``root``.
    """

    def __init__(self, name: str, root: Path) -> None:
        super().__init__()
        self.name, self.root = name, root

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        md.preprocessors.register(_References(md, self), "references", PRIORITY)


class _References(Preprocessor):
    def __init__(self, md: Markdown, extension: ReferencesExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        if not any(TOKEN.match(line) for line in lines):
            return lines
        path, first = place(self.md, lines)
        out: list[str] = []
        for line, block in blocks(lines, path, first):
            if not isinstance(block, str):
                out += block.lines
            elif TOKEN.match(block):
                out += ["", self._list(path, line), ""]
            else:
                out.append(block)
        return out

    def _list(self, path: str, line: int) -> str:
        now = reading.get()
        file = (now.file if now else Path(path)).parent / self.extension.name
        if not file.is_file():
            message = f"no {self.extension.name} lies beside it; write the references there"
            note(self.md, SourceError(path, line, message))
            return ""
        try:
            return self.md.htmlStash.store(listed(read(file, self.extension.root)))
        except ValueError as error:  # SourceError, SourceErrors
            for one in getattr(error, "errors", [error]):
                note(self.md, one)
            return ""
