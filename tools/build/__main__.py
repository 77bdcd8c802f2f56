"""python -m tools.build [--settings pelicanconf.py] [--output output]"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from pathlib import Path

from tools.build import ROOT
from tools.build.errors import describe
from tools.build.front import FRONT
from tools.build.site import build
from tools.build.target import named
from tools.node import put_node_first


def arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.build", description="Build the site.")
    parser.add_argument("--settings", type=Path, default=ROOT / "pelicanconf.py")
    parser.add_argument("--output", default=str(ROOT / "output"))
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    args = arguments(argv)
    put_node_first()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    start = time.monotonic()
    try:
        output = named(args.output)
        build(args.settings, output)
    except KeyboardInterrupt:
        print(f"interrupted; nothing half-built is in {args.output}", file=sys.stderr)
        return 130
    except Exception as error:
        if os.environ.get("DEBUG"):
            raise
        print(describe(error), file=sys.stderr)
        return 1
    print(f"{output / FRONT} built in {time.monotonic() - start:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
