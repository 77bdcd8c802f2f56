"""Git, with its own words for what went wrong."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tools.deploy import DeployError

__all__ = ["Git", "GitError", "without_password"]

# Lines that say what happened; the others tell where, or give hints.
TOLD = re.compile(r"^(?:fatal|error|remote: error|ERROR): ?|^ ! ", re.IGNORECASE)


class GitError(DeployError):
    """What git said, in one line; ``text`` is all of it."""

    def __init__(self, text: str) -> None:
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        told = [TOLD.sub("", line) for line in lines if TOLD.match(line)]
        super().__init__(without_password((told or lines or ["git gives no reason"])[0]))
        self.text = text


def without_password(text: str) -> str:
    """``text`` with addresses that name neither user nor token."""
    return re.sub(r"(?<=://)[^/@\s]*@", "", text)


@dataclass(frozen=True)
class Git:
    """A working tree. Files go in and out as they are, whatever the user's line ends."""

    folder: Path

    def __call__(self, *words: str) -> str:
        """What the command prints. Raises GitError if it fails."""
        done = self._run(words)
        if done.returncode:
            raise GitError(done.stderr or done.stdout)
        return done.stdout.rstrip()  # a line of status may begin with a space

    def status(self, *words: str) -> int:
        return self._run(words).returncode

    def _run(self, words: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
        command = ["git", "-C", str(self.folder), "-c", "core.autocrlf=false", *words]
        try:
            return subprocess.run(
                command, env=_environment(), capture_output=True, text=True, errors="replace",
                check=False,
            )  # fmt: skip
        except OSError as error:
            raise DeployError(f"git: {error.strerror}; install it") from error


def _environment() -> dict[str, str]:
    """Git's variables speak of the repository whose hook may have called us, which is another."""
    local = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
    kept = {name: value for name, value in os.environ.items() if name not in local}
    asking = {} if sys.stdin.isatty() else {"GIT_TERMINAL_PROMPT": "0"}
    return {**kept, **asking, "LC_ALL": "C"}
