"""Work done side by side in processes of their own, which never outlive the call.

A worker is a module that is run with one argument and calls ``serve``: it reads names, a line each,
and answers each with a line of JSON. It is started afresh for each build, so that it sees the
sources as they are now. It ends when its input ends: also when the process that started it has
died.
"""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

__all__ = ["LIMIT", "Task", "ask_all", "explain", "serve"]

LIMIT = 300.0  # seconds that one piece of work may take
TELL = 30.0  # seconds between two lines about one that takes long

Answer = dict[str, Any]


@dataclass(frozen=True)
class Task:
    """What workers do: ``module`` is theirs, ``argument`` what they are given.

    ``root`` is the folder from which their sources are imported. ``kind`` is what one piece is
    called; ``setting`` names the limit of time, ``limit`` in seconds.
    """

    module: str
    argument: str
    root: Path
    kind: str
    setting: str
    limit: float = LIMIT
    once: bool = False  # whether each piece has a process of its own


@dataclass
class _Worker:
    process: subprocess.Popen[str]
    name: str = ""
    since: float = 0.0
    told: float = field(default=TELL)

    def ask(self, name: str) -> None:
        self.name, self.since, self.told = name, time.monotonic(), TELL
        assert self.process.stdin
        try:
            self.process.stdin.write(name + "\n")
            self.process.stdin.flush()
        except OSError:
            return  # it has ended: its output, which ends too, tells so

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                stream.close()


def ask_all(
    task: Task, names: Sequence[str], workers: int, report: Callable[[str], None]
) -> Iterator[Answer]:
    """Yields the answer for each name, in the order in which they finish.

    An answer that does not come is one with an ``error``. However the caller leaves (an error,
    Ctrl-C, a generator not exhausted), the processes are ended.
    """
    todo = list(names)
    running: list[_Worker] = []
    try:
        while todo or running:
            while todo and len(running) < workers:
                worker = _Worker(_start(task))
                running.append(worker)
                worker.ask(todo.pop(0))
            for worker in _finished(running, task, report):
                answer, alive = _answer(worker, task)
                yield answer
                if alive and todo and not task.once:
                    worker.ask(todo.pop(0))
                else:
                    running.remove(worker)
                    worker.end()
    finally:
        for worker in running:
            worker.end()


def _start(task: Task) -> subprocess.Popen[str]:
    paths = [str(task.root), *filter(None, sys.path)]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(paths),
        # Bytes must not depend on the order of sets, nor speed on idle threads.
        "PYTHONHASHSEED": "0",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MPLBACKEND": "svg",
    }
    return subprocess.Popen(
        [sys.executable, "-m", task.module, task.argument],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment,
        # Ctrl-C goes to the build alone, which then ends its workers.
        start_new_session=True,
    )


def _finished(
    running: Sequence[_Worker], task: Task, report: Callable[[str], None]
) -> list[_Worker]:
    """Those that have something to say, or have taken too long; waits for a second at most."""
    with selectors.DefaultSelector() as selector:
        for worker in running:
            assert worker.process.stdout
            selector.register(worker.process.stdout, selectors.EVENT_READ, worker)
        found = [key.data for key, _ in selector.select(min(1.0, task.limit))]
    now = time.monotonic()
    for worker in running:
        if worker in found:
            continue
        if now - worker.since > task.limit:
            worker.process.kill()
            found.append(worker)
        elif now - worker.since > worker.told:
            report(f"{task.kind} {worker.name}: {worker.told:.0f} s so far")
            worker.told += TELL
    return found


def _answer(worker: _Worker, task: Task) -> tuple[Answer, bool]:
    """What a worker says, and whether it can be asked again."""
    assert worker.process.stdout
    line = worker.process.stdout.readline()
    if line:
        answer: Answer = json.loads(line)
        return answer, True
    if time.monotonic() - worker.since > task.limit:
        what = f"took longer than {task.limit:g} s and was ended; make it faster, or set"
        return {"name": worker.name, "error": f"{what} {task.setting}"}, False
    status = worker.process.wait()
    ended = f"was killed by signal {-status}" if status < 0 else f"ended with status {status}"
    return {"name": worker.name, "error": f"its process {ended} before it was done"}, False


def serve(answer: Callable[[str], Answer]) -> None:
    """Answers on what was standard output; whatever else is printed goes to standard error."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        print(json.dumps(answer(line.strip())), file=answers, flush=True)


def explain(error: BaseException, module: str) -> str:
    """Type and message of ``error``, and the place in ``module`` that led to it.

    Where that has no part in it, the last place in its top-level package.
    """
    message = f"{type(error).__name__}: {error}"
    frames = [(f.filename, f.lineno) for f in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError):
        message = f"{type(error).__name__}: {error.msg}"
        frames.append((error.filename or "", error.lineno))
    if isinstance(error, SystemExit):
        message = f"SystemExit: {error.code} (raise an error to stop)"
    parts = module.split(".")
    file, package = "/".join(parts) + ".py", f"/{parts[0]}/"
    own = [frame for frame in frames if Path(frame[0]).as_posix().endswith(f"/{file}")]
    own = own or [frame for frame in frames if package in Path(frame[0]).as_posix()]
    return f"{message} ({_near(own[-1][0])}:{own[-1][1]})" if own else message


def _near(filename: str) -> str:
    path = os.path.relpath(filename)
    return filename if path.startswith("..") else path
