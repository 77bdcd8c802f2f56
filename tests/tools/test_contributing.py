"""The first ten minutes of somebody new, and the list of changes, agree with what is there."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))
PROJECTS = {"adamcore": "pyproject.toml", "pelican-explorable": "plugins/pyproject.toml"}


COMMANDS = set(re.findall(r"(?:^    |`|&& )make ([a-z]+)", CONTRIBUTING, re.MULTILINE))


@pytest.mark.parametrize("target", sorted(COMMANDS))
def test_its_commands_are_targets(target):
    """No command is told that is not there."""
    assert target in TARGETS


@pytest.mark.parametrize(
    "path",
    sorted(
        set(re.findall(r"(?:`|\()([\w./-]+/[\w./-]+\.\w+|\w+\.(?:md|toml|in|json))", CONTRIBUTING))
    ),
)
def test_its_files_are_there(path):
    """Paths that it names, in code or as links."""
    assert (ROOT / path).is_file()


@pytest.mark.parametrize(("name", "file"), PROJECTS.items())
def test_the_newest_version_has_its_changes(name, file):
    """The first heading of each distribution is the version that its pyproject.toml has."""
    version = tomllib.loads((ROOT / file).read_text())["project"]["version"]
    headings = re.findall(rf"^## {name} (\S+)", CHANGELOG, re.MULTILINE)
    assert headings[0] == version
    assert headings == sorted(headings, key=lambda v: [int(n) for n in v.split(".")], reverse=True)


@pytest.mark.parametrize("path", [".editorconfig", ".github/workflows/pages.yml", "LICENSE"])
def test_what_others_look_for_is_there(path):
    """By the names that editors and hosts know."""
    assert (ROOT / path).is_file()
