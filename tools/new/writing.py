"""Writes several files, or none of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

from tools.new import NameTakenError, NewError

__all__ = ["write"]


def write(files: Mapping[str, str], root: Path) -> None:
    """Writes texts by their paths below ``root``; raises NewError, and then nothing is there.

    A file that came to be in the meantime is not overwritten either.
    """
    with ExitStack() as undo:
        for name, text in files.items():
            try:
                _write(root / name, text, undo)
            except FileExistsError:
                raise NameTakenError(f"{name} is there already; nothing was written") from None
            except OSError as error:
                raise NewError(f"{name}: {error.strerror}; nothing was written") from None
        undo.pop_all()


def _write(path: Path, text: str, undo: ExitStack) -> None:
    for folder in reversed(list(_missing(path.parent))):
        folder.mkdir()
        undo.callback(folder.rmdir)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        undo.callback(path.unlink)
        file.write(text)


def _missing(folder: Path) -> Iterator[Path]:
    """The folder and those above it that are not there, from the innermost on."""
    while not folder.exists():
        yield folder
        folder = folder.parent
