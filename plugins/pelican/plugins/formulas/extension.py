"""Formulas in Markdown, rendered by pelican-katex, with errors that say where they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from pelican_katex import rendering
from pelican_katex.markdown import PATTERN as KATEX_PATTERN
from pelican_katex.markdown import DollarEscapePattern, KatexPattern

from pelican.plugins.explorable.places import SourceError, is_layer, note, source_lines

from . import binding
from .server import remembered, started

__all__ = ["FormulaExtension", "configure"]

rendering.RenderServer.start_unix_socket = started
rendering.RenderServer.render = remembered(rendering.RenderServer.render)


# As pelican-katex has it, but that white space may follow $$, as it may follow a line's end.
PATTERN = KATEX_PATTERN.replace(r"[\S\n]", r"(?:[\S\n]|(?<=\$\$)[ \t])")


class _LocatedPattern(KatexPattern):
    def __init__(self, md: Markdown) -> None:
        InlineProcessor.__init__(self, PATTERN, md)

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # noqa: N802 (Python-Markdown's)
        if not is_layer(self.md) and is_prose(m["latex"]):
            # This dollar is none of a formula; the next one may be.
            past = m.start("delimiter") + 1
            return None, past, past
        try:
            return super().handleMatch(m, data)
        except rendering.KaTeXError as error:
            note(self.md, located(self.md, m["latex"], error))
            return "", m.start() + len(m["preceding"]), m.end()


# What a formula of several words would have somewhere.
TEX = re.compile(r"[\\^_={}<>+*/|]|\d[a-z]\b")


def is_prose(latex: str) -> bool:
    """Whether it is rather text between two prices or names of variables: $5 to $10, in US$."""
    if re.search(r"(?<!\\)\$", latex) or (latex != latex.rstrip() and "\n" not in latex):
        return True
    words = re.search(r"[A-Za-z]{2}.*\s|\s.*[A-Za-z]{2}", latex)
    return bool(words) and not TEX.search(latex)


class FormulaExtension(Extension):
    """``$…$`` and ``$$…$$``; raises SourceError at a formula that KaTeX rejects."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        # The priorities of pelican_katex.markdown.KatexExtension.
        md.inlinePatterns.register(_LocatedPattern(md), "katex", 186)
        md.inlinePatterns.register(DollarEscapePattern(md), "katex-dollar-escape", 185)
        binding.register(md)


def located(md: Markdown, latex: str, error: Exception) -> SourceError:
    """The error at the line of the source in which the formula ``latex`` begins."""
    path, first, lines = source_lines(md)
    start = next(line.strip() for line in latex.splitlines() if line.strip())
    line = next((first + i for i, text in enumerate(lines) if start in text), first)
    reason = str(error).removeprefix("KaTeX parse error: ").removeprefix("ParseError: ")
    formula = " ".join(latex.split())
    hint = "" if is_layer(md) else "; a dollar that is none of a formula is written \\$"
    return SourceError(path, line, f"malformed formula ${formula}$: {reason}{hint}")


def configure(settings: Mapping[str, Any]) -> FormulaExtension:
    """Readies pelican-katex for a site, and gives the extension."""
    rendering.KATEX_DEFAULT_OPTIONS.update(settings.get("KATEX", {}), throwOnError=True)
    binary = settings.get("KATEX_NODEJS_BINARY", rendering.KATEX_NODEJS_BINARY)
    rendering.KATEX_NODEJS_BINARY = str(binary)
    # pelican-katex looks for its file by a pattern, in which its own folder's brackets count too.
    bundled = rendering.SRC_DIR.glob("katex.*.js")
    rendering.KATEX_PATH = settings.get("KATEX_PATH") or next(bundled)
    # The first formula waits until Node has loaded KaTeX; a loaded machine needs more than 1 s.
    rendering.KATEX_STARTUP_TIMEOUT = rendering.KATEX_RENDER_TIMEOUT = 15.0
    return FormulaExtension()
