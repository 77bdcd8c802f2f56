"""What of an output the build wrote: a list in the output itself.

What the list does not name is the author's (``CNAME``, ``.git``, a photo) and outlives every build.
Like all that ``make clean`` needs, this is plain Python 3.8: it may have to work without the venv.
"""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["MARKER", "clear", "foreign", "is_marked", "mark", "publish_modes"]

MARKER = ".built-by-pelican-explorable"
HEADING = "The build replaces what is named below, and keeps everything else that it finds here."


def is_marked(site: Path) -> bool:
    return (site / MARKER).is_file()


def mark(site: Path) -> None:
    """Lists all that is in ``site`` as written by the build."""
    _write(site, sorted(_key(site, path) for path in site.rglob("*")))


def publish_modes(site: Path) -> None:
    """Lets a web server read all of ``site``, whatever the umask and the modes of caches are."""
    for path in (site, *site.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() else 0o644)


def foreign(site: Path) -> list[Path]:
    """What the build did not write, relative to ``site``; of a whole folder only the folder."""
    listed, found = _listed(site), []
    for folder, folders, files in os.walk(site):
        for name in [*folders, *files]:
            path = Path(folder, name)
            if _key(site, path) not in listed:
                found.append(path.relative_to(site))
        folders[:] = [name for name in folders if _key(site, Path(folder, name)) in listed]
    return sorted(found)


def clear(site: Path) -> None:
    """Removes what the build wrote, and ``site`` itself if nothing else was in it."""
    listed, left = _listed(site) - {MARKER}, []
    for folder, folders, files in os.walk(site, topdown=False):
        for name in [*files, *folders]:
            path = Path(folder, name)
            key = _key(site, path)
            if key in listed and not _removed(path, is_folder=key.endswith("/")):
                left.append(key)
    # The list goes last: whoever is interrupted here must know the rest the next time.
    if {path.name for path in site.iterdir()} <= {MARKER}:
        (site / MARKER).unlink(missing_ok=True)
        site.rmdir()
    else:
        _write(site, sorted(left))


def _removed(path: Path, is_folder: bool) -> bool:
    """False for a folder in which something of others is left."""
    if not is_folder:
        path.unlink()
    elif any(path.iterdir()):
        return False
    else:
        path.rmdir()
    return True


def _listed(site: Path) -> set[str]:
    if not is_marked(site):
        return set()
    text = (site / MARKER).read_bytes().decode("utf-8", "surrogateescape")
    return {MARKER, *text.splitlines()}


def _write(site: Path, keys: list[str]) -> None:
    text = "\n".join([HEADING, *keys, ""])
    (site / MARKER).write_bytes(text.encode("utf-8", "surrogateescape"))


def _key(site: Path, path: Path) -> str:
    """The name of ``path`` in the list; a folder's ends in a slash, and a link is no folder."""
    slash = "/" if path.is_dir() and not path.is_symlink() else ""
    return path.relative_to(site).as_posix() + slash
