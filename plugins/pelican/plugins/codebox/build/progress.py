"""Progress told to a person: a line that is rewritten on a terminal, few lines anywhere else."""

from __future__ import annotations

import re
import sys
from types import TracebackType
from typing import Self, TextIO

__all__ = ["Progress"]

# "FILE: 65,536 of 3,109,648 bytes"
BYTES = re.compile(r"^(.*): ([\d,]+) of ([\d,]+) bytes$")


class Progress:
    """Called with one line of text at a time."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.open = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.open:
            self.stream.write("\n")
            self.open = False

    def __call__(self, text: str) -> None:
        match = BYTES.match(text)
        under_way = match is not None and match[2] != match[3]
        if self.stream.isatty():
            self.stream.write(f"\r\x1b[2Kruntime: {text}" if self.open else f"runtime: {text}")
            self.open = under_way
            if not under_way:
                self.stream.write("\n")
        elif not under_way:
            self.stream.write(f"runtime: {text}\n")
        self.stream.flush()
