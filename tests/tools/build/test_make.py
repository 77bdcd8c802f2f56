"""What `make` does with a repository when it is called with an OUTPUT that nobody meant."""

import subprocess

import pytest

from tests.tools.build.conftest import snapshot
from tests.tools.checkout import ROOT, furnish
from tools.sources import copy_sources

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """This project as it stands, in a git repository of its own."""
    folder = tmp_path_factory.mktemp("home") / "project"
    copy_sources(ROOT, folder)
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "Sources"]):
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *identity, *arguments], cwd=folder, check=True)
    furnish(folder)
    return folder


def make(repository, *arguments):
    command = ["make", "-C", str(repository), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def kept(folder):
    """All but what Python and the set-up keep for themselves."""
    return snapshot(folder, without=("__pycache__", ".cache", ".venv", "node_modules"))


@pytest.mark.parametrize("target", ["html", "publish", "clean"])
@pytest.mark.parametrize(
    "output",
    [".", "..", "content", "content/", "content/new", ".git", "", "README.md", "./theme/.."],
)
def test_no_repository_is_lost(repository, target, output):
    """Sources and .git are byte for byte as they were, and one line says what to do."""
    before = kept(repository.parent)
    done = make(repository, target, f"OUTPUT={output}", "SITEURL=https://example.org")
    assert done.returncode == 2, done.stdout
    told = [line for line in done.stderr.splitlines() if not line.startswith(("make: ", "make["))]
    assert len(told) == 1, done.stderr
    assert "choose another OUTPUT" in told[0] or "OUTPUT is empty" in told[0]
    assert kept(repository.parent) == before
    git = ["git", "status", "--short", "--untracked-files=no"]
    assert subprocess.run(git, cwd=repository, capture_output=True, check=True).stdout == b""
