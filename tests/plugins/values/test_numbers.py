"""Results are kept on disk for as long as the sources that decide them stay the same."""

import sys

import pytest

from pelican.plugins.values import FailedError, Numbers

EXPERIMENT = """
from pathlib import Path
from site_under_test.constant import C

class Experiment:
    parameters, description, figure, module = {"n": 1}, "d", None, "site_under_test.experiment"

    def run(self):
        with Path(__file__).with_name("runs").open("a") as runs:
            runs.write("x")
        return {"c": C}

def values():
    return {"one": Experiment()}
"""


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A package with an experiment that depends on one other module and not on a third."""
    package = tmp_path / "site_under_test"
    package.mkdir()
    sources = {"__init__": "", "experiment": EXPERIMENT, "constant": "C = 0.1", "other": "D = 1"}
    for name, source in sources.items():
        (package / f"{name}.py").write_text(source)
    monkeypatch.syspath_prepend(tmp_path)
    yield package
    for name in [n for n in sys.modules if n.startswith("site_under_test")]:
        del sys.modules[name]


@pytest.fixture
def once(site, tmp_path):
    """Reads the value through a new Numbers and says how often the experiment has run."""

    def read() -> tuple[float, int]:
        for name in [n for n in sys.modules if n.startswith("site_under_test")]:
            del sys.modules[name]
        value = Numbers("site_under_test.experiment:values", tmp_path / "cache").value("one", "c")
        return value, len((site / "runs").read_text())

    return read


def test_a_result_is_read_back_from_disk(once):
    """The second reader gets the very same float without a run."""
    assert once() == (0.1, 1)
    assert once() == (0.1, 1)


def test_a_change_in_an_imported_module_runs_the_experiment_again(once, site):
    """A stale number would be a wrong number."""
    once()
    (site / "constant.py").write_text("C = 0.1 + 0")
    assert once() == (0.1, 2)


def test_a_comment_in_an_imported_module_keeps_the_result(once, site):
    """It changes no number."""
    once()
    (site / "constant.py").write_text("C = 0.1  # a tenth")
    assert once() == (0.1, 1)


def test_a_change_elsewhere_keeps_the_result(once, site):
    """What an experiment does not import cannot change it."""
    once()
    (site / "other.py").write_text("D = 2")
    assert once() == (0.1, 1)


def test_a_damaged_result_is_computed_again(once, tmp_path, capsys):
    """A changed digit does not reach a page, and a line tells of it."""
    once()
    for path in (tmp_path / "cache").iterdir():
        path.write_bytes(path.read_bytes().replace(b"0.1", b"0.2"))
    assert once() == (0.1, 2)
    assert "damaged; it is made anew" in capsys.readouterr().err


FAULTS = {
    "an error": ("raise RuntimeError('boom')", r"raised RuntimeError: boom \(.*experiment\.py:9\)"),
    "an end of the program": (
        "import sys; sys.exit(3)",
        r"raised SystemExit: 3 .*experiment\.py:9",
    ),
    "an end of the process": ("import os; os._exit(4)", "its process ended with status 4"),
    "a result that is no JSON": ("return {'c': object()}", "raised TypeError: .*not JSON"),
    "no result": ("return None", "raised TypeError"),
}


@pytest.mark.parametrize(("code", "message"), FAULTS.values(), ids=FAULTS)
def test_an_experiment_that_fails_is_told_by_its_name(site, tmp_path, code, message):
    """With the line of its module that led to it."""
    head, _, _ = EXPERIMENT.partition("        with Path")
    ending = "\n\ndef values():\n    return {'one': Experiment()}\n"
    (site / "experiment.py").write_text(f"{head}        {code}\n{ending}")
    numbers = Numbers("site_under_test.experiment:values", tmp_path / "cache")
    with pytest.raises(FailedError, match=f"experiment 'one': {message}"):
        numbers.value("one", "c")


def test_an_experiment_that_never_ends_is_ended_with_its_name(site, tmp_path):
    """The setting of the limit is named."""
    text = EXPERIMENT.replace("        return {", "        while True: pass\n        return {")
    (site / "experiment.py").write_text(text)
    numbers = Numbers("site_under_test.experiment:values", tmp_path / "cache", limit=1)
    with pytest.raises(FailedError, match=r"'one': took longer than 1 s .* set VALUES_LIMIT"):
        numbers.value("one", "c")
