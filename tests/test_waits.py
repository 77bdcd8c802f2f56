"""No test waits for a time to pass: each waits for what it wants to see, and not for ever."""

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FIXED = re.compile(r"\bwait_for_timeout\(")
ENDLESS = re.compile(
    r"^ +while (?!.*(?:monotonic|scrollHeight)).*:\n(?! +assert time\.monotonic)", re.M
)
FILES = sorted((HERE / "browser").rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_browser_test_waits_for_a_time(path):
    """`waiting.py` alone knows how to pause between two questions."""
    assert not FIXED.search(path.read_text("utf-8")) or path.name == "waiting.py"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_loop_that_waits_has_an_end(path):
    """With a time after which it says what has not come."""
    code = re.sub(r'"(?:\\.|[^"\\])*"', '""', path.read_text("utf-8"))  # programs of readers
    assert not ENDLESS.search(code)
