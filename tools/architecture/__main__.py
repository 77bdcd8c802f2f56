"""Writes the drawing into docs/architecture.md: python -m tools.architecture [--check]."""

from __future__ import annotations

import sys

from tools.build import ROOT
from tools.documents import keep

from .drawing import differences, draw, placed, read

DOCUMENT = "docs/architecture.md"
ESBUILD = ROOT / "node_modules" / ".bin" / "esbuild"


def compare(text: str) -> tuple[str, list[str]]:
    """The text with the drawing of today, and the rooms and arrows by which the two differ."""
    drawing = draw(read(ROOT, ESBUILD))
    return placed(text, drawing, DOCUMENT), differences(text, drawing, DOCUMENT)


def main(argv: list[str] | None = None) -> int:
    return keep(ROOT / DOCUMENT, DOCUMENT, "tools.architecture", compare, argv)


if __name__ == "__main__":
    sys.exit(main())
