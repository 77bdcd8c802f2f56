"""What `make` does with a repository when it is called with an OUTPUT that nobody meant."""

import subprocess

import pytest

from tests.tools.build.conftest import ROOT, snapshot

# Made by the set-up, large, and the same for every checkout.
FETCHED = (".venv", "node_modules")


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """This project as it stands, in a git repository of its own."""
    folder = tmp_path_factory.mktemp("home") / "project"
    files = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for name in filter(None, files.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((ROOT / name).read_bytes())
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "Sources"]):
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *identity, *arguments], cwd=folder, check=True)
    for name in FETCHED:
        (folder / name).symlink_to(ROOT / name)
    return folder


def make(repository, *arguments):
    command = ["make", "-C", str(repository), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def kept(folder):
    """All but what Python and the set-up keep for themselves."""
    return {
        name: content
        for name, content in snapshot(folder).items()
        if "__pycache__" not in name and ".cache" not in name
    }


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
    told = [line for line in done.stderr.splitlines() if not line.startswith("make: ")]
    assert len(told) == 1, done.stderr
    assert "choose another OUTPUT" in told[0] or "OUTPUT is empty" in told[0]
    assert kept(repository.parent) == before
    git = ["git", "status", "--short", "--untracked-files=no"]
    assert subprocess.run(git, cwd=repository, capture_output=True, check=True).stdout == b""
