"""The streams that a reader's code prints to and reads from."""

from __future__ import annotations

import io
from collections.abc import Callable

from .errors import NobodyAnswersError


def printable(text: str) -> str:
    """``text`` without lone surrogates, which cannot cross into a browser's strings."""
    return text.encode("utf-8", "replace").decode()


class Stream(io.TextIOBase):
    """A text stream that hands on what is written."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, send: Callable[[str], None]) -> None:
        self.send = send

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if text:
            self.send(printable(text))
        return len(text)


class Silence(io.TextIOBase):
    """A stdin that nobody types into."""

    def readable(self) -> bool:
        return True

    def readline(self, _size: int | None = -1, /) -> str:  # type: ignore[override]
        return ask()

    def read(self, _size: int | None = -1, /) -> str:
        return ask()


def ask(_prompt: object = "", /) -> str:
    """Stands for ``input``."""
    raise NobodyAnswersError("nobody can type here")
