"""A new version is pinned only when all of it can be had."""

import hashlib
import json
import sys
import tarfile

import pytest

from pelican.plugins.codebox.build.bump import bump
from pelican.plugins.codebox.build.recipe import AssemblyError, Recipe

WHEEL = b"numpy, compiled"
PYTHON = ".".join(map(str, sys.version_info[:3]))


def lock(python=PYTHON, data=WHEEL):
    numpy = {
        "name": "numpy",
        "version": "9.0",
        "file_name": "numpy.whl",
        "sha256": hashlib.sha256(data).hexdigest(),
        "imports": ["numpy"],
        "depends": [],
    }
    return {"info": {"python": python}, "packages": {"numpy": numpy}}


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A project that pins NumPy, and a mirror that has the new one."""
    mirror = tmp_path / "mirror"
    mirror.mkdir()
    (mirror / "numpy.whl").write_bytes(WHEEL)
    monkeypatch.setenv("PYODIDE_MIRROR", str(mirror))
    root = tmp_path / "root"
    root.mkdir()
    (root / "requirements.in").write_text("pelican==4\nnumpy==2.2.5\n")
    return root


def npm_with(content):
    """An npm that packs `content` as the lock, and notes what it was asked to do."""
    calls = []

    def npm(folder, words):
        calls.append(words)
        if words[0] == "pack":
            package = folder / "made"
            package.mkdir()
            (package / "pyodide-lock.json").write_text(json.dumps(content))
            (package / "package.json").write_text('{"version": "9.9.9"}')
            (package / "pyodide.mjs").write_text("")
            with tarfile.open(folder / "pyodide.tgz", "w:gz") as archive:
                archive.add(package, "package")

    return npm, calls


def run(root, npm, tmp_path):
    recipe = Recipe(core=root, later=())
    told = []
    bump(root, "9.9.9", recipe, cache=tmp_path / "cache", report=told.append, run=npm)
    return told


def test_the_pin_moves_and_numpy_follows(root, tmp_path):
    """npm pins the version, and requirements.in gets the NumPy that its readers will have."""
    npm, calls = npm_with(lock())
    told = run(root, npm, tmp_path)
    assert calls == [["pack", "pyodide@9.9.9"], ["install", "--save-exact", "pyodide@9.9.9"]]
    assert (root / "requirements.in").read_text() == "pelican==4\nnumpy==9.0\n"
    assert any("make lock" in line for line in told)


@pytest.mark.parametrize("content", [lock(python="3.99.0"), lock(data=b"not to be had")])
def test_nothing_moves_when_something_is_missing(root, tmp_path, content):
    """Another Python, or a wheel that no source has, leaves every file as it was."""
    npm, calls = npm_with(content)
    with pytest.raises(AssemblyError):
        run(root, npm, tmp_path)
    assert calls == [["pack", "pyodide@9.9.9"]]
    assert "numpy==2.2.5" in (root / "requirements.in").read_text()
