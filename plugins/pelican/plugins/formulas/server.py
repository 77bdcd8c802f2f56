"""pelican-katex's Node process: a more patient start than its own, and no formula asked for twice.

pelican-katex connects as soon as the socket's file exists, which may be before Node listens; the
build would then fail now and then. It also waits out its time when Node has ended long ago.
"""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

from pelican_katex.rendering import KaTeXError, RenderServer

__all__ = ["remembered", "started"]

PAUSE = 0.005  # seconds between two tries


def started(rundir: Path, timeout: float) -> tuple[Popen[bytes], socket.socket]:
    """Node with KaTeX, and a connection to it; raises KaTeXError after ``timeout`` seconds."""
    path = rundir / "katex.sock"
    command = RenderServer.build_command(socket=path)
    process = Popen(command, stdin=PIPE, stdout=PIPE, cwd=rundir)
    deadline = time.monotonic() + timeout
    while process.poll() is None and time.monotonic() < deadline:
        connection = _connected(path)
        if connection is not None:
            return process, connection
        time.sleep(PAUSE)
    process.kill()
    raise KaTeXError(f"{command[0]} with KaTeX did not start within {timeout:g} s")


def _connected(path: Path) -> socket.socket | None:
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.connect(str(path))
    except (FileNotFoundError, ConnectionRefusedError):
        connection.close()
        return None
    return connection


def remembered(
    render: Callable[[RenderServer, Any, float], Any],
) -> Callable[[RenderServer, Any, float], Any]:
    """``render``, which keeps its answers: an author's site is built again and again."""
    answers: dict[str, Any] = {}

    def answer(server: RenderServer, request: Any, timeout: float) -> Any:
        key = json.dumps(request, sort_keys=True)
        if key not in answers:
            answers[key] = render(server, request, timeout)
        return answers[key]

    return answer
