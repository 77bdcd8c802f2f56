"""asyncio's loops where there are no files and no sockets, only time."""

from __future__ import annotations

import asyncio
import time
from asyncio import events
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

DEADLOCK = "deadlock: the program waits, and nothing is scheduled that could wake it up"


class _Clock:
    """What a selector does for a loop without files: it lets time pass."""

    def select(self, timeout: float | None) -> list[Any]:
        if timeout is None:
            raise RuntimeError(DEADLOCK)
        time.sleep(timeout)
        return []


class Loop(asyncio.BaseEventLoop):
    """A loop of timers and tasks alone; there are no files or sockets in a worker."""

    def __init__(self, _selector: object = None) -> None:
        super().__init__()
        self._selector = _Clock()

    def _process_events(self, _events: list[Any]) -> None:
        pass

    def _write_to_self(self) -> None:
        pass


class Policy(asyncio.DefaultEventLoopPolicy):
    """CPython's own, with these loops."""

    _loop_factory = Loop


@contextmanager
def installed() -> Iterator[None]:
    """Every loop that asyncio makes is one of these, and the browser's own seems not to run."""
    outer = events._get_running_loop()
    events._set_running_loop(None)
    asyncio.set_event_loop_policy(Policy())
    vars(asyncio).update(EventLoop=Loop, SelectorEventLoop=Loop)
    try:
        yield
    finally:
        events._set_running_loop(outer)


def complete(program: Coroutine[Any, Any, Any]) -> None:
    """Runs a program that awaits at its top, and waits for the tasks that it began."""
    with asyncio.Runner(loop_factory=Loop) as runner:
        runner.run(_with_tasks(program))


async def _with_tasks(program: Coroutine[Any, Any, Any]) -> None:
    await program
    while tasks := asyncio.all_tasks() - {asyncio.current_task()}:
        await asyncio.gather(*tasks)
