"""The examples of the README and of the docs, as their pages have them."""

import re
import textwrap
from dataclasses import dataclass

from tests.tools.checkout import ROOT

PATTERNS = ("README.md", "docs/*.md", "plugins/*.md", "adamcore/*.md")
PAGES = [page for pattern in PATTERNS for page in sorted(ROOT.glob(pattern))]
AUTHORS = ROOT / "docs" / "authors.md"
# Of another site, which has the press alone: tests/browser/test_stock.py builds it.
PRESS = ROOT / "plugins" / "README.md"
# A line that is nothing but a path and a colon gives the example below it to that file.
NAMED = r"(?:^`(?P<file>[\w./-]+)`:\n\n)?"
FENCED = re.compile(
    NAMED + r"^(?P<ticks>`{3,})(?P<language>\w+)\n(?P<body>.*?)^(?P=ticks)$", re.M | re.DOTALL
)
INDENTED = re.compile(r"(?:(?<=\n\n)|\A)" + NAMED + r"(?P<body>(?:    .*\n|\n(?=    ))+)", re.M)
SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
ROW = re.compile(r"^\| (`+) ?(.+?) ?\1 \| `?(.+?)`? \|$", re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """One example: the ``section`` of its page, the ``file`` that it is for, or ""."""

    page: str
    section: str
    file: str
    language: str
    body: str

    @property
    def kind(self):
        """Its language; "layer" if it begins with a layer's metadata."""
        return "layer" if re.match(r"Title: .*\n(Layer|Place):", self.body) else self.language


def examples(page):
    """All of one page, in their order."""
    text = page.read_text("utf-8")
    found = list(FENCED.finditer(text))
    outside = FENCED.sub(lambda match: re.sub(r"[^\n]", "-", match[0]), text)
    found += INDENTED.finditer(outside)
    for match in sorted(found, key=lambda match: match.start()):
        groups = match.groupdict()
        body = groups["body"] if "ticks" in groups else textwrap.dedent(groups["body"])
        sections = SECTION.findall(outside[: match.start()])
        name = str(page.relative_to(ROOT))
        section = sections[-1] if sections else ""
        yield Example(name, section, groups["file"] or "", groups.get("language") or "", body)


def mistakes(page):
    """What a page says of mistakes: pairs, from its tables, of what is written and what is told."""
    tables = page.read_text("utf-8").split("| Written | Told |\n")[1:]
    return [(row[1], row[2]) for table in tables for row in ROW.findall(table.split("\n\n")[0])]
