"""A deployment is one more commit on a remote's branch: it follows others, and forces nothing."""

import subprocess
from pathlib import Path

import pytest

from tools.build.marker import mark
from tools.deploy import DeployError
from tools.deploy import branch as branch_module
from tools.deploy.branch import Target, publish
from tools.deploy.git import Git
from tools.hosting import furnish

WHO = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]


def git(folder: Path, *words: str) -> str:
    command = ["git", "-C", str(folder), *WHO, *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def remote(tmp_path):
    """A bare repository, as a host has it."""
    folder = tmp_path / "a host's.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(folder)], check=True)
    return folder


@pytest.fixture
def target(tmp_path, remote, monkeypatch):
    """A repository of sources, whose origin is the remote."""
    folder = tmp_path / "my sources"
    subprocess.run(["git", "init", "-q", "-b", "main", str(folder)], check=True)
    git(folder, "remote", "add", "origin", str(remote))
    (folder / "source.md").write_text("text")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "Sources")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Ada")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "ada@example.org")
    return Target(Git(folder), "origin", "gh-pages")


@pytest.fixture
def publishes(target, tmp_path):
    """A function that publishes a site of some files, as the build writes it."""

    def published(**files: str) -> str:
        site = tmp_path / f"site {len(list(tmp_path.iterdir()))}"
        site.mkdir()
        for name, text in {"index_html": "<!doctype html>", **files}.items():
            path = site / name.replace("__", "/").replace("_html", ".html")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        furnish(site, "https://example.org")
        mark(site)
        return publish(target, site, "Publishes 1234567: Sources", tmp_path / "cache" / "deploy")

    return published


def on_branch(remote: Path) -> dict[str, str]:
    names = git(remote, "ls-tree", "-r", "--name-only", "gh-pages").splitlines()
    return {name: git(remote, "show", f"gh-pages:{name}") for name in names}


def history(remote: Path) -> list[str]:
    return git(remote, "log", "--format=%s", "gh-pages").splitlines()


def by_another(remote: Path, tmp_path: Path, files: dict[str, str], subject: str = "Mine") -> str:
    """Somebody else commits and pushes, from a clone of their own."""
    clone = tmp_path / f"another {len(list(tmp_path.iterdir()))}"
    subprocess.run(["git", "clone", "-q", "-b", "gh-pages", str(remote), str(clone)], check=True)
    for name, text in files.items():
        (clone / name).parent.mkdir(parents=True, exist_ok=True)
        (clone / name).write_text(text)
    git(clone, "add", "--all", "--force")
    git(clone, "commit", "-q", "-m", subject)
    git(clone, "push", "-q", "origin", "HEAD:gh-pages")
    return git(clone, "rev-parse", "HEAD")


def test_the_first_deployment_makes_the_branch(publishes, remote):
    """With the site alone, and none of the sources' history."""
    assert "origin/gh-pages is now " in publishes(page_html="one")
    assert on_branch(remote)["page.html"] == "one"
    assert ".nojekyll" in on_branch(remote)
    assert "source.md" not in on_branch(remote)


def test_a_commit_of_somebody_else_in_between_is_kept(publishes, remote, tmp_path):
    """Their commit stays in the history, their files stay in the tree, and they are named."""
    publishes(page_html="one", old_html="gone later")
    theirs = by_another(remote, tmp_path, {"CNAME": "adam.example.org", "talks/a.pdf": "pdf"})
    told = publishes(page_html="two")
    found = on_branch(remote)
    assert {"CNAME", "talks/a.pdf"} <= found.keys()
    assert (found["page.html"], "old.html" in found) == ("two", False)
    git(remote, "merge-base", "--is-ancestor", theirs, "gh-pages")
    assert "Ada (Mine)" in told


def test_a_change_of_somebody_else_to_a_file_of_the_site_stays_in_the_history(
    publishes, remote, tmp_path
):
    """The sources decide on what is served."""
    publishes(page_html="one")
    theirs = by_another(remote, tmp_path, {"page.html": "mended by hand"}, "By hand")
    publishes(page_html="two")
    assert on_branch(remote)["page.html"] == "two"
    assert git(remote, "show", f"{theirs}:page.html") == "mended by hand"
    assert history(remote)[1] == "By hand"


def test_a_branch_that_others_began_is_continued(publishes, remote, tmp_path):
    """What was there before the first deployment is neither lost nor in the way."""
    publishes()
    first = git(remote, "rev-list", "--max-parents=0", "gh-pages")
    git(remote, "update-ref", "refs/heads/gh-pages", first)
    theirs = by_another(remote, tmp_path, {"index.html": "an older site", "photo.jpg": "jpg"})
    assert "the site's own now: index.html" in publishes(page_html="one")
    assert on_branch(remote)["photo.jpg"] == "jpg"
    assert git(remote, "show", f"{theirs}:index.html") == "an older site"


def test_one_who_pushes_at_the_same_moment_is_followed(publishes, remote, tmp_path, monkeypatch):
    """The commit is made anew on top of theirs."""
    publishes(page_html="one")
    pushed, late = branch_module._pushed, []

    def overtaken(tree, target):
        if not late:
            late.append(by_another(remote, tmp_path, {"late.txt": "late"}, "Just before"))
        return pushed(tree, target)

    monkeypatch.setattr(branch_module, "_pushed", overtaken)
    publishes(page_html="two")
    assert history(remote)[:2] == ["Publishes 1234567: Sources", "Just before"]
    assert on_branch(remote)["late.txt"] == "late"


def test_the_same_site_makes_no_commit(publishes, remote):
    """So that a history tells of changes."""
    publishes(page_html="one")
    before = history(remote)
    assert publishes(page_html="one") == "origin/gh-pages is up to date"
    assert history(remote) == before


def test_names_that_git_would_ignore_are_published(publishes, target, remote, tmp_path):
    """Whatever the user's own list of ignored files says, and whatever their line ends."""
    ignored = tmp_path / "ignored"
    ignored.write_text("assets/\n*.html\n")
    git(target.git.folder, "config", "core.excludesFile", str(ignored))
    git(target.git.folder, "config", "core.autocrlf", "true")
    publishes(**{"assets__main-ABCD1234.js": "one\r\ntwo\n"})
    raw = subprocess.run(
        ["git", "-C", str(remote), "show", "gh-pages:assets/main-ABCD1234.js"],
        capture_output=True, check=True,
    ).stdout  # fmt: skip
    assert raw == b"one\r\ntwo\n"
    assert "index.html" in on_branch(remote)


def test_compressed_copies_stay_here(publishes, remote):
    """Hosts of branches compress by themselves, and a history would keep each for ever."""
    publishes(page_html="a line that can be packed\n" * 200)
    assert not [name for name in on_branch(remote) if name.endswith((".br", ".zst", ".gz"))]


def test_hooks_of_the_sources_do_not_run(publishes, target, remote):
    """They check sources, not a site."""
    hook = target.git.folder / ".git" / "hooks" / "pre-commit"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    publishes(page_html="one")
    assert on_branch(remote)["page.html"] == "one"


def test_nothing_of_a_deployment_is_left_here(publishes, target):
    """Neither a worktree nor a local branch; and what a killed deployment left is no hindrance."""
    publishes(page_html="one")
    folder = target.git.folder
    assert len(git(folder, "worktree", "list").splitlines()) == 1
    assert git(folder, "branch", "--format=%(refname:short)") == "main"
    left = folder.parent / "cache" / "deploy"
    git(folder, "worktree", "add", "-q", "--detach", str(left))
    publishes(page_html="two")
    assert not left.exists()


@pytest.mark.parametrize(
    "there", [{"assets": "a file"}, {"page.html/index.html": "a folder"}], ids=["file", "folder"]
)
def test_what_is_in_the_way_is_named(publishes, remote, tmp_path, there):
    """A file of theirs where the site has a folder, or the other way round: nothing is pushed."""
    publishes()
    by_another(remote, tmp_path, there)
    before = history(remote)
    with pytest.raises(DeployError, match=r"^gh-pages: (assets|page\.html) is not of this site"):
        publishes(**{"page_html": "one", "assets__main-ABCD1234.js": "x"})
    assert history(remote) == before


def test_a_link_on_the_branch_leads_nothing_out_of_it(publishes, remote, tmp_path):
    """Whoever may push there cannot have us write elsewhere."""
    publishes()
    outside = tmp_path / "outside"
    outside.mkdir()
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "-b", "gh-pages", str(remote), str(clone)], check=True)
    (clone / "assets").symlink_to(outside)
    git(clone, "add", "--all")
    git(clone, "commit", "-q", "-m", "A link")
    git(clone, "push", "-q", "origin", "HEAD:gh-pages")
    with pytest.raises(DeployError, match="assets is not of this site"):
        publishes(**{"assets__main-ABCD1234.js": "x"})
    assert list(outside.iterdir()) == []


def test_no_remote_is_told_in_one_line(publishes, target):
    """With the command that makes one."""
    git(target.git.folder, "remote", "remove", "origin")
    with pytest.raises(DeployError, match=r"no remote named origin; git remote add origin"):
        target.address()


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/x.git", "/no/such/repository.git"])
def test_a_remote_that_does_not_answer_is_told_in_one_line(publishes, target, address):
    """Offline, or gone: its name, its address, git's reason, and that nothing was published."""
    git(target.git.folder, "remote", "set-url", "origin", address)
    with pytest.raises(DeployError) as error:
        publishes(page_html="one")
    assert f"origin ({address}) cannot be reached: " in str(error.value)
    assert "nothing was published" in str(error.value)
    assert "\n" not in str(error.value)


def test_no_token_is_shown(target):
    """An address may hold one, as a continuous integration's does."""
    git(target.git.folder, "remote", "set-url", "origin", "http://ada:s3cret@127.0.0.1:9/x.git")
    with pytest.raises(DeployError, match=r"origin \(http://127\.0\.0\.1:9/x\.git\)") as error:
        target.tip()
    assert "s3cret" not in str(error.value)


def test_a_remote_that_refuses_is_told_in_one_line(publishes, remote):
    """A protected branch, say; and the branch is as it was."""
    publishes(page_html="one")
    before = history(remote)
    hook = remote / "hooks" / "update"
    hook.write_text("#!/bin/sh\necho 'this branch is protected' >&2\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(DeployError, match="takes no push to gh-pages: "):
        publishes(page_html="two")
    assert history(remote) == before
