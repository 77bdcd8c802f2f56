"""The scripts pass their own tests, under the Node that builds them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
TESTS = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.test.js"))


@pytest.mark.parametrize("name", TESTS)
def test_script(name):
    """Each file of tests ends without a failure."""
    command = ["node", str(FOLDER / name)]
    env = {**os.environ, "PYTHON": sys.executable}
    ran = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout[-4000:]
