"""Every measurement, one after the other: ``python -m bench [name …]``.

Each module of this folder that has a ``main`` measures one thing and prints its own table.
"""

from __future__ import annotations

import platform
import sys
import time
from importlib import import_module
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parent


def names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith("_"))


def main(chosen: list[str]) -> int:
    unknown = sorted(set(chosen) - set(names()))
    if unknown:
        print(f"bench: no {unknown[0]}; there are {', '.join(names())}", file=sys.stderr)
        return 2
    print(f"{time.strftime('%Y-%m-%d')}, {platform.platform()}, {platform.machine()}, ", end="")
    print(f"Python {platform.python_version()}, NumPy {np.__version__}")
    for name in chosen or names():
        print(f"\n## {name}\n", flush=True)
        import_module(f"bench.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
