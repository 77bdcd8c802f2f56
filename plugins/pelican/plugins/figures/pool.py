"""Figures drawn side by side in processes of their own, which never outlive the call."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

__all__ = ["draw_all"]


def draw_all(
    module: str, root: Path, names: Sequence[str], workers: int = 2
) -> Iterator[dict[str, Any]]:
    """Yields the answer of ``worker.draw`` for each name, in the order in which they finish.

    ``root`` is the folder from which ``module`` is imported. However the caller leaves (an error,
    Ctrl-C, a generator not exhausted), the processes are ended.
    """
    todo: queue.SimpleQueue[str] = queue.SimpleQueue()
    done: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    for name in names:
        todo.put(name)
    processes = [_start(module, root) for _ in range(min(workers, len(names)))]
    try:
        for process in processes:
            threading.Thread(target=_feed, args=(process, todo, done), daemon=True).start()
        for _ in names:
            yield done.get()
    finally:
        for process in processes:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream:
                    stream.close()


def _start(module: str, root: Path) -> subprocess.Popen[str]:
    paths = [str(root), *filter(None, sys.path)]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(paths),
        # Bytes must not depend on the order of sets, nor speed on idle threads.
        "PYTHONHASHSEED": "0",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MPLBACKEND": "svg",
    }
    return subprocess.Popen(
        [sys.executable, "-m", f"{__package__}.worker", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment,
        # Ctrl-C goes to the build alone, which then ends its workers.
        start_new_session=True,
    )


def _feed(
    process: subprocess.Popen[str],
    todo: queue.SimpleQueue[str],
    done: queue.SimpleQueue[dict[str, Any]],
) -> None:
    while True:
        try:
            name = todo.get_nowait()
        except queue.Empty:
            return
        done.put(_asked(process, name))


def _asked(process: subprocess.Popen[str], name: str) -> dict[str, Any]:
    assert process.stdin
    assert process.stdout
    try:
        process.stdin.write(name + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
    except (OSError, ValueError):
        line = ""
    if line:
        answer: dict[str, Any] = json.loads(line)
        return answer
    return {"name": name, "error": f"the process that drew it ended ({process.poll()})"}
