"""Builds the site aside and puts it in place when it is whole.

    python -m tools.build [--settings pelicanconf.py] [--output output]

Whatever goes wrong is told in one line, the exit status is not zero, and the last good output
stays as it was.
"""

from __future__ import annotations

import argparse
import errno
import io
import logging
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.settings import read_settings

from fences import SourceError
from tools.links import check_site
from tools.node import put_node_first

ROOT = Path(__file__).resolve().parent.parent


class BuildError(RuntimeError):
    """Why the site could not be built; each line of the message stands for one thing to mend."""


class ErrorLog(logging.Handler):
    """Collects what Pelican only logs: it drops a broken article and exits 0."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        # Pelican logs inside its except blocks, with the exception itself left out.
        cause = sys.exception()
        self.lines.append(describe(cause) if cause else record.getMessage())


def describe(error: BaseException) -> str:
    """An exception in one line, with what to do where that is known."""
    if isinstance(error, OSError) and error.strerror:
        hint = {errno.ENOSPC: "; free some space", errno.EROFS: "; choose another OUTPUT"}
        name = f"{error.filename}: " if error.filename else ""
        return f"{name}{error.strerror}{hint.get(error.errno or 0, '')}"
    known = isinstance(error, SourceError | BuildError)
    return str(error) if known else f"{type(error).__name__}: {error}"


@contextmanager
def aside(output: Path) -> Iterator[Path]:
    """A folder beside ``output`` to build in; it is gone afterwards, whatever happens."""
    output.parent.mkdir(parents=True, exist_ok=True)
    _clear_stale(output)
    folder = output.with_name(f".{output.name}.building-{os.getpid()}")
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _clear_stale(output: Path) -> None:
    for folder in output.parent.glob(f".{output.name}.building-*"):
        pid = folder.name.rpartition("-")[2]
        if not (pid.isdigit() and _runs(int(pid))):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def put_in_place(built: Path, output: Path) -> None:
    """Makes ``built`` the new ``output``; an interrupt waits until that is done."""
    old = built.with_name(built.name + "-old")
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        if output.exists():
            output.rename(old)
        built.rename(output)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
    shutil.rmtree(old, ignore_errors=True)


def generate(settings: dict[str, Any]) -> None:
    """Runs Pelican; raises BuildError with one line for each error or warning that it logs."""
    log = ErrorLog()
    logger = logging.getLogger("pelican")
    logger.addHandler(log)
    logger.propagate = False
    try:
        with redirect_stdout(io.StringIO()):  # Pelican's count of articles, here always one
            Pelican(settings).run()
    finally:
        logger.removeHandler(log)
    if log.lines:
        raise BuildError("\n".join(dict.fromkeys(log.lines)))


def build(settings_file: Path, output: Path) -> None:
    """Builds, checks and swaps; raises BuildError, SourceError or OSError."""
    if shutil.which("node") is None:
        raise BuildError("node: not found, formulas and scripts need it; run `make setup`")
    with aside(output) as folder:
        settings = read_settings(str(settings_file), override={"OUTPUT_PATH": str(folder)})
        generate(settings)
        check_site(folder, Path(settings["PATH"]).parent)
        put_in_place(folder, output)


def arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.build", description="Build the site.")
    parser.add_argument("--settings", type=Path, default=ROOT / "pelicanconf.py")
    parser.add_argument("--output", type=Path, default=ROOT / "output")
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    args = arguments(argv)
    put_node_first()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    start = time.monotonic()
    try:
        build(args.settings, args.output.resolve())
    except KeyboardInterrupt:
        print(f"interrupted; {args.output} is as it was", file=sys.stderr)
        return 130
    except Exception as error:
        if os.environ.get("DEBUG"):
            raise
        print(describe(error), file=sys.stderr)
        return 1
    print(f"{args.output / 'index.html'} built in {time.monotonic() - start:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
