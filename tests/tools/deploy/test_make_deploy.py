"""`make deploy` builds the site and publishes it to a repository's gh-pages branch."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import feedparser
import pytest

from tests.tools.checkout import checkout_in

pytestmark = pytest.mark.site

ODD = "my päge's -copy"
ADDRESS = "https://ada.github.io/adam"
WHO = {"NAME": "Ada", "EMAIL": "ada@example.org"}


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    command = ["git", "-C", str(folder), *who, *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    """A checkout under an odd name, in a repository of its own."""
    folder = tmp_path_factory.mktemp("sources") / ODD
    folder.mkdir()
    checkout_in(folder)
    shutil.rmtree(folder / ".cache" / "published", ignore_errors=True)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "Sources")
    return folder


def deploy(sources: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS", "GIT_"))}
    who = {f"GIT_{role}_{k}": v for role in ("AUTHOR", "COMMITTER") for k, v in WHO.items()}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["make", "-C", str(sources), "deploy", *words], env=kept | who | {"PATH": path} | more,
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def told(done: subprocess.CompletedProcess[str]) -> str:
    """The one line of an error, without what make says of it."""
    lines = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert done.returncode
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_mistakes_are_told_before_anything_is_built(sources):
    """No remote, an address that nobody can guess, changes that are not committed."""
    assert "no remote named origin; git remote add origin" in told(deploy(sources))
    git(sources, "remote", "add", "elsewhere", "/no/such/place.git")
    assert "elsewhere (/no/such/place.git) cannot be" in told(deploy(sources, "REMOTE=elsewhere"))
    assert "main holds the sources" in told(deploy(sources, "BRANCH=main", "REMOTE=elsewhere"))
    (sources / "content" / "draft.txt").write_text("a thought")
    line = told(deploy(sources, "REMOTE=elsewhere"))
    assert line.startswith("deploy: content/draft.txt: not committed; ")
    (sources / "content" / "draft.txt").unlink()
    (sources / "LICENSE").write_text("mine")
    assert "deploy: LICENSE: not committed; " in told(deploy(sources, "REMOTE=elsewhere"))
    git(sources, "checkout", "LICENSE")
    assert "SITEURL='ada.github.io'" in told(
        deploy(sources, "REMOTE=elsewhere", "SITEURL=ada.github.io")
    )
    assert not (sources / ".cache" / "published" / "index.html").exists()


def test_two_deployments_with_a_commit_of_somebody_else_in_between(sources, tmp_path):
    """The branch holds the site of the newest sources and what the other added, in one history."""
    remote = tmp_path / "host.git"
    subprocess.run(["git", "init", "-q", "--bare", str(remote)], check=True)
    git(sources, "remote", "add", "origin", str(remote))
    line = told(deploy(sources))
    assert line.startswith("deploy: say where the site will stand: make deploy SITEURL=")

    first = deploy(sources, f"SITEURL={ADDRESS}")
    assert first.returncode == 0, first.stderr
    clone = tmp_path / "another"
    subprocess.run(["git", "clone", "-q", "-b", "gh-pages", str(remote), str(clone)], check=True)
    assert f'href="{ADDRESS}/' in (clone / "index.html").read_text()
    assert f"Sitemap: {ADDRESS}/sitemap.xml" in (clone / "robots.txt").read_text()
    assert "404" not in (clone / "sitemap.xml").read_text()
    feed = feedparser.parse((clone / "feed.xml").read_bytes())
    (entry,) = feed.entries
    assert (feed.bozo, entry.title) == (False, "Adam Optimizer")
    assert entry.link.startswith(f"{ADDRESS}/")
    assert "<button" not in entry.content[0].value
    (clone / "CNAME").write_text("adam.example.org\n")
    (clone / "index.html").write_text("mended by hand")
    git(clone, "add", ".")
    git(clone, "commit", "-q", "-m", "A name of its own")
    git(clone, "push", "-q")
    theirs = git(clone, "rev-parse", "HEAD")

    layer = sources / "content" / "adam-optimizer" / "layer-0.md"
    layer.write_text(layer.read_text() + "\nA sentence that is new.\n")
    git(sources, "commit", "-q", "-a", "-m", "A sentence")
    second = deploy(sources)  # for the address that CNAME says
    assert second.returncode == 0, second.stderr
    assert "for https://adam.example.org" in second.stdout
    assert "Ada (A name of its own)" in second.stdout
    git(clone, "pull", "-q")
    page = (clone / "index.html").read_text()
    assert "A sentence that is new." in page
    assert 'href="https://adam.example.org/' in page
    assert (clone / "CNAME").read_text() == "adam.example.org\n"
    git(remote, "merge-base", "--is-ancestor", theirs, "gh-pages")
    subjects = git(clone, "log", "--format=%s").splitlines()
    assert subjects[0].endswith(": A sentence")
    assert subjects[1] == "A name of its own"
    assert git(sources, "status", "--porcelain") == ""

    third = deploy(sources)
    assert "is up to date" in third.stdout
