"""What the README says is there."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z]+):.*## ", MAKEFILE, re.MULTILINE))


def test_it_is_short():
    """A newcomer reads it in a minute."""
    assert len(README.splitlines()) <= 60


@pytest.mark.parametrize("target", sorted(set(re.findall(r"make ([a-z]+)", README)) - {"run"}))
def test_its_commands_are_targets(target):
    """No command is told that is not there."""
    assert target in TARGETS


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`([\w./-]+/)`", README))))
def test_its_folders_exist(path):
    """Built and fetched ones aside, every folder is in the repository."""
    assert path == "output/" or (ROOT / path).is_dir()


def test_make_help_tells_every_target():
    """A target without a line of help would not be found."""
    phony = re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)
    assert phony is not None
    assert set(phony[1].split()) == TARGETS
    ran = subprocess.run(["make", "-C", ROOT, "help"], capture_output=True, text=True, check=True)
    assert all(f"make {target}" in ran.stdout for target in TARGETS)


def test_a_target_works_from_another_folder(tmp_path):
    """The Makefile finds its own place."""
    makefile = str(ROOT / "Makefile")
    ran = subprocess.run(
        ["make", "-f", makefile, "help"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0
    assert "make html" in ran.stdout
