"""What lies in this folder is run: of itself, pytest passes over every folder named `build`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.long
def test_every_file_of_tests_is_collected():
    """By pytest as it is set up here, asked for nothing in particular."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q"]
    env = {**os.environ, "PYTEST_ADDOPTS": ""}
    done = subprocess.run(
        command, cwd=HERE.parent, env=env, capture_output=True, text=True, check=True
    )
    collected = {line.split("::")[0] for line in done.stdout.splitlines() if "::" in line}
    files = {path.relative_to(HERE.parent).as_posix() for path in HERE.rglob("test_*.py")}
    assert files - collected == set()
