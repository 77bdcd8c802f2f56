"""python -m tools.build [--settings pelicanconf.py] [--output output]"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from pathlib import Path

from tools.build import ROOT, BuildError
from tools.build.fresh import Fresh
from tools.build.target import named


def arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.build", description="Build the site.")
    parser.add_argument("--settings", type=Path, default=ROOT / "pelicanconf.py")
    parser.add_argument("--output", default=str(ROOT / "output"))
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    args = arguments(argv)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        output = named(args.output)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    fresh = Fresh(args.settings, output)
    if fresh.is_kept():
        print(f"{output / 'index.html'} is up to date")
        return 0
    fresh.forget()
    status = _built(args.settings, output)
    if status == 0:
        fresh.keep()
    return status


def _built(settings: Path, output: Path) -> int:
    # Imported here: they take longer than to see that there is nothing to do.
    from pelican.plugins.explorable.node import put_node_first  # noqa: PLC0415
    from tools.build.errors import describe  # noqa: PLC0415
    from tools.build.front import FRONT  # noqa: PLC0415
    from tools.build.site import build  # noqa: PLC0415

    put_node_first()
    start = time.monotonic()
    try:
        build(settings, output)
    except KeyboardInterrupt:
        print(f"interrupted; nothing half-built is in {output}", file=sys.stderr)
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
