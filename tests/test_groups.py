"""Tests that share a fixture run in one process, as tests/conftest.py has it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SIDE_BY_SIDE = re.search(r"^SIDE_BY_SIDE = (.+)", (ROOT / "Makefile").read_text(), re.M)[1].split()


@pytest.mark.long
def test_a_file_s_tests_run_in_one_process(tmp_path):
    """With the Makefile's options; without groups, each process would set up everything."""
    folder = tmp_path / "tests"
    folder.mkdir()
    shutil.copy(ROOT / "tests" / "conftest.py", folder)
    cases = "import pytest\n@pytest.mark.parametrize('n', range(20))\ndef test_it(n): pass\n"
    for name in ("test_one.py", "test_other.py"):
        (folder / name).write_text(cases)
    command = [sys.executable, "-m", "pytest", "-v", "-n", "2", *SIDE_BY_SIDE, "tests"]
    env = {**os.environ, "PYTEST_ADDOPTS": ""}
    done = subprocess.run(
        command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    found = set(re.findall(r"\[(gw\d)\].* PASSED tests/(\w+)", done.stdout))
    assert len({file for _, file in found}) == len(found) == 2
