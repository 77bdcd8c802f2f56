"""Another Pyodide is tried in a copy, and pinned only when all has passed."""

import subprocess

import pytest

from tools import bump
from tools.bump import PINS, BumpError


@pytest.fixture
def root(tmp_path):
    """A checkout with nothing but pins."""
    root = tmp_path / "checkout"
    for name in PINS:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("old")
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    return root


def pins(root):
    return {(root / name).read_text() for name in PINS}


MOVE = (
    "moving the pins",
    ["sh", "-c", f"for pin in {' '.join(PINS)}; do echo -n {{version}} > $pin; done"],
)
FAIL = ("testing", ["sh", "-c", "echo FAILED tests/test_numpy.py::test_sum; echo 1 failed; exit 1"])


def test_all_pins_move_when_every_step_has_passed(root):
    """They are those of the copy then."""
    bump.bump("9.9.9", keep=True, root=root, steps=[MOVE])
    assert pins(root) == {"9.9.9"}


@pytest.mark.parametrize("steps", [[MOVE, FAIL], [FAIL, MOVE]])
def test_no_pin_moves_when_a_step_fails(root, steps):
    """The reason names the step, and the tests that have failed in it."""
    with pytest.raises(BumpError, match=r"testing: FAILED tests/test_numpy\.py::test_sum"):
        bump.bump("9.9.9", keep=True, root=root, steps=steps)
    assert pins(root) == {"old"}


def test_a_trial_moves_nothing(root):
    """Even if all has passed."""
    bump.bump("9.9.9", keep=False, root=root, steps=[MOVE])
    assert pins(root) == {"old"}
