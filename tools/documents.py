"""Documents that are made from the sources: written anew, or held to what is there."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

from pelican.plugins.explorable.places import SourceError

__all__ = ["Compare", "keep"]

type Compare = Callable[[str], tuple[str, list[str]]]
"""Of the text that is there, the one that is wanted, and a line for each difference that counts."""


def keep(path: Path, name: str, command: str, compare: Compare, argv: list[str] | None) -> int:
    """Runs ``python -m command [--check]`` for the document at ``path``; the exit status.

    Messages call it ``name``. ``--check`` changes nothing, says what differs and what to run.
    """
    parser = argparse.ArgumentParser(prog=f"python -m {command}", description=f"Writes {name}.")
    parser.add_argument("--check", action="store_true", help="only say what differs")
    check = parser.parse_args(argv).check
    text = path.read_text("utf-8") if path.exists() else ""
    try:
        wanted, told = compare(text)
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1
    if not check:
        path.write_text(wanted, "utf-8")
    elif text != wanted:
        lines = told or [f"{name}:{line}" for line in _differences(text, wanted)]
        print(*lines, f"run python -m {command}", sep="\n", file=sys.stderr)
        return 1
    return 0


def _differences(text: str, wanted: str) -> Iterator[str]:
    """The lines that are gone and those that are new, each with its line in ``text``."""
    old, new = text.splitlines(), wanted.splitlines()
    for what, start, end, first, last in SequenceMatcher(None, old, new, False).get_opcodes():
        if what != "equal":
            yield from (f"{at}: no longer so: {old[at - 1]}" for at in range(start + 1, end + 1))
            yield from (f"{start + 1}: missing: {line}" for line in new[first:last])
