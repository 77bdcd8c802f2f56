"""python -m tools.serve [--port 8000] [--output output]"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from watchfiles import watch

from tools.build import ROOT, BuildError
from tools.build.target import named
from tools.server import serving

from .builder import Builder, News
from .pages import pages

# Of the project's own folder only its files count: below it are caches and the output.
FOLDERS = ("content", "theme", "article", "adamcore", "plugins")
SUFFIXES = (".py", ".toml", ".json")
QUIET = 20  # milliseconds without a change, after which an editor has written what it writes
LONGEST = 400  # milliseconds that changes which never cease are waited for


def arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.serve", description="Serve the site.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--output", default=str(ROOT / "output"))
    return parser.parse_args(argv)


def changes() -> Iterator[set[Path]]:
    """The paths of each round of changes, without end; those of a long build come as one."""
    found: SimpleQueue[set[Path]] = SimpleQueue()

    def collect(folders: list[Path], recursive: bool) -> None:
        options = {"step": QUIET, "debounce": LONGEST, "recursive": recursive}
        for round_ in watch(*folders, **options):  # type: ignore[arg-type] # one dict of several
            found.put({Path(name) for _, name in round_})

    for folders, recursive in (([ROOT / name for name in FOLDERS], True), ([ROOT], False)):
        Thread(target=collect, args=(folders, recursive), daemon=True).start()
    while True:
        paths = found.get()
        with suppress(Empty):
            while True:
                paths |= found.get_nowait()
        kept = {p for p in paths if p.parent != ROOT or p.suffix in SUFFIXES}
        if kept:
            yield kept


def serve(output: Path, port: int) -> None:
    """Builds at every change, until Ctrl-C; raises BuildError if the port is taken."""
    news = News()
    with ExitStack() as stack:
        try:
            address = stack.enter_context(serving(output, pages(news), port))
        except OSError as error:
            raise BuildError(f"port {port}: {error.strerror}; give another: PORT=n") from None
        print(f"{address}/ as soon as it is built", flush=True)
        builder = Builder(output, news)
        stack.callback(builder.end)
        builder.build(set())
        for changed in changes():
            builder.build(changed)


def main(argv: list[str] | None = None) -> int:
    args = arguments(argv)
    for signum in (signal.SIGINT, signal.SIGTERM):  # which a background job begins without
        signal.signal(signum, signal.default_int_handler)
    try:
        serve(named(args.output), args.port)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
