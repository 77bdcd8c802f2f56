"""The workflow of GitHub Pages calls make's own targets, and pins what it takes from others."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
TARGETS = set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))


def test_it_calls_the_targets_that_a_desk_calls():
    """Tests first, then the build for an address; both are in the Makefile."""
    text = "".join(path.read_text() for path in WORKFLOWS)
    called = re.findall(r"run: make (\w+)", text)
    assert called == ["test", "publish"]
    assert set(called) <= TARGETS


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_to_commits(path):
    """A tag can be moved; the version stands beside it for people."""
    used = re.findall(r"uses: (.+)", path.read_text())
    assert used
    assert [
        line for line in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v[\d.]+", line)
    ] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_job_may_do_more_than_it_must(path):
    """Rights are given job by job, and every job ends."""
    text = path.read_text()
    assert re.search(r"^permissions:\n  contents: read$", text, re.MULTILINE)
    assert text.count("runs-on:") == text.count("timeout-minutes:")
