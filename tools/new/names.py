"""Which names something new may have: they fit everywhere, and nothing has them yet."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator
from pathlib import Path

from adamcore import experiments
from pelican.plugins.layers.articles import folders
from pelican.plugins.layers.folders import ARTICLE
from tools.new import NameTakenError, NewError

__all__ = ["LONGEST", "RESERVED", "identifier", "title", "untaken"]

LONGEST = 28
"""Characters of a name: twice it stands in one line of code."""
RESERVED = {"articles", "assets", "figures", "runtime", "sharing", "theme", "wheels"}
"""What the site itself writes beside its articles."""

SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
NAME = re.compile(r"[a-z][a-z0-9_]*")
FORMS = {
    "article": (SLUG, "small letters, digits and single hyphens, like step-sizes"),
    "figure": (NAME, "small letters, digits and underscores, like step_sizes"),
    "experiment": (NAME, "small letters, digits and underscores, like step_sizes"),
}


def identifier(slug: str) -> str:
    """What the figure and the experiment of an article are called."""
    return slug.replace("-", "_")


def title(name: str) -> str:
    """A name as a title has it: step-sizes and step_sizes are Step Sizes."""
    return re.sub(r"[-_]+", " ", name).strip().title()


def untaken(kind: str, name: str, root: Path) -> None:
    """Raises NewError unless something new of this kind below ``root`` may have the name."""
    form, words = FORMS[kind]
    if not form.fullmatch(name):
        raise NewError(f"{kind} {name!r} is no name; write {words}")
    if len(name) > LONGEST:
        raise NewError(f"{kind} {name!r} is too long; a name has at most {LONGEST} characters")
    if keyword.iskeyword(identifier(name)):
        raise NewError(f"{kind} {name!r} is a word of Python; choose another name")
    if found := next(_owners(kind, name, root), None):
        raise NameTakenError(f"{kind} {name!r}: the name is taken by {found}; choose another")


def _owners(kind: str, name: str, root: Path) -> Iterator[str]:
    """What has the name already."""
    places = {
        "article": [f"content/{name}"],
        "figure": [f"adamcore/figures/{name}.py", f"article/figures/{name}.js"],
        "experiment": [f"adamcore/experiments/{name}.py"],
    }
    yield from (place for place in places[kind] if (root / place).exists())
    if kind == "article":
        yield from _addresses(name, root)
    if kind == "experiment":
        yield from _quoted(name)


def _addresses(slug: str, root: Path) -> Iterator[str]:
    """What stands at the address already, whatever its folder."""
    if slug in RESERVED:
        yield f"the site's own folder {slug}/"
    for folder in folders(root / "content"):
        article = folder / ARTICLE
        if re.search(rf"^slug:[ \t]*{slug}[ \t]*$", article.read_text("utf-8"), re.I | re.M):
            yield article.relative_to(root).as_posix()


def _quoted(name: str) -> Iterator[str]:
    found = experiments.values().get(name)
    if found:
        yield found.module
    elif hasattr(experiments, name):
        yield f"a name in {experiments.__name__}"
