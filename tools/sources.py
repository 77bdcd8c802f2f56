"""The sources of a checkout, elsewhere: for trials that change or move one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

__all__ = ["copy_sources"]


def copy_sources(root: Path, folder: Path) -> None:
    """Copies the checkout ``root`` as it stands, changes included, without what git ignores."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (root / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, folder / name)
