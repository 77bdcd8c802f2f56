"""How to cite an article: as BibTeX and as a line of text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from .facts import Author, Facts

__all__ = ["Citation", "cite"]

SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "&%$#_"} | {"~": r"\textasciitilde{}"})


@dataclass(frozen=True)
class Citation:
    bibtex: str
    text: str


def cite(facts: Facts) -> Citation:
    """Of an article; where no address is known there is none in it."""
    assert facts.published is not None
    return Citation(_bibtex(facts), _text(facts))


def _bibtex(facts: Facts) -> str:
    assert facts.published is not None
    fields = {
        "author": " and ".join(map(_braced, facts.authors)),
        "title": f"{{{_tex(facts.title)}}}",
        "year": str(facts.published.year),
        "month": MONTHS[facts.published.month - 1][:3].lower(),
        "note": f"Version {facts.version}, {_day(facts)}" if facts.version else "",
        "url": facts.url,
    }
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join([f"@misc{{{_key(facts)},", *lines, "}"])


def _text(facts: Facts) -> str:
    assert facts.published is not None
    by = _listed([author.name for author in facts.authors])
    title = facts.title if facts.title.endswith(("?", "!", ".")) else f"{facts.title}."
    parts = [f"{by} ({facts.published.year}).".lstrip(), title]
    if facts.version:
        parts.append(f"Version {facts.version}, {_day(facts)}.")
    return " ".join([*parts, facts.url]).strip()


def _listed(names: list[str]) -> str:
    if len(names) < 3:
        return " and ".join(names)
    return f"{', '.join(names[:-1])}, and {names[-1]}"


def _day(facts: Facts) -> str:
    day = facts.modified or facts.published
    assert day is not None
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


# As English has them, whatever the machine's language.
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip


def _key(facts: Facts) -> str:
    assert facts.published is not None
    author = facts.authors[0].name.split()[-1] if facts.authors else ""
    word = next((w for w in facts.title.split() if len(w) > 3), facts.title)
    letters = unicodedata.normalize("NFKD", f"{author}{facts.published.year}{word}".lower())
    return re.sub(r"[^a-z0-9]", "", letters)


def _braced(author: Author) -> str:
    """Braces keep BibTeX from taking an organization's last word for a family name."""
    name = _tex(author.name)
    return name if author.is_person else f"{{{name}}}"


def _tex(text: str) -> str:
    return text.translate(SPECIAL).replace("\u2019", "'")
