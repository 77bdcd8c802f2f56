"""Where something stands in the sources, and what is wrong there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from markdown import Markdown

__all__ = [
    "SettingError",
    "SourceError",
    "SourceErrors",
    "collecting",
    "note",
    "place",
    "raise_all",
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


def place(md: Markdown) -> tuple[str, int]:
    """Path and first line of the text that ``md`` converts."""
    return getattr(md, "source_path", "<markdown>"), getattr(md, "first_line", 1)


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
