"""Writes the drawing into docs/architecture.md: python -m tools.architecture [--check]."""

from __future__ import annotations

import argparse
import sys

from pelican.plugins.explorable.places import SourceError
from tools.build import ROOT

from .drawing import differences, draw, placed, read

DOCUMENT = "docs/architecture.md"
ESBUILD = ROOT / "node_modules" / ".bin" / "esbuild"


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.architecture", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say what differs")
    check = parser.parse_args(argv).check
    path = ROOT / DOCUMENT
    text = path.read_text("utf-8")
    try:
        drawing = draw(read(ROOT, ESBUILD))
        wanted = placed(text, drawing, DOCUMENT)
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1
    if not check:
        path.write_text(wanted, "utf-8")
    elif text != wanted:
        told = differences(text, drawing, DOCUMENT) or [f"{DOCUMENT}:1: the drawing is another"]
        print(*told, "run python -m tools.architecture", sep="\n", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
