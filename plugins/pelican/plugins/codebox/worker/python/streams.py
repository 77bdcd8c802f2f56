"""The streams that a reader's code prints to and reads from: CPython's own, which lead here."""

from __future__ import annotations

import codecs
import io
from collections.abc import Buffer, Callable
from typing import Any, cast


def printable(text: str) -> str:
    """``text`` without lone surrogates, which cannot cross into a browser's strings."""
    return text.encode("utf-8", "replace").decode()


class NobodyAnswersError(EOFError):
    """Raised where a program waits for a person to type."""

    __module__ = "builtins"  # a traceback then names it without this module's name


class _Out(io.RawIOBase):
    """The end of a stream: hands on what is written, as text."""

    mode = "wb"

    def __init__(self, number: int, name: str, send: Callable[[str], None]) -> None:
        self.number, self.name, self.send = number, name, send
        self.decode = codecs.getincrementaldecoder("utf-8")("replace").decode

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self.number

    def write(self, data: Buffer, /) -> int:
        data = bytes(data)
        if text := self.decode(data):
            self.send(text)
        return len(data)


class _In(io.RawIOBase):
    """A terminal at which nobody sits."""

    name = "<stdin>"
    mode = "rb"

    def readable(self) -> bool:
        return True

    def fileno(self) -> int:
        return 0

    def readinto(self, _buffer: object, /) -> int:
        raise NobodyAnswersError("nobody can type here")


def output(number: int, send: Callable[[str], None]) -> io.TextIOWrapper:
    """stdout (1) or stderr (2) as ``python -u`` has them: what is written arrives at once."""
    name, errors = {1: ("<stdout>", "strict"), 2: ("<stderr>", "backslashreplace")}[number]
    return _text(_Out(number, name, send), errors, "w", at_once=True)


def stdin() -> io.TextIOWrapper:
    return _text(io.BufferedReader(_In()), "strict", "r")


def _text(raw: Any, errors: str, mode: str, at_once: bool = False) -> io.TextIOWrapper:
    stream: Any = io.TextIOWrapper(raw, "utf-8", errors, write_through=at_once)
    stream.mode = mode  # CPython sets it likewise
    return cast(io.TextIOWrapper, stream)
