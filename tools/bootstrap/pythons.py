"""A Python of the wanted version: the machine's, or one of uv's builds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.bootstrap import venvs
from tools.bootstrap.places import BIN, CACHE, ROOT, VERSION, SetupError, say
from tools.bootstrap.processes import run

UV = CACHE / "uv"
FETCHED = CACHE / "python"
# Also when the venv's Python runs this, which may be about to be replaced.
RUNNING: str = getattr(sys, "_base_executable", None) or sys.executable


def version_of(python: str | Path) -> str:
    """'3.13' for a program that is Python 3.13, '' for one that cannot be run."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        done = subprocess.run(
            [str(python), "-c", code], check=False, capture_output=True, text=True, cwd=ROOT
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def candidates() -> Iterator[str | Path | None]:
    """Programs that may be the Python wanted, the nearest first."""
    yield RUNNING
    for name in ("python3", f"python{VERSION}"):
        yield shutil.which(name, path=_path_without_venv())
    for folder in (os.environ.get("PYENV_ROOT"), Path.home() / ".pyenv", FETCHED):
        if folder:
            yield from sorted(Path(folder).glob(f"**/*{VERSION}*/bin/python{VERSION}"))


def _path_without_venv() -> str:
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    return os.pathsep.join(folder for folder in folders if folder != str(BIN))


def find_python() -> str:
    for python in candidates():
        if python and version_of(python) == VERSION:
            return str(python)
    return fetch_python()


def uv() -> Path:
    """The program uv, in a venv of its own, pinned and hashed by tools/uv.txt."""
    venvs.provide(UV, lambda: RUNNING, ROOT / "tools" / "uv.txt", "uv")
    return UV / "bin" / "uv"


def fetch_python() -> str:
    """Python from uv's builds, into .cache; the machine's own stays as it is."""
    say(
        f"Python {VERSION} is not on this machine (python3 is {version_of(sys.executable)});"
        " fetching it with uv"
    )
    status, _ = run(
        [uv(), "python", "install", VERSION, "--no-bin", "--install-dir", FETCHED],
        heard=lambda line: say(line.rstrip()),
    )
    if status:
        raise SetupError(
            f"Python {VERSION} could not be fetched; install it (pyenv install {VERSION},"
            f" or your system's python{VERSION}) and run make again"
        )
    return next(str(p) for p in candidates() if p and version_of(p) == VERSION)
