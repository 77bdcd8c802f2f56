"""Wheels of pure Python from pip's registry, pinned by version and sum."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pelican.plugins.explorable.files import sha256, write

from .recipe import AssemblyError

__all__ = ["Pinned", "pinned", "registered"]

LINE = re.compile(r"([\w.-]+)==([\w.!+-]+)\s+--hash=sha256:([0-9a-f]{64})")
PURE = ["--only-binary=:all:", "--implementation=py"]


@dataclass(frozen=True)
class Pinned:
    """A line of a requirements file that names one wheel."""

    line: str
    name: str
    version: str
    sha256: str


def pinned(line: str) -> Pinned:
    """Raises AssemblyError for a line that leaves open which bytes are meant."""
    found = LINE.fullmatch(line.strip())
    if found is None:
        form = "name==version --hash=sha256:…, as `pip hash` prints it"
        raise AssemblyError(f"CODEBOX_WHEELS: {line!r} does not pin a wheel; write {form}")
    return Pinned(line.strip(), *found.groups())


def registered(wanted: Pinned, python: str, cache: Path, report: Callable[[str], None]) -> Path:
    """The wheel in the cache, or fetched by pip for that Python, such as 3.13.

    Raises AssemblyError if it cannot be had.
    """
    for kept in (cache / "downloads").glob(f"{wanted.sha256[:16]}-*.whl"):
        if sha256(kept.read_bytes()) == wanted.sha256:
            return kept
    report(f"fetching {wanted.name} {wanted.version}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "wanted.txt").write_text(wanted.line + "\n")
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
        options = [*PURE, f"--python-version={python}", "--dest", name]
        command = [*pip, *options, "-r", str(folder / "wanted.txt")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        wheels = list(folder.glob("*.whl"))
        if done.returncode or not wheels:
            reason = (done.stderr.strip() or "no reason given").splitlines()[-1]
            raise AssemblyError(f"{wanted.name} {wanted.version} cannot be had: pip: {reason}")
        [wheel] = wheels
        if not wheel.name.endswith("-none-any.whl"):
            raise AssemblyError(f"CODEBOX_WHEELS: {wheel.name} is not pure Python; leave it out")
        target = cache / "downloads" / f"{wanted.sha256[:16]}-{wheel.name}"
        write(target, wheel.read_bytes())
    return target
