"""A venv with what its requirements pin, wherever it lies and wherever it is moved to."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from tools.bootstrap import stamps
from tools.bootstrap.places import (
    ROOT,
    VENV,
    VERSION,
    SetupError,
    last_line,
    progress,
    say,
)
from tools.bootstrap.processes import run

# pip writes the venv's path into the first lines of scripts, where the system cannot bear every
# path and none that changes. This finds the Python beside the script; to Python it is a string.
HEAD = b"""#!/bin/sh
'''exec' "$(dirname -- "$(realpath -- "$0")")/python" "$0" "$@"
' '''
"""


def provide(folder: Path, python: Callable[[], str], requirements: Path, what: str) -> None:
    """The venv ``folder`` with its requirements; one left half-made is made from nothing."""
    stamp = folder / ".installed"
    wanted = stamps.digest([requirements.read_bytes()])
    if not (stamp.exists() and (folder / "bin" / "python").exists()):
        _make(folder, python())
    elif stamps.is_fresh(stamp, wanted):
        return
    else:
        stamp.unlink()
    say(f"Installing {what} ({requirements.relative_to(ROOT)})")
    _install(folder, requirements)
    stamps.write(stamp, wanted)


def provide_projects() -> None:
    """This checkout's own distributions in .venv, as they stand, without a copy."""
    files = [file for file in (ROOT / "pyproject.toml", ROOT / "plugins" / "pyproject.toml")
             if file.exists()]  # fmt: skip
    stamp = VENV / ".projects"
    wanted = f"{stamps.digest(file.read_bytes() for file in files)} {ROOT}"
    if stamps.is_fresh(stamp, wanted):
        return
    say("Making this folder's own packages known to .venv")
    # Relative, as pip takes brackets in a path for extras.
    folders = [f"./{file.parent.relative_to(ROOT)}" for file in files]
    editable = [word for folder in folders for word in ("--editable", folder)]
    options = ["--isolated", "--no-index", "--no-deps", "--no-build-isolation", *editable]
    _pip(VENV, options, None, "pyproject.toml")
    stamps.write(stamp, wanted)


def is_of_version() -> bool:
    """Whether .venv is of the wanted Python, by its own record."""
    try:
        lines = (VENV / "pyvenv.cfg").read_text("utf-8").splitlines()
    except FileNotFoundError:
        return False
    return any(line.startswith(f"version = {VERSION}.") for line in lines)


def _make(folder: Path, python: str) -> None:
    say(f"Making {folder.relative_to(ROOT)} ({python})")
    stamps.discard(folder)
    status, text = run([python, "-m", "venv", folder])
    if status:
        raise SetupError(
            f"{python} -m venv fails ({last_line(text)});"
            " on Debian and Ubuntu: apt install python3-venv"
        )
    # Node takes the nearest package.json for the type of a script; ours says "module", but
    # pelican-katex's script inside the venv is none.
    stamps.write(folder / "package.json", '{ "type": "commonjs" }\n')


def _install(folder: Path, requirements: Path) -> None:
    """Installs hashed requirements, telling how many are done."""
    lines = requirements.read_text("utf-8").splitlines()
    total = sum("==" in line and not line.startswith((" ", "#")) for line in lines)
    name = str(requirements.relative_to(ROOT))
    options = ["--require-hashes", "-r", name]
    _pip(folder, options, partial(_tell, total, []), name)


def _tell(total: int, seen: list[str], line: str) -> None:
    if line.startswith(("Collecting ", "Requirement already")):
        seen.append(line)
        progress("Python packages", len(seen), total)
    elif line.startswith("Installing collected"):
        progress("Python packages", total, total, "unpacking")


def _pip(
    folder: Path, options: Sequence[str], heard: Callable[[str], None] | None, source: str
) -> None:
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check"]
    status, text = run([*pip, *options], heard=heard)
    if sys.stdout.isatty():
        print()
    if status:
        raise SetupError(f"{source}: {_told(text)}")
    _free_scripts(folder / "bin")


def _told(text: str) -> str:
    """pip's own first sentence of what is wrong, with the line that it announces."""
    lines = text.splitlines()
    wrong = [at for at, line in enumerate(lines) if line.startswith("ERROR")]
    if not wrong:
        return last_line(text)
    first, *more = lines[wrong[0] :]
    return f"{first} {more[0].strip()}" if first.endswith(":") and more else first


def _free_scripts(folder: Path) -> None:
    for script in folder.iterdir():
        if script.is_symlink() or not script.is_file():
            continue
        with script.open("rb") as file:
            start = file.read(2)
        if start == b"#!":
            _free(script)


def _free(script: Path) -> None:
    """Gives one script of pip's a HEAD in place of its own."""
    lines = script.read_bytes().splitlines(keepends=True)
    if lines[0].startswith(b"#!/bin/sh") and lines[1].startswith(b"'''exec' "):
        body = lines[3:]
    elif b"python" in lines[0]:
        body = lines[1:]
    else:
        return
    aside = script.with_name(script.name + ".new")
    aside.write_bytes(HEAD + b"".join(body))
    aside.chmod(script.stat().st_mode)
    aside.replace(script)
