"""One run of esbuild: entry points in, hashed bundles and their addresses out."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pelican.plugins.explorable.bundles import FOLDER, Bundle
from pelican.plugins.explorable.places import SourceError, raise_all

from .memory import recall, remember

__all__ = ["Bundle", "BundleError", "bundle"]

PACKAGE = re.compile(r".*node_modules/(@[^/]+/)?[^/]+")

OPTIONS = [
    "--bundle",
    "--splitting",
    "--format=esm",
    "--target=es2022",
    "--minify",
    "--charset=utf8",
    "--legal-comments=none",  # licences are in the site's notices
    "--loader:.woff2=file",
    "--loader:.woff=empty",  # every browser that runs modules reads woff2
    "--loader:.ttf=empty",
    "--loader:.svg=file",
    "--log-level=warning",
    "--log-limit=0",
    "--color=false",
]


MESSAGE = re.compile(
    r"\[(?:ERROR|WARNING)\] (?P<message>.+)\n(?P<more>(?:(?!.*\[(?:ERROR|WARNING)\]).*\n?)*)"
)
PLACE = re.compile(r"^\s+(?P<path>\S.*):(?P<line>\d+):\d+:$", re.MULTILINE)
UNWRITTEN = re.compile(r"Failed to write to output file: \w+ (?P<path>.+): (?P<reason>[^:]+)")
ERRORS = {os.strerror(number).lower(): number for number in errno.errorcode}  # in esbuild's words


class BundleError(RuntimeError):
    """esbuild could not be run."""


def bundle(entries: Mapping[str, Path], output: Path, root: Path, esbuild: str) -> Bundle:
    """Bundles ``entries`` into ``output/assets``.

    Raises SourceError at the file and line that esbuild complains of, and BundleError if it
    cannot be run.
    """
    folder = output / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    command = (
        esbuild,
        *(f"{name}={_relative(path, root)}" for name, path in entries.items()),
        *OPTIONS,
        f"--outbase={root}",
        "--entry-names=[name]-[hash]",
        "--chunk-names=[name]-[hash]",
        "--asset-names=[name]-[hash]",
    )
    found = recall(command, folder)
    if found is None:
        start = time.time()
        found = _made(command, folder, root)
        remember(command, (root / path for path in found["inputs"]), start, folder, found)
    return Bundle(_addresses(found, entries, root), _packages(found, root), output)


def _made(command: tuple[str, ...], folder: Path, root: Path) -> dict[str, Any]:
    """What esbuild tells of its run: what it read, and what it wrote, by file name."""
    metafile = folder / "meta.json"
    _run([*command, f"--outdir={folder}", f"--metafile={metafile}"], root)
    meta = json.loads(metafile.read_text("utf-8"))
    metafile.unlink()
    outputs = {Path(path).name: built for path, built in meta["outputs"].items()}
    return {"inputs": meta["inputs"], "outputs": outputs}


def _relative(path: Path, root: Path) -> str:
    """As esbuild names it. In an absolute path a star or a backslash would be a pattern."""
    relative = path.relative_to(root, walk_up=True).as_posix()
    return relative if relative.startswith("../") else f"./{relative}"


def _run(command: list[str], root: Path) -> None:
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    except OSError as error:
        raise BundleError(f"{command[0]!r}: {error.strerror}; is esbuild installed?") from None
    raise_all(_told(done.stderr))
    if done.returncode:
        raise BundleError(done.stderr.strip())


def _unwritten(message: str) -> OSError | None:
    """The system's own error, if a bundle could not be written: a full disk, say."""
    found = UNWRITTEN.fullmatch(message)
    number = found and ERRORS.get(found["reason"])
    return OSError(number, os.strerror(number), found["path"]) if found and number else None


def _told(stderr: str) -> Iterator[SourceError]:
    """What esbuild complains of, warnings too: a style that it does not know does nothing."""
    for match in MESSAGE.finditer(stderr):
        message = re.sub(r" \[[\w-]+\]$", "", match["message"])
        where = PLACE.search(match["more"])
        if where is None:
            raise _unwritten(message) or BundleError(message)
        yield SourceError(where["path"], int(where["line"]), message)


def _addresses(made: Mapping[str, Any], entries: Mapping[str, Path], root: Path) -> dict[str, str]:
    names = {_relative(path, root).removeprefix("./"): name for name, path in entries.items()}
    addresses = {}
    for file, built in made["outputs"].items():
        suffix = Path(file).suffix
        if built.get("entryPoint") in names:
            addresses[names[built["entryPoint"]] + suffix] = f"{FOLDER}/{file}"
        elif suffix not in (".js", ".css"):
            addresses[Path(next(iter(built["inputs"]))).name] = f"{FOLDER}/{file}"
    return addresses


def _packages(made: Mapping[str, Any], root: Path) -> tuple[Path, ...]:
    matches = filter(None, (PACKAGE.match(path) for path in made["inputs"]))
    return tuple(sorted({(root / match[0]).resolve() for match in matches}))
