"""Whether a build would make what is there already: nothing that it reads or wrote has changed.

The standard library alone: a build that has nothing to do should not wait for imports.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tools.build import ROOT

__all__ = ["Fresh"]

FOLDER = ROOT / ".cache" / "fresh"
PAPERS = ROOT / ".cache" / "papers"
# What a build reads. Stamps of the set-up stand for all that it has installed.
SOURCES = ("content", "theme", "article", "plugins", "adamcore", "tools")
STAMPS = (".venv/.installed", ".venv/.projects", "node_modules/.installed")
SUFFIXES = {".py", ".json", ".toml", ".txt", ""}
VARIABLES = ("ADAMCORE", "CODEBOX", "KATEX", "NODE", "OPENBLAS", "PYODIDE", "PYTHON",
             "SITEURL", "SOURCE_DATE_EPOCH")  # fmt: skip
# As make gave it: settings add to it, and one process may build more than once.
ENVIRONMENT = dict(os.environ)

Stamp = tuple[int, int, int]


class Fresh:
    """The record of the last build of ``output`` by ``settings``, taken before it begins.

    Of settings elsewhere, whose sources are not known, nothing is kept.
    """

    def __init__(self, settings: Path, output: Path) -> None:
        self.output = output
        self.known = settings.resolve().parent == ROOT
        name = hashlib.sha256(f"{settings.resolve()}\0{output}".encode()).hexdigest()[:16]
        self.record = FOLDER / f"{name}.json"
        inputs = _inputs(settings) if self.known else ()
        self.inputs = _sum([f"{path} {stamp}" for path, stamp in inputs])

    def is_kept(self) -> bool:
        """Whether the output is what a build would make now."""
        try:
            inputs, outputs = json.loads(self.record.read_bytes())
        except (OSError, ValueError):
            return False
        return (
            self.known
            and bool(outputs)
            and [inputs, outputs] == [self.inputs, _outputs(self.output)]
        )

    def forget(self) -> None:
        self.record.unlink(missing_ok=True)

    def keep(self) -> None:
        """Called when the output is in place; without a cache the next build builds."""
        if not self.known:
            return
        with contextlib.suppress(OSError):
            FOLDER.mkdir(parents=True, exist_ok=True)
            aside = self.record.with_suffix(f".{os.getpid()}")
            aside.write_text(json.dumps([self.inputs, _outputs(self.output)]))
            aside.replace(self.record)


def _inputs(settings: Path) -> Iterator[tuple[str, object]]:
    # Pelican shows an article from its date on, which may come.
    yield "today", datetime.datetime.now(datetime.UTC).date().isoformat()
    for name, value in sorted(ENVIRONMENT.items()):
        if name.startswith(VARIABLES):
            yield name, value
    yield "commit", _commit()
    for folder in SOURCES:
        yield from _files(ROOT / folder)
    yield from ((path, stamp) for path, stamp in _files(PAPERS) if path.endswith(".pdf"))
    for path in sorted({settings.resolve(), *(ROOT / name for name in STAMPS), *ROOT.iterdir()}):
        if path.suffix in SUFFIXES or path.name in (".installed", ".projects"):
            stamp = _stamp(path)
            if stamp:
                yield str(path), stamp


def _commit() -> str:
    """Its date is that of an article whose sources it has; "" without Git."""
    command = ["git", "-C", str(ROOT), "rev-parse", "HEAD"]
    with contextlib.suppress(OSError):
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return ""


def _outputs(output: Path) -> str:
    return _sum([f"{path} {stamp}" for path, stamp in _files(output)])


def _files(folder: Path) -> Iterator[tuple[str, Stamp]]:
    for above, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(files):
            path = os.path.join(above, name)
            stamp = _stamp(path)
            if stamp:
                yield path, stamp


def _stamp(path: str | Path) -> Stamp | None:
    """Size and times, of which no program can set the last."""
    try:
        stat = os.stat(path)
    except OSError:
        return None
    is_file = stat.st_mode & 0o170000 == 0o100000
    return (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns) if is_file else None


def _sum(lines: list[str]) -> str:
    """Of nothing it is nothing: an output without files is none."""
    text = "\n".join(lines).encode("utf-8", "surrogateescape")
    return hashlib.sha256(text).hexdigest() if lines else ""
