"""Which files of an article's folder are its sections, and which were meant to be and are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pelican.plugins.explorable.places import SourceError

__all__ = ["ARTICLE", "has_layers", "named", "overlooked", "section_files"]

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


def has_layers(folder: Path) -> bool:
    """Whether a Markdown file of the folder gives itself a place in an article."""
    return _first_layer(folder) is not None


def overlooked(content: Path) -> Iterator[SourceError]:
    """Folders with layers whose article is missing."""
    for folder in sorted(path for path in content.rglob("*") if path.is_dir()):
        layer = None if (folder / ARTICLE).is_file() else _first_layer(folder)
        if layer is not None:
            message = f"a layer without an article; write {ARTICLE} beside it, or move it"
            yield SourceError(named(layer, content.parent), 1, message)


def _first_layer(folder: Path) -> Path | None:
    files = [path for path in sorted(folder.glob("*.md")) if not EDITORS.search(path.name)]
    return next((path for path in files if path.name != ARTICLE and _is_section(path)), None)


def _is_section(path: Path) -> bool:
    """Whether its head, up to the first empty line, gives it a place in an article."""
    try:
        head = path.read_bytes()[:4096].partition(b"\n\n")[0]
    except OSError:
        return False
    return LAYER.search(head) is not None
