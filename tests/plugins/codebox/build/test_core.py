"""Pyodide's own files: from npm's folder, or by the sums that the wheel carries."""

from dataclasses import replace

import pytest

from pelican.plugins.codebox.build.core import FILES, pin, provided
from pelican.plugins.codebox.build.recipe import AssemblyError


@pytest.fixture
def pinned(recipe, tmp_path):
    """What the wheel carries."""
    pin(recipe.core, tmp_path / "pinned")
    return tmp_path / "pinned"


@pytest.fixture
def elsewhere(recipe, tmp_path):
    """The recipe of a site without npm."""
    return replace(recipe, core=tmp_path / "none")


def silent(_):
    """Nobody wants to hear it."""


def test_npm_s_folder_is_taken_where_there_is_one(recipe, tmp_path, pinned):
    """A checkout fetches nothing."""
    assert provided(recipe, tmp_path / "cache", silent, pinned) is recipe


def test_the_pinned_files_are_fetched_once(recipe, elsewhere, tmp_path, pinned, monkeypatch):
    """They are npm's to the byte; the second time no source is asked."""
    monkeypatch.setenv("PYODIDE_MIRROR", str(recipe.core))
    found = provided(elsewhere, tmp_path / "cache", silent, pinned)
    for name in (*FILES, "pyodide-lock.json", "package.json"):
        assert (found.core / name).read_bytes() == (recipe.core / name).read_bytes()
    monkeypatch.setenv("PYODIDE_MIRROR", str(tmp_path / "gone"))
    assert provided(elsewhere, tmp_path / "cache", silent, pinned) == found


def test_a_damaged_file_is_fetched_anew(recipe, elsewhere, tmp_path, pinned, monkeypatch):
    """Its sum tells."""
    monkeypatch.setenv("PYODIDE_MIRROR", str(recipe.core))
    core = provided(elsewhere, tmp_path / "cache", silent, pinned).core
    (core / "python_stdlib.zip").write_bytes(b"cut")
    provided(elsewhere, tmp_path / "cache", silent, pinned)
    assert (core / "python_stdlib.zip").stat().st_size > 1_000_000


def test_an_incomplete_wheel_is_told(elsewhere, recipe, tmp_path, pinned, monkeypatch):
    """It has to be installed anew."""
    monkeypatch.setenv("PYODIDE_MIRROR", str(recipe.core))
    (pinned / "pyodide-lock.json").unlink()
    with pytest.raises(AssemblyError, match="install pelican-explorable anew"):
        provided(elsewhere, tmp_path / "cache", silent, pinned)
