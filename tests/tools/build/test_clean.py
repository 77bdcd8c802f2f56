"""`make clean` removes what the build wrote, and nothing else."""

import subprocess

import pytest

from tests.tools.build.conftest import ROOT, snapshot


def clean(site):
    """By the machine's own Python, without the venv's packages."""
    command = ["/usr/bin/env", "python3", "-S", "-m", "tools.build.clean", str(site.output)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_an_output_goes_with_what_a_killed_build_left(site):
    """Twice is as good as once."""
    site.build()
    beside = site.folder / ".out.building"
    beside.mkdir()
    (beside / ".lock-of-pelican-explorable").touch()
    (beside / "building/half").mkdir(parents=True)
    for _ in range(2):
        done = clean(site)
        assert (done.returncode, done.stderr) == (0, "")
        assert sorted(p.name for p in site.folder.iterdir()) == ["conf.py", "content"]


def test_what_others_put_there_stays_and_is_told(site):
    """The next build takes the folder as its own again."""
    site.with_files()
    site.build()
    (site.output / ".git").mkdir()
    (site.output / "files/mine.css").write_text("mine")
    done = clean(site)
    assert done.returncode == 0
    assert "kept what the build did not write: .git, files/mine.css" in done.stdout
    assert not (site.output / "index.html").exists()
    assert (site.output / "files/mine.css").read_text() == "mine"
    assert site.build().returncode == 0


@pytest.mark.parametrize("output", [".", "content", "conf.py"])
def test_a_folder_that_the_build_did_not_write_stays(site, output):
    """In one line."""
    site.output = site.folder / output
    before = snapshot(site.folder)
    done = clean(site)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert snapshot(site.folder) == before
