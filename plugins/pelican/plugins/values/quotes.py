"""`{{ experiment.key }}` in Markdown: a number that is computed, never typed.

In running text the number becomes a link to the figure that shows it, in the state that does, or to
its experiment's row in the list; in a formula, a heading or a link's text it is the bare number.
Code, inline or fenced, is left alone; the caption inside a fence that the site names is text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from html import escape
from typing import Any

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

from pelican.plugins.explorable.places import SourceError, is_layer, note, place, reading

from .formats import html, plain, tex
from .numbers import Experiment, FailedError, Numbers, UnknownValueError

__all__ = ["Page", "Quote", "ValuesExtension"]

# Below normalize_whitespace (30), which would strip the placeholders of stashed HTML; above the
# scan for fences (27), which moves lines and takes captions with it.
PRIORITY = 28

NAME = re.compile(r"(?P<experiment>[a-z]\w*)\.(?P<key>[a-z]\w*)\s*(?::\s*(?P<spec>.*?))?\s*")

# The order decides: what stands in code or in a formula is not looked at again.
TOKEN = re.compile(
    r"(?P<fence>^(?P<ticks>`{3,}|~{3,})(?P<info>[^`\n]*)\n(?P<body>.*?)^(?P=ticks)[`~]*[ ]*$)"
    r"|(?P<code>(?<!`)(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`))"
    r"|(?P<math>(?<![\\$])(?P<dollars>\$\$?)(?=[\S\n]|(?<=\$\$)[ \t])"
    r"(?:(?!\n\s*\n).)+?(?P=dollars)(?=\W|\Z))"
    r"|(?P<heading>^[#]{1,6}[ ].*?$)"
    r"|(?P<link>(?<!\!)\[[^\[\]\n]*\{\{[^\[\]\n]*\][(\[])"
    r"|(?P<quote>\{\{(?P<inner>[^{}\n]*)\}\})",
    re.MULTILINE | re.DOTALL,
)
QUOTE = re.compile(r"\{\{(?P<inner>[^{}\n]*)\}\}")


@dataclass(frozen=True)
class Quote:
    """A number as it was quoted: its name, how it was printed, and where."""

    experiment: str
    key: str
    text: str
    path: str
    line: int


@dataclass
class Page:
    """What one page has quoted so far, and whether it has listed that already."""

    quotes: list[Quote] = field(default_factory=list)
    listed: bool = False


class ValuesExtension(Extension):
    """Replaces every quotation, and keeps what was quoted in `pages`, by the page's source.

    A Markdown object is one page. `captions` names the fences (by the first word of their info)
    whose body is Markdown. `{{ values }}`, alone on a line, becomes the list of what the page has
    quoted up to there.
    """

    def __init__(self, numbers: Numbers, captions: Collection[str] = ()) -> None:
        super().__init__()
        self.numbers, self.captions = numbers, captions
        self.pages: dict[str, Page] = {}

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        now = reading.get()
        page = self.pages[str(now.file) if now else "<markdown>"] = Page()
        md.preprocessors.register(_Quotes(md, self, page), "values", PRIORITY)


class NotOursError(LookupError):
    """Braces that another program will read, or a reader."""


class _Quotes(Preprocessor):
    def __init__(self, md: Markdown, extension: ValuesExtension, page: Page) -> None:
        super().__init__(md)
        self.extension, self.numbers, self.page = extension, extension.numbers, page
        self.path, self.first = "", 1

    def run(self, lines: list[str]) -> list[str]:
        self.path, self.first = place(self.md, lines)
        # For those who need a number that is quoted: see the plugin `predict`.
        self.md.quoted = {}  # type: ignore[attr-defined]
        text = "\n".join(lines)
        if "{{" not in text:
            return lines
        replaced = self._prose(text, self.first)
        return replaced.split("\n")

    def _prose(self, text: str, first: int) -> str:
        def replace(match: re.Match[str]) -> str:
            line = first + text.count("\n", 0, match.start())
            try:
                return self._token(match, line)
            except NotOursError:
                return match[0]
            except SourceError as error:
                note(self.md, error)
                return ""

        return TOKEN.sub(replace, text)

    def _token(self, match: re.Match[str], line: int) -> str:
        kind = next(k for k in KINDS if match[k] is not None)
        whole = match[0]
        if kind == "fence" and caption(match, self.extension.captions):
            start, end = (i - match.start() for i in match.span("body"))
            return whole[:start] + self._prose(whole[start:end], line + 1) + whole[end:]
        if kind in ("fence", "code"):
            return whole
        if kind == "math":
            return self._bare(whole, line, tex)
        if kind in ("heading", "link"):
            return self._bare(whole, line, html)
        if match["inner"].strip() == "values":
            self.page.listed = True
            return self.md.htmlStash.store(listing(self.page.quotes, self.numbers))
        return self._linked(match["inner"], line)

    def _bare(self, text: str, line: int, form: Any) -> str:
        def replace(match: re.Match[str]) -> str:
            # Braces within braces are TeX's own as well; a quotation has a dot or begins with
            # a space.
            if form is tex and not re.match(r"\s|\w+\.\w", match["inner"]):
                return match[0]
            at = line + text.count("\n", 0, match.start())
            try:
                return str(form(self._quote(match["inner"], at).text))
            except NotOursError:
                return match[0]

        return QUOTE.sub(replace, text)

    def _linked(self, inner: str, line: int) -> str:
        quote = self._quote(inner, line)
        experiment = self.numbers.experiments[quote.experiment]
        where = anchor(quote.experiment, quote.key, experiment)
        self._check(where, quote)
        title = escape(f"{experiment.description} ({setting(experiment.parameters)})")
        link = f'<a class="value" href="#{escape(where)}" title="{title}">{html(quote.text)}</a>'
        placeholder = self.md.htmlStash.store(link)
        value = self.numbers.value(quote.experiment, quote.key)
        self.md.quoted[placeholder] = value  # type: ignore[attr-defined]
        return placeholder

    def _check(self, where: str, quote: Quote) -> None:
        """Raises SourceError if a link to ``where`` leads nowhere."""
        name = f"{quote.experiment}.{quote.key}"
        if where.startswith(ROW):
            if self.page.listed:
                message = f"no figure shows {name}; quote it above {{{{ values }}}}"
                raise SourceError(self.path, quote.line, message)
            return
        # Of the plugin `figures`, where the site has it.
        fault = getattr(self.md, "figure_fault", None)
        figure, _, query = where.removeprefix(FIGURE).partition("?")
        if fault and (told := fault(figure, query)):
            raise SourceError(self.path, quote.line, f"{name} is said to be shown there: {told}")

    def _quote(self, inner: str, line: int) -> Quote:
        match = NAME.fullmatch(inner.strip())
        if not is_layer(self.md) and not self._is_like_ours(match):
            raise NotOursError(inner)
        if match is None:
            message = f"'{{{{{inner}}}}}' is no quotation; write {{{{ experiment.key:.2f }}}}"
            raise SourceError(self.path, line, message)
        name, key, spec = match["experiment"], match["key"], match["spec"] or ""
        try:
            text = plain(self.numbers.value(name, key), spec)
        except (FailedError, UnknownValueError) as error:
            raise SourceError(self.path, line, str(error)) from None
        except ValueError as error:
            raise SourceError(self.path, line, f"{name}.{key}: {error}") from None
        quote = Quote(name, key, text, self.path, line)
        self.page.quotes.append(quote)
        return quote

    def _is_like_ours(self, match: re.Match[str] | None) -> bool:
        """Whether an experiment has the name, or nearly: outside of layers, braces may be any."""
        known = self.numbers.experiments
        return bool(match and get_close_matches(match["experiment"], known, 1, cutoff=0.75))


def caption(match: re.Match[str], captions: Collection[str]) -> bool:
    """Whether the body of a fence that TOKEN found is Markdown."""
    return (match["info"].split() or [""])[0] in captions


LISTED = 6
KINDS = ("fence", "code", "math", "heading", "link", "quote")


ROW, FIGURE = "value-", "figure-"


def anchor(name: str, key: str, experiment: Experiment) -> str:
    """Where the number `key` of the experiment `name` leads to: a state that shows it, or its row.

    An experiment that does not say which states show its numbers has a figure that shows them all.
    """
    shown: Mapping[str, str] | None = getattr(experiment, "shown", None)
    if not experiment.figure or (shown is not None and key not in shown):
        return f"{ROW}{name}"
    state = shown[key] if shown else ""
    return f"{FIGURE}{experiment.figure}" + (f"?{state}" if state else "")


def setting(parameters: Any) -> str:
    """Parameters as one line of text."""
    return ", ".join(f"{name}={_short(value)}" for name, value in parameters.items())


def _short(value: Any) -> str:
    if isinstance(value, str | bytes) or not isinstance(value, Sequence):
        return f"{value:g}" if isinstance(value, float) else str(value)
    if len(value) > LISTED:
        return f"{_short(value[0])} to {_short(value[-1])} ({len(value)} values)"
    return "[" + ", ".join(_short(item) for item in value) + "]"


def listing(quotes: Sequence[Quote], numbers: Numbers) -> str:
    """The experiments behind `quotes` as a list of HTML, each under the id `value-NAME`."""
    items = []
    for name in dict.fromkeys(quote.experiment for quote in quotes):
        experiment = numbers.experiments[name]
        figure = experiment.figure
        shown = f' <a href="#{FIGURE}{figure}">Figure</a>' if figure else ""
        items.append(
            f'<dt id="{ROW}{name}"><code>{name}</code>{shown}</dt>\n'
            f"<dd>{escape(experiment.description)} "
            f'<span class="value-setting">{escape(setting(experiment.parameters))}</span></dd>'
        )
    return '<dl class="values">\n' + "\n".join(items) + "\n</dl>"
