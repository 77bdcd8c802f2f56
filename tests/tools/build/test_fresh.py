"""A build with nothing to do does nothing, and everything else is something to do."""

import os
import shutil

import pytest

from tools.build import fresh
from tools.build.fresh import Fresh

SOURCES = ("content/a/layer-0.md", "theme/static/css/main.css", "article/rules.js", "adamcore/x.py",
           "plugins/pelican/plugins/figures/fence.py", "tools/links.py", "pelicanconf.py",
           "requirements.txt", "package-lock.json", ".venv/.installed",
           "node_modules/.installed")  # fmt: skip


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with an output that has just been built."""
    monkeypatch.setattr(fresh, "ROOT", tmp_path)
    monkeypatch.setattr(fresh, "FOLDER", tmp_path / ".cache" / "fresh")
    for name in (*SOURCES, "output/index.html", "output/assets/main.js", "docs/x.md", "tests/t.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("before")
    state(tmp_path).keep()
    return tmp_path


def state(project):
    return Fresh(project / "pelicanconf.py", project / "output")


def test_nothing_changed_is_nothing_to_do(project):
    """However often it is asked."""
    assert state(project).is_kept()
    assert state(project).is_kept()


@pytest.mark.parametrize("name", SOURCES)
def test_a_changed_source_is_built(project, name):
    """Also one of the same size, whose time somebody has set back."""
    path = project / name
    before = path.stat()
    path.write_text("after!")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not state(project).is_kept()


@pytest.mark.parametrize("name", ["content/a/layer-1.md", "theme/new.css", "adamcore/data.csv"])
def test_a_new_source_is_built(project, name):
    """Of any kind."""
    (project / name).write_text("new")
    assert not state(project).is_kept()


@pytest.mark.parametrize("name", ["content/a/layer-0.md", "theme/static/css/main.css"])
def test_a_lost_or_renamed_source_is_built(project, name):
    """It may not be needed any more."""
    path = project / name
    path.rename(path.with_name("other"))
    assert not state(project).is_kept()


@pytest.mark.parametrize("change", [
    lambda output: (output / "index.html").write_text("altered"),
    lambda output: (output / "assets" / "main.js").unlink(),
    lambda output: (output / "more.html").write_text("x"),
    shutil.rmtree,
    lambda output: [shutil.rmtree(output), output.mkdir()],
], ids=["changed", "lost", "added", "gone", "empty"])  # fmt: skip
def test_an_output_that_is_another_is_built(project, change):
    """Whoever has changed it."""
    change(project / "output")
    assert not state(project).is_kept()


@pytest.mark.parametrize("name", ["SITEURL", "PYODIDE_MIRROR", "PYTHONPATH"])
def test_another_environment_is_built(project, monkeypatch, name):
    """Settings read it."""
    monkeypatch.setitem(fresh.ENVIRONMENT, name, "https://example.org")
    assert not state(project).is_kept()


def test_another_day_is_built(project, monkeypatch):
    """An article may have a date to come."""

    class Later(fresh.datetime.datetime):
        @classmethod
        def now(cls, _zone):
            return cls(2999, 1, 1)

    monkeypatch.setattr(fresh.datetime, "datetime", Later)
    assert not state(project).is_kept()


def test_what_no_build_reads_changes_nothing(project):
    """Tests and docs, and what Python keeps for itself."""
    (project / "docs" / "x.md").write_text("other")
    (project / "adamcore" / "__pycache__").mkdir()
    (project / "adamcore" / "__pycache__" / "rules.pyc").write_text("x")
    assert state(project).is_kept()


def test_a_failed_build_leaves_nothing_that_counts(project):
    """It forgets before it begins."""
    state(project).forget()
    assert not state(project).is_kept()


def test_of_settings_elsewhere_nothing_is_known(project, tmp_path_factory):
    """Their sources may be anywhere."""
    settings = tmp_path_factory.mktemp("other") / "conf.py"
    settings.write_text("")
    Fresh(settings, project / "output").keep()
    assert not Fresh(settings, project / "output").is_kept()


def test_a_damaged_record_is_none(project):
    """As after a full disk."""
    (record,) = (project / ".cache" / "fresh").iterdir()
    record.write_text("[")
    assert not state(project).is_kept()


def test_a_source_that_changes_during_a_build_is_built_again(project):
    """The record is of what was there when the build began."""
    begun = state(project)
    (project / "content" / "a" / "layer-0.md").write_text("during")
    begun.keep()
    assert not state(project).is_kept()
