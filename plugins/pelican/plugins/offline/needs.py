"""What each page of a built site needs, by what it and its files name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

__all__ = ["listing", "needs"]

INDEX = "index.html"
READ = {".html", ".js", ".mjs", ".css"}
# Links lead to other things than those that the page needs, and metadata are not for its reader.
PASSED = re.compile(
    r"<(?:a|meta)\b[^>]*>|<link\b[^>]*rel=\"(?:canonical|alternate|license|apple-touch-icon)\"[^>]*>"
    r"|<script type=\"application/ld\+json\">.*?</script>",
    re.DOTALL | re.IGNORECASE,
)
# From the start of a run of letters alone: data in base64 are long runs, and no names.
NAME = re.compile(r"(?<![\w@%~+./-])[\w@%~+./-]+\.[A-Za-z0-9]{2,12}(?![\w.])")


def listing(site: Path) -> dict[str, Any]:
    """For the worker: every page with a version and its files, and all other files of the site.

    A page is named by its address, relative to the site's root.
    """
    found = {}
    for page in sorted(site.rglob("*.html")):
        if b'content="noindex"' in page.read_bytes()[:65536]:
            continue
        files = needs(page, site)
        found[_address(page, site)] = {"version": _version([page, *files]), "files": [
            path.relative_to(site).as_posix() for path in files]}  # fmt: skip
    rest = [path for path in sorted(site.rglob("*")) if path.is_file() and path.suffix != ".html"]
    return {"pages": found, "files": [path.relative_to(site).as_posix() for path in rest]}


def needs(page: Path, site: Path) -> list[Path]:
    """Files that ``page`` names, and those that these name, in order of their names."""
    seen: set[Path] = set()
    waiting = [page]
    while waiting:
        file = waiting.pop()
        for other in _named(file, site):
            if other not in seen and other.suffix != ".html":
                seen.add(other)
                if other.suffix in READ:
                    waiting.append(other)
    return sorted(seen)


def _named(file: Path, site: Path) -> Iterator[Path]:
    text = file.read_text("utf-8", "replace")
    if file.suffix == ".html":
        text = PASSED.sub("", text)
    for name in set(NAME.findall(text)):
        for folder in (file.parent, site):
            path = (folder / unquote(name).removeprefix("/")).resolve()
            if path.is_relative_to(site.resolve()) and path.is_file():
                yield site / path.relative_to(site.resolve())


def _version(files: list[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]


def _address(page: Path, site: Path) -> str:
    path = page.relative_to(site).as_posix()
    return path.removesuffix(INDEX) if page.name == INDEX else path
