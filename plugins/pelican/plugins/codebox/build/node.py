"""Python in Node, at build time: the same code starts it as in the browser."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from .recipe import Recipe

__all__ = ["NoNodeError", "NodeError", "job"]


class NodeError(RuntimeError):
    """What was to be done in Node was not; the message says why."""


class NoNodeError(NodeError):
    """There is no Node to do it."""


@contextmanager
def job(recipe: Recipe, script: str, files: Mapping[str, bytes], **facts: Any) -> Iterator[Path]:
    """Runs ``script`` on a folder with ``files`` and ``job.json``; gives the folder to read from.

    Raises NodeError with the first error that Node printed.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file, data in {**files, "empty": b""}.items():
            (folder / file).write_bytes(data)
        core = f"{recipe.core.resolve()}/"
        text = json.dumps({"core": core, "empty": "empty", **facts})
        (folder / "job.json").write_text(text)
        _run([recipe.node, str(Path(__file__).with_name(script)), str(folder)])
        yield folder


def _environment() -> dict[str, str]:
    """Without what would leave its mark in Python's memory, such as the zone of the clock."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NODE_")}
    return {**kept, "TZ": "UTC", "LANG": "C", "LC_ALL": "C"}


def _run(command: list[str]) -> None:
    try:
        done = subprocess.run(
            command, env=_environment(), capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise NoNodeError(f"{command[0]}: {error.strerror}") from error
    if done.returncode:
        # Node prints the line of minified source that failed before it says what happened.
        errors = re.findall(r"^(?:\w*Error|\w*Exception).*", done.stderr, re.MULTILINE)
        raise NodeError(errors[0][:300] if errors else f"node: exit {done.returncode}")
