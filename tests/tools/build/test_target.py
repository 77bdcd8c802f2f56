"""The build takes no folder that it did not write, and says what to do instead."""

import os

import pytest

from tests.tools.build.conftest import mount, snapshot, told, unmount
from tools.build import BuildError
from tools.build.marker import MARKER, mark
from tools.build.target import check_target, named


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project in a home folder, as it is on a disk; relative paths start in the project."""
    home = tmp_path / "home"
    project = home / "project"
    for name in (
        "content/a/article.md", "theme/css/main.css", "plugins/x.py", ".git/HEAD", "README.md",
        ".venv/bin/python", "node_modules/a/b/c.js", ".cache/results/1", "tests/deep/er/test_x.py",
        "output/index.html", "sites/one/index.html", "content/empty/.keep",
    ):  # fmt: skip
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(name)
    (project / "content/empty/.keep").unlink()
    mark(project / "output")
    mark(project / "sites/one")
    (home / "photos").mkdir()
    (home / "photos/cat.jpg").write_text("cat")
    (home / "old-site").mkdir()
    (home / "old-site/index.html").write_text("old")
    for link, path in {"link": project / "content", "loop": home, "photo-link": "photos"}.items():
        (home / link).symlink_to(path)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(project)
    return project


REFUSED = {
    "": "OUTPUT is empty; name a folder",
    "  ": "OUTPUT is empty; name a folder",
    ".": "the project itself or a folder around it; choose another OUTPUT",
    "./": "the project itself",
    "..": "the project itself or a folder around it",
    "/": "the project itself or a folder around it",
    "~": "the project itself or a folder around it",
    "~/loop/project": "the project itself",
    "content/..": "the project itself",
    "content": "holds files that this build did not write; choose another OUTPUT",
    "content/": "holds files that this build did not write",
    "theme/css": "stands in theme/, a part of the project",
    "content/new": "stands in content/, a part of the project",
    "content/empty": "stands in content/, a part of the project",
    "tests/deep/er/and/deeper": "stands in tests/, a part of the project",
    "~/link": "holds files that this build did not write",
    "~/link/new": "stands in content/, a part of the project",
    ".git": "belongs to version control",
    ".git/new": "stands in .git/, a part of the project",
    ".venv": "holds files that this build did not write",
    ".venv/new": "stands in .venv/",
    "node_modules/a": "stands in node_modules/",
    ".cache": "holds files that this build did not write",
    ".cache/results": "holds files that this build did not write",
    "README.md": "a file, and the site is a folder",
    "README.md/new": "stands in README.md/",
    "~/photos": "holds files that this build did not write; choose another OUTPUT",
    "~/photo-link": "holds files that this build did not write; choose another OUTPUT",
    "~/old-site": "remove it yourself if it is an old build, or choose another OUTPUT",
    "~/elsewhere/.git/new": "belongs to version control",
    "~nobody-of-this-name/site": "no such home folder; choose another OUTPUT",
}


@pytest.mark.parametrize("text", REFUSED)
def test_a_target_that_is_refused(project, text):
    """In one line; the same folder, however it is spelt."""
    before = snapshot(project.parent)
    with pytest.raises(BuildError) as error:
        check_target(named(text), [project])
    assert REFUSED[text] in str(error.value)
    assert "\n" not in str(error.value)
    assert snapshot(project.parent) == before


ACCEPTED = {
    "output": "output", "output/": "output", "new": "new", "./new/er/": "new/er",
    "sites/two": "sites/two", ".cache/served": ".cache/served", "output/sub": "output/sub",
    "../elsewhere": "../elsewhere", "~/elsewhere": "../elsewhere", "content/../new": "new",
}  # fmt: skip


@pytest.mark.parametrize("text", ACCEPTED)
def test_a_target_that_is_taken(project, text):
    """New folders, those that the build wrote, and a name for each that authors may use."""
    target = named(text)
    check_target(target, [project])
    assert target == (project / ACCEPTED[text]).resolve()


@pytest.mark.parametrize("name", [".git/HEAD", ".git", ".hg/store", ".svn/wc.db"])
def test_a_fresh_checkout_is_empty(project, name):
    """A worktree's .git is a file."""
    path = project.parent / "checkout" / name
    path.parent.mkdir(parents=True)
    path.write_text("gitdir: elsewhere")
    check_target(path.parents[name.count("/")], [project])


def test_a_checkout_with_files_of_others_is_refused(project):
    """A .git beside them says nothing about who wrote them."""
    checkout = project.parent / "checkout"
    (checkout / ".git").mkdir(parents=True)
    (checkout / "thesis.tex").write_text("years of work")
    with pytest.raises(BuildError, match="holds files that this build did not write"):
        check_target(checkout, [project])


def test_a_folder_named_like_the_marker_is_no_marker(project):
    """Only the build's own file counts."""
    (project.parent / "photos" / MARKER).mkdir()
    with pytest.raises(BuildError):
        check_target(project.parent / "photos", [project])


def test_a_source_folder_mounted_elsewhere_is_refused(project):
    """It is known by what it is, whatever it is called."""
    place = project.parent / "mounted"
    place.mkdir()
    mount(place, "--bind", str(project))
    try:
        with pytest.raises(BuildError, match="the project itself"):
            check_target(place, [project])
        with pytest.raises(BuildError, match="stands in content/"):
            check_target(place / "content" / "new", [project])
    finally:
        unmount(place)


def test_a_mount_point_is_refused_and_a_folder_in_it_is_not(site):
    """No rename can move what is mounted."""
    disk = site.folder / "disk"
    disk.mkdir()
    mount(disk, "-t", "tmpfs", "tmpfs")
    try:
        site.output = disk
        told(site.build(), f"{disk}: a mount point", "choose a folder in it")
        assert not any(disk.iterdir())
        site.output = disk / "site"
        assert site.build().returncode == 0
    finally:
        unmount(disk)


def test_a_folder_of_this_disk_mounted_on_the_output_is_one_line(site):
    """Nothing but the rename itself can tell."""
    place, other = site.folder / "out", site.folder / "other"
    place.mkdir()
    other.mkdir()
    mount(place, "--bind", str(other))
    try:
        told(site.build(), str(place), "choose another OUTPUT, or a folder in this one")
        assert not any(other.iterdir())
        assert sorted(os.listdir(site.folder)) == ["conf.py", "content", "other", "out"]
    finally:
        unmount(place)


@pytest.mark.parametrize("output", [".", "content", "content/a/new", "conf.py"])
def test_the_real_command_refuses(site, output):
    """The folder of the settings is a project too, and nothing in it changes."""
    before = snapshot(site.folder)
    site.output = site.folder / output
    told(site.build(), "choose another OUTPUT")
    assert snapshot(site.folder) == before
