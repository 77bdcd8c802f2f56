"""``asyncio.run`` where the browser's own loop already runs and cannot be waited for."""

from __future__ import annotations

import asyncio
import time
from asyncio import events
from collections.abc import Coroutine
from typing import Any


class _Clock:
    """What a selector does for a loop without files: it lets time pass."""

    def select(self, timeout: float | None) -> list[Any]:
        if timeout is None:
            raise RuntimeError("the program waits for something that nobody will bring about")
        time.sleep(timeout)
        return []


class Loop(asyncio.BaseEventLoop):
    """A loop of timers and tasks alone; there are no files or sockets in a worker."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = _Clock()

    def _process_events(self, _events: list[Any]) -> None:
        pass

    def _write_to_self(self) -> None:
        pass


def run(main: Coroutine[Any, Any, Any], *, debug: bool | None = None) -> Any:
    """Runs ``main`` to its end and returns its value, like ``asyncio.run``."""
    outer = events._get_running_loop()
    events._set_running_loop(None)
    try:
        with asyncio.Runner(debug=debug, loop_factory=Loop) as runner:
            return runner.run(main)
    finally:
        events._set_running_loop(outer)
