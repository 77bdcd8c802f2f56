"""Removes what the build wrote, and nothing else: python3 -m tools.build.clean output"""

from __future__ import annotations

import sys
from pathlib import Path

from tools.build import ROOT, BuildError
from tools.build.aside import aside
from tools.build.marker import clear, foreign, is_marked
from tools.build.target import check_target, named

__all__ = ["clean"]


def clean(output: Path) -> None:
    """Also what a killed build left beside ``output``; says what it keeps."""
    check_target(output, [ROOT])
    if not output.parent.is_dir():
        return
    with aside(output):
        if not is_marked(output):
            return
        kept = foreign(output)
        clear(output)
    if kept:
        print(f"{output}: kept what the build did not write: {', '.join(map(str, kept))}")


if __name__ == "__main__":
    try:
        clean(named(sys.argv[1]))
    except (BuildError, OSError) as error:
        sys.exit(str(error))
