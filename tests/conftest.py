"""For every test: the venv's own Node, and browsers last."""

from pathlib import Path

import pytest

from tools.node import put_node_first

put_node_first()

BROWSER = Path(__file__).parent / "browser"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Playwright keeps an event loop running, in which no other test could start its own."""
    items.sort(key=lambda item: item.path.is_relative_to(BROWSER))
