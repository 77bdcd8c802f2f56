"""One more commit on a remote's branch, made in a worktree of its own."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.deploy import DeployError
from tools.deploy.git import Git, GitError, without_password
from tools.deploy.tree import renew

__all__ = ["Target", "publish"]

AUTHORED = "Publishes "  # how the message of a deployment begins
TRIES = 5  # against others who push at the same time


@dataclass(frozen=True)
class Target:
    """A branch of a remote of the repository ``git``."""

    git: Git
    remote: str
    branch: str

    @property
    def reference(self) -> str:
        return f"refs/heads/{self.branch}"

    def address(self) -> str:
        try:
            return self.git("remote", "get-url", self.remote)
        except GitError as error:
            raise DeployError(
                f"there is no remote named {self.remote}; git remote add {self.remote} ADDRESS, "
                "or name another: make deploy REMOTE=name"
            ) from error

    def __str__(self) -> str:
        return f"{self.remote} ({without_password(self.address())})"

    def tip(self) -> str | None:
        """The branch's last commit, fetched; None if there is no such branch yet."""
        try:
            listed = self.git("ls-remote", self.remote, self.reference)
            if listed:
                self.git("fetch", "--no-tags", self.remote, self.reference)
        except GitError as error:
            raise DeployError(
                f"{self} cannot be reached: {error}; nothing was published"
            ) from error
        return listed.split()[0] if listed else None


def publish(target: Target, site: Path, message: str, place: Path) -> str:
    """Commits ``site`` and pushes; returns a line that says what was done.

    ``place`` is the worktree's folder, which is there only meanwhile. Raises DeployError.
    """
    for _ in range(TRIES):
        tip = target.tip()
        with _worktree(target.git, tip or _root(target.git), place) as tree:
            replaced = renew(tree.folder, site, target.branch)
            tree("add", "--all", "--force", ".")
            if tree.status("diff", "--cached", "--quiet") == 0:
                return f"{target.remote}/{target.branch} is up to date"
            # The hooks are the project's, made for its sources.
            tree("-c", "core.hooksPath=/dev/null", "commit", "-q", "-m", message)
            if _pushed(tree, target):
                return _done(target, tree("rev-parse", "--short", "HEAD"), tip, replaced)
    raise DeployError(f"{target.remote}/{target.branch}: others push all the time; try again")


def _pushed(tree: Git, target: Target) -> bool:
    """False if somebody else was faster."""
    try:
        tree("push", "--quiet", "--no-verify", target.remote, f"HEAD:{target.reference}")
    except GitError as error:
        if any(word in error.text for word in ("fetch first", "non-fast-forward", "cannot lock")):
            return False
        raise DeployError(f"{target} takes no push to {target.branch}: {error}") from error
    return True


def _root(git: Git) -> str:
    """A commit without files, with which a branch begins."""
    tree = git("hash-object", "-t", "tree", "-w", "/dev/null")
    return git("commit-tree", tree, "-m", f"{AUTHORED}nothing yet")


def _done(target: Target, commit: str, tip: str | None, replaced: list[Path]) -> str:
    said = f"{target.remote}/{target.branch} is now {commit}"
    others = _others(target.git, tip) if tip else []
    if others:
        said += f"; it follows {len(others)} of others: {', '.join(others)}"
    if replaced:
        said += f"; the site's own now: {', '.join(map(str, replaced))}"
    return said


def _others(git: Git, tip: str) -> list[str]:
    """The commits since the last deployment, the newest first."""
    lines = git("log", "--first-parent", "-n", "50", "--format=%h %an\t%s", tip).splitlines()
    found = []
    for line in lines:
        who, _, subject = line.partition("\t")
        if subject.startswith(AUTHORED):
            break
        found.append(f"{who} ({subject})")
    return found


@contextmanager
def _worktree(git: Git, commit: str, place: Path) -> Iterator[Git]:
    """Of one deployment at a time; what a killed one left is removed."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.with_name(f"{place.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _remove(git, place)
        git("worktree", "add", "--quiet", "--detach", "--force", str(place), commit)
        try:
            yield Git(place)
        finally:
            _remove(git, place)


def _remove(git: Git, place: Path) -> None:
    if place.exists():
        shutil.rmtree(place)
    git("worktree", "prune")
