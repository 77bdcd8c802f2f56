"""The theme's scripts pass their own tests, under the Node that builds them."""

import subprocess
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "js"
# Run with the vectors that it needs, beside the tests of adamcore.
ELSEWHERE = {"adamcore.test.js"}
TESTS = sorted(path.name for path in FOLDER.glob("*.test.js") if path.name not in ELSEWHERE)


@pytest.mark.parametrize("name", TESTS)
def test_script(name):
    """Each file of tests ends without a failure."""
    ran = subprocess.run(
        ["node", "--test", FOLDER / name], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout[-4000:]
