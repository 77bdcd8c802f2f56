"""Makes what the build needs: a venv with Python 3.13, its packages, Node, the npm packages.

Runs on any Python from 3.8 on, with the standard library alone, and does nothing where nothing
has changed. Called by the Makefile: ``python3 tools/bootstrap.py [bench]``.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Callable, Iterator, Sequence  # noqa: UP035 (Python 3.8 runs this)

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
CACHE = ROOT / ".cache"
VERSION = (ROOT / ".python-version").read_text().strip()


class SetupError(RuntimeError):
    """What is missing and what to do, in one line."""


def say(text: str) -> None:
    print(text, flush=True)


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
    yield sys.executable
    yield shutil.which("python3")
    yield shutil.which(f"python{VERSION}")
    for folder in (os.environ.get("PYENV_ROOT"), Path.home() / ".pyenv", CACHE / "python"):
        if folder:
            yield from sorted(Path(folder).glob(f"**/*{VERSION}*/bin/python{VERSION}"))


def find_python() -> str:
    for python in candidates():
        if python and version_of(python) == VERSION:
            return str(python)
    return fetch_python()


def fetch_python() -> str:
    """Python from uv's builds, into .cache; the machine's own stays as it is."""
    say(
        f"Python {VERSION} is not on this machine (python3 is {version_of(sys.executable)});"
        " fetching it with uv"
    )
    tool = CACHE / "uv"
    make_venv(sys.executable, tool)
    pip(tool / "bin" / "python", ROOT / "tools" / "uv.txt", ["--only-binary", ":all:"])
    command = [
        str(tool / "bin" / "uv"),
        "python",
        "install",
        VERSION,
        "--no-bin",
        "--install-dir",
        str(CACHE / "python"),
    ]
    if subprocess.run(command, check=False).returncode:
        raise SetupError(
            f"Python {VERSION} could not be fetched; install it (pyenv install {VERSION},"
            f" or your system's python{VERSION}) and run make again"
        )
    return next(str(p) for p in candidates() if p and version_of(p) == VERSION)


def make_venv(python: str, folder: Path) -> None:
    if version_of(folder / "bin" / "python") == version_of(python):
        return
    shutil.rmtree(folder, ignore_errors=True)
    done = subprocess.run(
        [python, "-m", "venv", str(folder)], check=False, capture_output=True, text=True
    )
    if done.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        raise SetupError(
            f"{python} -m venv fails ({last_line(done.stdout + done.stderr)});"
            " on Debian and Ubuntu: apt install python3-venv"
        )


def last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "no message"


def npm_error(text: str) -> str:
    """What npm says first of what is wrong, after its code and before its hints."""
    lines = [line.strip() for line in text.splitlines() if line.startswith("npm error ")]
    told = [line[len("npm error ") :] for line in lines if not line.startswith("npm error code")]
    return told[0] if told else last_line(text)


def pip(python: Path, requirements: Path, options: Sequence[str] = ()) -> None:
    """Installs hashed requirements, telling how many are done."""
    lines = requirements.read_text().splitlines()
    total = sum("==" in line and not line.startswith((" ", "#")) for line in lines)
    command = [
        str(python),
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--require-hashes",
        "-r",
        str(requirements),
        *options,
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    seen, line = 0, "no message"
    wrong: list[str] = []
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(("Collecting ", "Requirement already")):
            seen += 1
            progress("Python packages", seen, total)
        elif line.startswith("Installing collected"):
            progress("Python packages", total, total, "unpacking")
        elif line.startswith("ERROR"):
            wrong.append(line.strip())
    if sys.stdout.isatty():
        print()
    if process.wait():
        raise SetupError(f"{requirements.name}: {wrong[0] if wrong else last_line(line)}")


def progress(what: str, done: int, total: int, more: str = "") -> None:
    """One line that renews itself on a terminal, and every tenth step elsewhere."""
    text = f"{what}: {min(done, total)} of {total} {more}".rstrip()
    if sys.stdout.isatty():
        print("\r" + text.ljust(50), end="", flush=True)
    elif done % 20 == 0 or more:
        say(text)


def npm(folder: Path) -> None:
    """The npm lock of ``folder``, installed by the venv's Node; no package's own script runs."""
    env = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    command = [str(BIN / "npm"), "ci", "--ignore-scripts", "--loglevel=error"]
    done = subprocess.run(command, cwd=folder, env=env, check=False, capture_output=True, text=True)
    if done.returncode:
        told = npm_error(done.stderr)
        raise SetupError(
            f"{folder / 'package-lock.json'}: npm ci fails: {told} (make lock renews the lock)"
        )


def once(stamp: Path, inputs: Sequence[Path], action: Callable[[], None], text: str) -> None:
    """Runs ``action`` unless ``stamp`` says that it was done for these very inputs."""
    wanted = hashlib.sha256(b"".join(path.read_bytes() for path in inputs)).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say(text)
    action()
    stamp.write_text(wanted)


def setup(more: Sequence[str]) -> None:
    """Everything that is missing, also the npm packages of the folders ``more``."""
    if version_of(BIN / "python") != VERSION:
        python = find_python()
        say(f"Making .venv with Python {VERSION} ({python})")
        make_venv(python, VENV)
    # Node takes the nearest package.json for the type of a script; ours says "module", but
    # pelican-katex's script inside the venv is none.
    (VENV / "package.json").write_text('{ "type": "commonjs" }\n')
    requirements = ROOT / "requirements.txt"
    once(
        VENV / ".installed",
        [requirements],
        lambda: pip(BIN / "python", requirements),
        "Installing Python packages, Node among them (requirements.txt)",
    )
    for folder in [ROOT, *(ROOT / name for name in more)]:
        once(
            folder / "node_modules" / ".installed",
            [folder / "package.json", folder / "package-lock.json"],
            partial(npm, folder),
            f"Installing npm packages ({folder.name}/package-lock.json)",
        )


if __name__ == "__main__":
    try:
        setup(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("interrupted; run make again and it goes on from here")
    except (SetupError, OSError) as error:
        sys.exit(str(error))
