"""What stands in an output after a build: the whole site, and all that others put there."""

import shutil
import subprocess

import pytest

from tests.tools.build.conftest import snapshot, told
from tools.build.marker import MARKER


def test_a_good_site_is_built_and_nothing_else_is_left(site):
    """The page is there, and no folder of the build beside it."""
    done = site.build()
    assert done.returncode == 0, done.stderr
    assert "katex" in (site.output / "index.html").read_text()
    assert sorted(p.name for p in site.folder.iterdir()) == ["conf.py", "content", "out"]


def test_what_the_build_no_longer_writes_goes(site):
    """A file of an earlier build is not published for ever, nor is its folder."""
    site.with_files()
    assert site.build().returncode == 0
    assert (site.output / "files/data.txt").read_text() == "data"
    site.settings()
    assert site.build().returncode == 0
    assert not (site.output / "files").exists()


OTHERS = {
    "CNAME": "adam.example.org",
    ".nojekyll": "-",
    ".git/config": "[core]",
    ".hg/hgrc": "[paths]",
    "photos/2026/cat.jpg": "cat",
    "files/mine.css": "in a folder of the site's",
}


def test_what_others_put_into_an_output_stays(site):
    """Files, folders, links and empty folders, with their modes; also those within the site's."""
    site.with_files()
    site.build()
    for name, text in OTHERS.items():
        (site.output / name).parent.mkdir(parents=True, exist_ok=True)
        (site.output / name).write_text(text)
    (site.output / ".git/config").chmod(0o600)
    (site.output / "empty").mkdir()
    (site.output / "latest").symlink_to("photos/2026")
    before = snapshot(site.output)
    for text in ("first", "second"):
        site.write("layer-0.md", f"Title: Zero\nLayer: 0\n\n{text}")
        assert site.build().returncode == 0
        assert text in (site.output / "index.html").read_text()
    after = snapshot(site.output)
    assert {k for k in before if before[k] != after.get(k)} == {"index.html"}
    assert set(before) == set(after)


@pytest.mark.parametrize(("name", "text"), [("assets", None), ("files", "a file")])
def test_a_file_of_others_in_the_way_of_the_site_is_one_line(site, name, text):
    """Whether its list names nothing, or a file has come where the site has a folder."""
    if text is not None:
        site.with_files()
    site.build()
    if text is None:
        (site.output / MARKER).write_text("")
    else:
        shutil.rmtree(site.output / name)
        (site.output / name).write_text(text)
    before = snapshot(site.output)
    told(site.build(), f"{site.output / name}: in the way of the site's own", "move it away")
    assert snapshot(site.output) == before


@pytest.mark.parametrize("marker", [b"\xff\xfe", b"../content/\n/etc/passwd\n", b""])
def test_a_damaged_marker_loses_nothing(site, marker):
    """What it names outside the output is not even looked at."""
    site.output.mkdir()
    (site.output / MARKER).write_bytes(marker)
    (site.output / "mine").write_text("mine")
    before = snapshot(site.content)
    assert site.build().returncode == 0
    assert (site.output / "mine").read_text() == "mine"
    assert snapshot(site.content) == before


def git(*arguments, cwd):
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    command = ["git", *identity, *arguments]
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True).stdout


def test_a_worktree_of_a_branch_for_pages_can_be_committed_after_every_build(site):
    """Its .git is a file, the first build finds nothing else there, later ones a whole site."""
    git("init", "-q", ".", cwd=site.folder)
    git("add", ".", cwd=site.folder)
    git("commit", "-qm", "Sources", cwd=site.folder)
    site.output = site.folder.parent / f"{site.folder.name}-pages"
    git("worktree", "add", "--detach", str(site.output), cwd=site.folder)
    git("checkout", "--orphan", "gh-pages", cwd=site.output)
    git("rm", "-rfq", ".", cwd=site.output)
    for text in ("first", "second"):
        site.write("layer-0.md", f"Title: Zero\nLayer: 0\n\n{text}")
        done = site.build()
        assert done.returncode == 0, done.stderr
        git("add", "-A", cwd=site.output)
        git("commit", "-qm", text, cwd=site.output)
        assert text in git("show", "gh-pages:index.html", cwd=site.folder)
    clone = site.folder.parent / f"{site.folder.name}-clone"
    git("clone", "-qb", "gh-pages", str(site.folder), str(clone), cwd=site.folder)
    site.output = clone
    assert site.build().returncode == 0
    assert git("status", "--short", cwd=clone) == ""


def test_a_site_built_under_umask_077_is_readable_for_a_web_server(site):
    """Files 0644 and folders 0755, also those above the output, and the marker."""
    site.output = site.folder / "www" / "adam"
    assert site.build(umask=0o077).returncode == 0
    assert site.build(umask=0o077).returncode == 0
    modes = {p.lstat().st_mode & 0o777 for p in site.output.rglob("*") if p.is_file()}
    folders = [site.output.parent, site.output, *site.output.rglob("*")]
    assert modes == {0o644}
    assert {p.stat().st_mode & 0o777 for p in folders if p.is_dir()} == {0o755}


@pytest.mark.parametrize("output", ["out/", "./x/../out", "sub/out", "link"])
def test_a_relative_output_stands_where_it_is_called(site, output):
    """Trailing slashes and dots change nothing; a link stays a link."""
    (site.folder / "linked").mkdir()
    (site.folder / "link").symlink_to("linked")
    site.output = output
    done = site.build(cwd=site.folder)
    assert done.returncode == 0, done.stderr
    place = (site.folder / output).resolve()
    assert (place / "index.html").exists()
    assert done.stdout.startswith(f"{place / 'index.html'} built")
    assert (site.folder / "link").is_symlink()


RENAMED = {
    "the article": "article.md",
    "its folder": "",
}


@pytest.mark.parametrize("name", RENAMED.values(), ids=RENAMED)
def test_a_renamed_source_fails_with_its_name(site, name):
    """The line tells where the settings name it, and what else it may be."""
    site.build()
    before = snapshot(site.output)
    path = site.content / name
    path.rename(path.with_name(f"{path.stem}x{path.suffix}"))
    near = {"article.md": "a/articlex.md", "": "ax/article.md"}[name]
    told(
        site.build(),
        "conf.py:3: ARTICLE_PATHS names a/article.md, which is not in content/;",
        f"did you mean {near}?",
    )
    assert snapshot(site.output) == before


def test_every_source_that_is_missing_is_told(site):
    """One line each, also for pages and files."""
    site.settings(more='ARTICLE_PATHS = ["nope.md", "a/artcle.md"]\nSTATIC_PATHS = ["photos"]')
    done = site.build()
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert [line.split(" names ")[1].split(",")[0] for line in lines] == [
        "nope.md",
        "a/artcle.md",
        "photos",
    ]


@pytest.mark.parametrize("head", ["Status: draft", "Save_as: elsewhere.html", "Status: skip"])
def test_an_article_that_gives_no_front_page_fails(site, head):
    """The settings alone do not tell; the last good site stays."""
    site.build()
    before = snapshot(site.output)
    site.write("article.md", f"Title: A\nCategory: C\nDate: 2026-06-01\n{head}\n\nlead")
    told(site.build(), "conf.py:3: no index.html came of a/article.md", "Status")
    assert snapshot(site.output) == before
