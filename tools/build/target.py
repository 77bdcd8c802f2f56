"""Which folders may become an output: new ones, empty ones, and those that the build wrote."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from tools.build import BuildError
from tools.build.aside import is_workplace
from tools.build.marker import is_marked

__all__ = ["check_target", "named"]

# What version control keeps in a working tree; a checkout that holds nothing else is empty.
VERSION_CONTROL = {".git", ".hg", ".svn", ".bzr", ".jj", "_darcs"}
CHOOSE = "choose another OUTPUT"


def named(text: str) -> Path:
    """The folder that an author means by ``text``, free of links, ``~`` and dots."""
    if not text.strip():
        raise BuildError("OUTPUT is empty; name a folder, or leave it out for output/")
    try:
        return Path(os.path.realpath(Path(text).expanduser()))
    except RuntimeError as error:
        raise BuildError(f"{text}: no such home folder; {CHOOSE}") from error


def check_target(target: Path, projects: Iterable[Path]) -> None:
    """Raises BuildError, with nothing touched, unless ``target`` can be replaced without loss."""
    if target.exists() and not target.is_dir():
        raise BuildError(f"{target}: a file, and the site is a folder; {CHOOSE}")
    for project in projects:
        _check_project(target, project)
    if VERSION_CONTROL & set(target.parts):
        raise BuildError(f"{target}: belongs to version control; {CHOOSE}")
    if target.is_mount():
        raise BuildError(
            f"{target}: a mount point, which nothing can take the place of; choose a folder in it"
        )
    if target.is_dir() and not is_marked(target) and not _is_empty(target):
        old = "remove it yourself if it is an old build, or " if _is_site(target) else ""
        raise BuildError(f"{target}: holds files that this build did not write; {old}{CHOOSE}")


def _check_project(target: Path, project: Path) -> None:
    if any(_same(target, folder) for folder in (project, *project.parents)):
        raise BuildError(f"{target}: the project itself or a folder around it; {CHOOSE}")
    inside = target
    while not _same(inside.parent, project):
        if inside == inside.parent:
            return
        inside = inside.parent
    # In .cache is what `make serve` shows.
    if target.parent not in (project, project / ".cache") and not _is_free(inside):
        raise BuildError(f"{target}: stands in {inside.name}/, a part of the project; {CHOOSE}")


def _same(one: Path, other: Path) -> bool:
    """By identity: spelling tells nothing where case is ignored or a folder is mounted twice."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def _is_free(path: Path) -> bool:
    """Nothing in it but outputs, and folders in which builds work on them."""
    if not path.exists() or is_marked(path) or is_workplace(path):
        return True
    return path.is_dir() and all(map(_is_free, path.iterdir()))


def _is_empty(folder: Path) -> bool:
    return {path.name for path in folder.iterdir()} <= VERSION_CONTROL


def _is_site(folder: Path) -> bool:
    return (folder / "index.html").exists()
