"""Who has the site built at every change, and what came of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition

from tools.build import ROOT

__all__ = ["Builder", "News"]

HEED = 0.5  # seconds in which a process that does nothing ends by itself


@dataclass
class News:
    """What the last build came to: ``built`` is the time of the last good one, in ms, or 0."""

    built: int = 0
    errors: list[str] = field(default_factory=list)
    changed: Condition = field(default_factory=Condition)

    def tell(self, errors: list[str]) -> None:
        with self.changed:
            self.errors = errors
            if not errors:
                self.built = time.time_ns() // 1_000_000
            self.changed.notify_all()

    def message(self) -> str:
        return json.dumps({"built": self.built, "errors": self.errors})


def say(text: str) -> None:
    print(text, flush=True)


class Builder:
    """Builds into ``output`` by a process that stays, for its imports take longer than a build."""

    def __init__(self, output: Path, news: News, report: Callable[[str], None] = say) -> None:
        self.output, self.news, self.report = output, news, report
        self.process = self._started()

    def build(self, changed: set[Path]) -> None:
        """Builds once; a change of Python code is one for a new process."""
        if any(path.suffix == ".py" for path in changed):
            self.end()
            self.process = self._started()
        start = time.monotonic()
        errors = self._asked()
        self.news.tell(errors)
        took = f"built in {time.monotonic() - start:.1f} s"
        self.report("\n".join(errors) if errors else took)

    def end(self) -> None:
        """Has the process end, and what it has started: KaTeX runs in Node beside it."""
        if self.process.stdin:
            self.process.stdin.close()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(HEED)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()

    def _started(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tools.serve.worker"]
        pipe = subprocess.PIPE
        return subprocess.Popen(
            command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True, process_group=0
        )

    def _asked(self) -> list[str]:
        assert self.process.stdin
        assert self.process.stdout
        try:
            self.process.stdin.write(f"{self.output}\n")
            self.process.stdin.flush()
        except OSError:
            pass  # it has ended, as the answer will show
        if line := self.process.stdout.readline():
            errors: list[str] = json.loads(line)
            return errors
        status = self.process.wait()
        self.end()
        self.process = self._started()
        return [f"the build ended with status {status}; its last words are in the terminal"]
