"""Which files of an article's folder are its sections, and which were meant to be and are not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from pelican.plugins.explorable.places import SourceError

__all__ = ["ARTICLE", "named", "overlooked", "section_files"]

ARTICLE = "article.md"
# What editors leave beside a file: locks, copies, patches' rests.
EDITORS = re.compile(r"^[.#]|~$|\.(?:swp|swo|bak|orig|rej|tmp)$|\.md\.\w+~?$", re.IGNORECASE)
PROSE = re.compile(r"\.(?:markdown|mdown|mkdn?|mdwn|mdtxt|mdtext|txt|rst|MD|Md|mD)$")
LAYER = re.compile(rb"^(?:layer|place)[ \t]*:", re.IGNORECASE | re.MULTILINE)


def named(path: Path, root: Path) -> str:
    """The file as errors name it."""
    return str(path.relative_to(root) if path.is_relative_to(root) else path)


def section_files(folder: Path, root: Path) -> list[Path]:
    """The sections' files, in order; raises SourceError for a text that is not read.

    Errors name files as they are seen from ``root``.
    """
    for path in sorted(folder.iterdir()):
        if PROSE.search(path.name) and not EDITORS.search(path.name):
            message = f"nobody reads it; name it {path.stem}.md, or take it out of the folder"
            raise SourceError(named(path, root), 1, message)
    files = sorted(path for path in folder.glob("*.md") if path.name != ARTICLE)
    return [path for path in files if not EDITORS.search(path.name)]


def overlooked(content: Path, articles: Collection[Path]) -> Iterator[SourceError]:
    """Folders with layers whose article is missing, or is not among ``articles``."""
    for folder in sorted(path for path in content.rglob("*") if path.is_dir()):
        article = folder / ARTICLE
        if article in articles:
            continue
        files = [path for path in sorted(folder.glob("*.md")) if not EDITORS.search(path.name)]
        layer = next((path for path in files if _is_section(path)), None)
        if layer is None:
            continue
        if article.is_file():
            message = f"no ARTICLE_PATHS names it; add {article.relative_to(content).as_posix()!r}"
            yield SourceError(named(article, content.parent), 1, message)
        else:
            message = f"a layer without an article; write {ARTICLE} beside it, or move it"
            yield SourceError(named(layer, content.parent), 1, message)


def _is_section(path: Path) -> bool:
    """Whether its head, up to the first empty line, gives it a place in an article."""
    try:
        head = path.read_bytes()[:4096].partition(b"\n\n")[0]
    except OSError:
        return False
    return LAYER.search(head) is not None
