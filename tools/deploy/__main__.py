"""python -m tools.deploy [--siteurl https://…] [--remote origin] [--branch gh-pages]"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from tools.build import ROOT, BuildError
from tools.build.address import siteurl
from tools.deploy import DeployError
from tools.deploy.address import pages
from tools.deploy.branch import AUTHORED, Target, publish
from tools.deploy.git import Git, GitError

SITE = ROOT / ".cache" / "published"
PLACE = ROOT / ".cache" / "deploy"


def arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.deploy", description="Publish the site.")
    parser.add_argument("--siteurl", help="where it will stand; found out for GitHub Pages")
    parser.add_argument("--remote", default="origin")
    parser.add_argument("--branch", default="gh-pages")
    return parser.parse_args(argv)


def deploy(args: argparse.Namespace) -> str:
    """Builds and publishes; the line that says what was done. Raises DeployError, BuildError."""
    git = Git(ROOT)
    target = Target(git, args.remote, args.branch)
    _check(git, target)
    address = siteurl(args.siteurl or _found(git, target))
    print(f"Building for {address}", flush=True)
    _build(address)
    source = git("log", "-1", "--format=%h: %s")
    return f"{publish(target, SITE, f'{AUTHORED}{source}', PLACE)}, for {address}"


def _check(git: Git, target: Target) -> None:
    """What would fail in the end fails before the build."""
    if git.status("rev-parse", "--verify", "--quiet", "HEAD"):
        raise DeployError(
            f"{ROOT}: no git repository with a commit; git init, add and commit first"
        )
    changed = [line[3:] for line in git("status", "--porcelain").splitlines()]
    if changed:
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        raise DeployError(
            f"{changed[0]}{more}: not committed; commit or stash, so that what is published can be "
            "made again"
        )
    target.address()
    if git.status("var", "GIT_COMMITTER_IDENT"):
        raise DeployError(
            "git knows no author; git config user.name and user.email say who you are"
        )
    if target.branch == git("branch", "--show-current"):
        raise DeployError(
            f"{target.branch} holds the sources; name another: make deploy BRANCH=name"
        )


def _found(git: Git, target: Target) -> str:
    """The address that the branch's CNAME says, or the one that its host makes."""
    tip = target.tip()
    if tip:
        try:
            return f"https://{git('show', f'{tip}:CNAME')}"
        except GitError:
            pass  # it has none
    address = pages(target.address())
    if not address:
        raise DeployError(
            "say where the site will stand: make deploy SITEURL=https://example.org/adam"
        )
    return address


def _build(address: str) -> None:
    command = [sys.executable, "-m", "tools.build", "--settings", "publishconf.py"]
    environment = {**os.environ, "SITEURL": address}
    done = subprocess.run([*command, f"--output={SITE}"], cwd=ROOT, env=environment, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


def main(argv: list[str] | None = None) -> int:
    try:
        print(deploy(arguments(argv)))
    except (DeployError, BuildError, OSError) as error:
        print(f"deploy: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
