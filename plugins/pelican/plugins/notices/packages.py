"""Name, version and licence of a package, read from the package itself."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

__all__ = ["Notice", "npm_notice", "wheel_notice"]

LICENCE = re.compile(r"(^|/)(licen[cs]e|copying|notice)[^/]*$", re.IGNORECASE)


@dataclass(frozen=True)
class Notice:
    """``title`` is name, version and licence in short; ``licence`` is its text."""

    title: str
    licence: str


def npm_notice(folder: Path) -> Notice:
    """Of an npm package in ``folder``."""
    meta = json.loads((folder / "package.json").read_text("utf-8"))
    files = sorted(path for path in folder.iterdir() if LICENCE.search(path.name))
    texts = [path.read_text("utf-8").strip() for path in files]
    return _notice(meta["name"], meta["version"], meta.get("license", ""), texts)


def wheel_notice(wheel: Path) -> Notice:
    """Of a Python wheel; the licences of what it carries inside are part of it."""
    with ZipFile(wheel) as archive:
        names = sorted(archive.namelist())
        metadata = next(name for name in names if name.endswith(".dist-info/METADATA"))
        meta = Parser().parsestr(archive.read(metadata).decode("utf-8"))
        folder = metadata.removesuffix("METADATA")
        files = [name for name in names if name.startswith(folder) and LICENCE.search(name)]
        texts = [archive.read(name).decode("utf-8", "replace").strip() for name in files]
    # Older packages put the whole text where the licence's name belongs.
    given = meta.get("License-Expression") or meta.get("License") or ""
    short = given if "\n" not in given else ""
    return _notice(meta["Name"], meta["Version"], short, texts or [given.strip()])


def _notice(name: str, version: str, short: str, texts: list[str]) -> Notice:
    title = f"{name} {version}" + (f" ({short})" if short else "")
    return Notice(title, "\n\n".join(filter(None, texts)) or short)
