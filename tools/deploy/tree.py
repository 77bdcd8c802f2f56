"""A branch's files brought in step with a built site."""

from __future__ import annotations

import shutil
from pathlib import Path

from tools.build.marker import clear, foreign
from tools.deploy import DeployError
from tools.hosting.compress import is_copy

__all__ = ["renew"]


def renew(tree: Path, site: Path, branch: str) -> list[Path]:
    """Replaces what an earlier build wrote in ``tree`` by ``site``, and keeps everything else.

    Returns the files that others had put there, of which the site has its own. Raises DeployError
    if one of theirs stands where the site needs a folder, or the other way round.
    """
    files = [file.relative_to(site) for file in sorted(site.rglob("*")) if file.is_file()]
    # The hosts that serve branches compress by themselves.
    files = [file for file in files if not is_copy(site / file)]
    clear(tree)
    theirs = set(foreign(tree))
    for file in files:
        _check_room(tree, file, branch)
    for file in files:
        (tree / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(site / file, tree / file)
    return [file for file in files if file in theirs]


def _check_room(tree: Path, file: Path, branch: str) -> None:
    """A link counts as in the way: what is behind it may lie outside."""
    for part in (file, *file.parents[:-1]):
        there = tree / part
        wrong = there.is_dir() if part == file else there.exists() and not there.is_dir()
        if wrong or there.is_symlink():
            raise DeployError(
                f"{branch}: {part} is not of this site and in the way of its {file}; "
                f"move it away on the branch"
            )
