"""Another checkout of this project, for tests that change or move one."""

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def checkout_in(folder: Path) -> None:
    """One that builds at once: this project as it stands, with what it has fetched and cached."""
    copy_sources(folder)
    furnish(folder)
    shutil.copytree(ROOT / ".cache", folder / ".cache", symlinks=True)


def furnish(folder: Path) -> None:
    """Gives ``folder`` a venv and npm packages of its own: other names of the same files.

    A link to the folders would let a set-up there rewrite what is used here.
    """
    for name in (".venv", "node_modules"):
        shutil.copytree(ROOT / name, folder / name, symlinks=True, copy_function=_link)


def copy_sources(folder: Path) -> None:
    """This project as it stands, changes included, without what is built or fetched."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)
