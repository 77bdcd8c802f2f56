"""Moves the browser's Python to another Pyodide; notes the sums of the one that is there.

python -m pelican.plugins.codebox.build bump VERSION
python -m pelican.plugins.codebox.build sums
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .bump import bump
from .link import remember
from .progress import Progress
from .recipe import AssemblyError, Recipe


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog=f"python -m {__package__}", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("action", choices=["bump", "sums"])
    parser.add_argument("version", nargs="?")
    parser.add_argument("--root", type=Path, default=Path.cwd())
    arguments = parser.parse_args(argv)
    root = arguments.root
    recipe = Recipe(core=root / "node_modules" / "pyodide")
    if arguments.action == "sums":
        remember(recipe)
        return 0
    if arguments.version is None:
        parser.error("bump needs a version")
    try:
        with Progress() as progress:
            cache = root / ".cache" / "runtime"
            bump(root, arguments.version, recipe, cache=cache, report=progress)
    except AssemblyError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
