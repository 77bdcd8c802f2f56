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


def run(root, npm, tmp_path, rehearse=lambda *_: None):
    recipe = Recipe(core=root, later=())
    told = []
    cache = tmp_path / "cache"
    bump(root, "9.9.9", recipe, cache=cache, report=told.append, run=npm, rehearse=rehearse)
    return told


def test_the_pin_moves_and_numpy_follows(root, tmp_path):
    """npm pins the version, and requirements.in gets the NumPy that its readers will have."""
    npm, calls = npm_with(lock())
    told = run(root, npm, tmp_path)
    assert calls == [["pack", "pyodide@9.9.9"], ["install", "--save-exact", "pyodide@9.9.9"]]
    assert (root / "requirements.in").read_text() == "pelican==4\nnumpy==9.0\n"
    assert any("make lock" in line for line in told)


def test_another_python_is_no_obstacle(root, tmp_path):
    """The browser's Python need not be that of the build."""
    npm, _ = npm_with(lock(python="3.99.0"))
    run(root, npm, tmp_path)
    assert "numpy==9.0" in (root / "requirements.in").read_text()


def test_nothing_moves_when_something_is_missing(root, tmp_path):
    """A wheel that no source has leaves every file as it was."""
    npm, calls = npm_with(lock(data=b"not to be had"))
    with pytest.raises(AssemblyError, match=r"numpy\.whl cannot be had"):
        run(root, npm, tmp_path)
    assert calls == [["pack", "pyodide@9.9.9"]]
    assert "numpy==2.2.5" in (root / "requirements.in").read_text()


def test_nothing_moves_when_no_runtime_comes_of_it(root, tmp_path):
    """It is assembled aside first; this one has no glue."""
    npm, calls = npm_with(lock())
    with pytest.raises(AssemblyError, match=r"Pyodide 9\.9\.9 cannot be assembled"):
        run(root, npm, tmp_path, rehearse=None)
    assert calls == [["pack", "pyodide@9.9.9"]]


def test_what_npm_has_begun_is_undone(root, tmp_path):
    """A failure half way leaves the pins as they were."""
    npm, _ = npm_with(lock())
    (root / "package.json").write_text("{}")

    def failing(folder, words):
        npm(folder, words)
        if words[0] == "install":
            (root / "package.json").write_text("half")
            raise AssemblyError("npm install: no room")

    with pytest.raises(AssemblyError, match="no room"):
        run(root, failing, tmp_path)
    assert (root / "package.json").read_text() == "{}"
    assert "numpy==2.2.5" in (root / "requirements.in").read_text()
