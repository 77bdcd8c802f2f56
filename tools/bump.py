"""Moves the browser's Python to another Pyodide, or says why not: make bump PYODIDE=version

    python -m tools.bump VERSION [--try]

Everything happens in a copy of this checkout: the pins move, NumPy follows, all is set up and
locked anew, and the tests of the runtime run. Only then the pins are taken over; with ``--try``
they are not. ``newest`` stands for the newest version whose packages can be had.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from pelican.plugins.codebox.build import AssemblyError, Progress, Recipe
from pelican.plugins.codebox.build.bump import obtainable
from tools.build import ROOT
from tools.sources import copy_sources

__all__ = ["main"]

SUMS = "plugins/pelican/plugins/codebox/build/sums.json"
PINS = ("package.json", "package-lock.json", "requirements.in", "requirements.txt", SUMS)
TESTS = ("tests/plugins/codebox/build", "tests/browser/test_runtime.py")
CACHE = ROOT / ".cache" / "runtime"
DOWNLOADS = ".cache/runtime/downloads"
BUILD = (".venv/bin/python", "-m", "pelican.plugins.codebox.build")
# The set-up speaks of what it does by itself.
STEPS = (
    ("setting up a copy", ["python3", "-S", "-m", "tools.bootstrap"]),
    ("moving the pins", [*BUILD, "bump", "{version}"]),
    ("locking", [".venv/bin/python", "-m", "tools.lock"]),
    ("setting up what is locked", ["python3", "-S", "-m", "tools.bootstrap"]),
    ("noting its sums", [*BUILD, "sums"]),
    ("testing the runtime", [".venv/bin/python", "-m", "pytest", "-q", *TESTS]),
)


type Steps = Sequence[tuple[str, Sequence[str]]]


class BumpError(RuntimeError):
    """The pins stay; the message says why."""


def main(argv: list[str] | None = None) -> str | None:
    parser = argparse.ArgumentParser(prog="python -m tools.bump", description=__doc__)
    parser.add_argument("version", help="of Pyodide, or 'newest'")
    parser.add_argument("--try", dest="only_try", action="store_true", help="change nothing")
    arguments = parser.parse_args(argv)
    try:
        version = newest() if arguments.version == "newest" else arguments.version
        bump(version, keep=not arguments.only_try)
    except (BumpError, AssemblyError) as error:
        return f"bump: {error}; nothing is changed"
    return None


def bump(version: str, keep: bool, root: Path = ROOT, steps: Steps = STEPS) -> None:
    """Takes the ``steps`` in a copy of the checkout ``root``, and its pins over if all have passed.

    Raises BumpError with the last line of the step that failed.
    """
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "copy"
        _copy(root, copy)
        for title, command in steps:
            print(f"bump: {title}", flush=True)
            _run(copy, title, [word.format(version=version) for word in command])
        if keep:
            for pin in PINS:
                shutil.copyfile(copy / pin, root / pin)
    print(f"bump: Pyodide {version} {'is pinned' if keep else 'would do'}", flush=True)


def newest() -> str:
    """The newest version, from ours on, whose packages some source has."""
    recipe = Recipe(core=ROOT / "node_modules" / "pyodide")
    with Progress() as progress, tempfile.TemporaryDirectory() as name:
        for version in _versions(recipe.version):
            folder = Path(name) / version
            folder.mkdir()
            try:
                obtainable(folder, version, recipe, cache=CACHE, report=progress)
            except AssemblyError as error:
                print(f"bump: not {version}: {error}", flush=True)
            else:
                return version
    raise BumpError(f"no version newer than {recipe.version} can be had")


def _versions(ours: str) -> Iterator[str]:
    """Released versions that are newer than ``ours``, the newest first."""
    command = ["npm", "view", "pyodide", "versions", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BumpError(f"npm does not tell the versions of pyodide: {_last(done.stderr)}")
    released = [one for one in json.loads(done.stdout) if one.replace(".", "").isdigit()]
    newer = [one for one in released if _number(one) > _number(ours)]
    yield from sorted(newer, key=_number, reverse=True)


def _number(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _copy(root: Path, folder: Path) -> None:
    """This checkout as it stands, with the wheels of Pyodide that are here already."""
    copy_sources(root, folder)
    if (root / DOWNLOADS).is_dir():
        shutil.copytree(root / DOWNLOADS, folder / DOWNLOADS)


def _run(folder: Path, title: str, command: list[str]) -> None:
    path = os.pathsep.join([str(folder / ".venv" / "bin"), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path}
    environment.pop("VIRTUAL_ENV", None)
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
        raise BumpError(f"{title}: {' '.join(failed[:3]) or _last(done.stderr or done.stdout)}")


def _last(text: str) -> str:
    return (text.strip().splitlines() or ["no reason given"])[-1]


if __name__ == "__main__":
    sys.exit(main())
