"""For every test: the venv's own Node, browsers last, and quiet for those that measure time."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pelican.plugins.explorable.node import put_node_first

put_node_first()

# Before anything imports NumPy: with other threads than the build's, results differ in last bits.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

BROWSER = Path(__file__).parent / "browser"
LOCKS = Path(__file__).parents[1] / ".cache"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Playwright keeps an event loop running, in which no other test could start its own."""
    items.sort(key=lambda item: item.path.is_relative_to(BROWSER))


@pytest.hookimpl(wrapper=True, tryfirst=True)  # what waits here is not yet on its time limit
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """A test marked `alone` waits until no other runs, with its fixtures, and holds up the rest.

    It keeps the door while the room empties; others only pass through it.
    """
    kind = fcntl.LOCK_EX if item.get_closest_marker("alone") else fcntl.LOCK_SH
    LOCKS.mkdir(exist_ok=True)
    with (LOCKS / "door.lock").open("w") as door, (LOCKS / "room.lock").open("w") as room:
        fcntl.flock(door, kind)
        fcntl.flock(room, kind)
        fcntl.flock(door, fcntl.LOCK_UN)
        return (yield)
