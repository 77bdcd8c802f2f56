"""Where something stands in the sources, and what is wrong there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from markdown import Markdown

__all__ = [
    "Reading",
    "SettingError",
    "SourceError",
    "SourceErrors",
    "collecting",
    "is_layer",
    "note",
    "place",
    "raise_all",
    "reading",
    "source_lines",
]


class SourceError(ValueError):
    """Something in a source file that its author can mend; reads as ``path:line: message``."""

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path, self.line, self.message = path, line, message


class SettingError(ValueError):
    """A setting of the site that its author can mend; reads as ``KEY: message``."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(f"{key}: {message}")
        self.key = key


class SourceErrors(ValueError):  # noqa: N818 (the plural says what it is)
    """Several of them, which read as a line each, in the order of their places."""

    def __init__(self, errors: Iterable[SourceError]) -> None:
        ordered = sorted(errors, key=lambda error: (error.path, error.line, error.message))
        self.errors = list({str(error): error for error in ordered}.values())
        super().__init__("\n".join(map(str, self.errors)))


@dataclass(frozen=True)
class Reading:
    """A source while it is read: ``file`` as the reader was given it."""

    file: Path

    @property
    def path(self) -> str:
        """As errors name it."""
        here = Path.cwd()
        return str(self.file.relative_to(here) if self.file.is_relative_to(here) else self.file)

    @cached_property
    def lines(self) -> list[str]:
        return self.file.read_text("utf-8-sig", "replace").splitlines()

    def first_line(self, lines: Sequence[str]) -> int:
        """The line of the file at which the text ``lines`` begins.

        A text without the file's head, or a value of its metadata, is looked for.
        """
        if list(lines[:1]) == self.lines[:1]:
            return 1
        start = next((at for at, line in enumerate(lines) if line.strip()), None)
        if start is None:
            return 1
        found = (at for at, line in enumerate(self.lines, 1) if lines[start].strip() in line)
        return max(1, next(found, 1) - start)


reading: ContextVar[Reading | None] = ContextVar("reading", default=None)


def place(md: Markdown, lines: Sequence[str] = ()) -> tuple[str, int]:
    """Path and first line of the text ``lines`` that ``md`` converts."""
    now = reading.get()
    path = getattr(md, "source_path", now.path if now else "<markdown>")
    first = getattr(md, "first_line", None)
    return path, first or (now.first_line(lines) if now and lines else 1)


def source_lines(md: Markdown) -> tuple[str, int, list[str]]:
    """Path, number of the first line, and lines of the source of which ``md`` converts a part."""
    text, now = getattr(md, "source_text", None), reading.get()
    if text is None and now:
        return now.path, 1, now.lines
    return *place(md), (text or "").splitlines()


def is_layer(md: Markdown) -> bool:
    """Whether the text is a layer of an article, in which nothing may be left over."""
    return hasattr(md, "source_path")


def note(md: Markdown, error: SourceError) -> None:
    """Adds to the mistakes that are being collected; raises the error where nobody does."""
    mistakes: list[SourceError] | None = getattr(md, "mistakes", None)
    if mistakes is None:
        raise error
    mistakes.append(error)


@contextmanager
def collecting(md: Markdown) -> Iterator[None]:
    """Lets ``md`` go on after a mistake; at the end all are raised at once, one as itself."""
    mistakes: list[SourceError] = []
    md.mistakes = mistakes  # type: ignore[attr-defined]
    try:
        yield
    except SourceError as error:
        mistakes.append(error)
    finally:
        del md.mistakes  # type: ignore[attr-defined]
    raise_all(mistakes)


def raise_all(errors: Iterable[SourceError]) -> None:
    """Raises SourceErrors, or a single error as itself; of none, nothing."""
    found = list(errors)
    if len(found) > 1:
        raise SourceErrors(found)
    if found:
        raise found[0]
