"""Another checkout of this project, for tests that change or move one."""

import os
import shutil
from pathlib import Path

from tools.sources import copy_sources

ROOT = Path(__file__).parents[2]


def checkout_in(folder: Path) -> None:
    """One that builds at once: this project as it stands, with what it has fetched and cached."""
    copy_sources(ROOT, folder)
    furnish(folder)
    shutil.copytree(ROOT / ".cache", folder / ".cache", symlinks=True)


def furnish(folder: Path) -> None:
    """Gives ``folder`` a venv and npm packages of its own: other names of the same files.

    A link to the folders would let a set-up there rewrite what is used here.
    """
    for name in (".venv", "node_modules"):
        shutil.copytree(ROOT / name, folder / name, symlinks=True, copy_function=_link)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)
