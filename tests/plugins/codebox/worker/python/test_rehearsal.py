"""What an interpreter does while it waits."""

import subprocess
import sys

import pytest

from pelican.plugins.codebox.worker.python.rehearsal import compiles, identifiers, rehearse


def test_identifiers_are_those_of_the_module():
    """Public ones, each with what it is; none for a module that there is not."""
    assert ["sqrt", "function"] in identifiers("math")[0]
    assert ["PurePath", "class"] in identifiers("pathlib")[0]
    assert identifiers("no.such.module") == ([], False)


def test_a_question_that_imports_is_told():
    """Whoever asks of a module that is there changes nothing; of another one, something."""
    for module, imported in (("sys", False), ("wave", True), ("wave", False)):
        assert identifiers(module)[1] is imported


def test_what_cannot_be_imported_is_left_to_the_program(capsys):
    """A rehearsal raises nothing and says nothing."""
    rehearse(["no.such.module", "wave"])
    assert "wave" in sys.modules
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import x", True),
        ("await x", True),
        ("import", False),
        ("if x:\n", False),
        ("a\0b", False),
        (f"x = {'-' * 100_000}1", True),  # too much for any Python: the run says so
    ],
)
def test_what_is_no_python_is_seen_before_anything_is_fetched(code, expected):
    """Also where the parser gives up for other reasons than syntax."""
    assert compiles(code) is expected


def test_a_rehearsed_figure_leaves_nothing_to_be_seen():
    """No figure is open, no parameter or filter has changed, the first figure is still number 1."""
    code = """
import warnings, sys, os
os.environ["MPLBACKEND"] = "agg"
import matplotlib.pyplot as plt
before = (dict(plt.rcParams), list(warnings.filters), plt.get_fignums())
from pelican.plugins.codebox.worker.python.rehearsal import rehearse
rehearse(["matplotlib.pyplot"])
assert before == (dict(plt.rcParams), list(warnings.filters), plt.get_fignums())
assert plt.figure().number == 1
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)
