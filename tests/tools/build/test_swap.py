"""The last good site is never lost, whenever a build is killed and whatever comes after."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.tools.build.conftest import ROOT, snapshot
from tools.build.marker import MARKER

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="kills by Linux's own means")

OTHERS = {".git/HEAD": "ref", "CNAME": "host", "a/photo.txt": "mine", "b/c/d": "mine"}
SITES = (
    {"index.html": "old", "a/only-old.css": "old", "a/both.css": "old"},
    {"index.html": "new", "only-new.css": "new", "a/both.css": "new"},
)


@LINUX
@pytest.mark.parametrize("way", ["exchange", "renames"])
def test_killed_at_any_step_of_the_swap_and_again_while_it_is_mended(tmp_path, way):
    """Then a build fails: one of the two sites is there, whole, with all that others put there."""
    command = [sys.executable, "-m", "tests.tools.build.sweep", str(tmp_path), way]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    result = json.loads(done.stdout)
    seen = []
    for death in result["deaths"]:
        del death["then"][MARKER]
        seen.append(SITES.index({k: v for k, v in death["then"].items() if k not in OTHERS}))
        assert {k: v for k, v in death["then"].items() if k in OTHERS} == OTHERS
        assert death["beside"] == ["out"]
    assert len(seen) > 30
    assert seen == sorted(seen)
    assert set(seen) == {0, 1}
    # Between two renames there is no site for a moment, and at one step there is no moment.
    missing = [death["at_once"] for death in result["deaths"]].count(False)
    assert missing == (1 if way == "renames" else 0)


KILL = """
from tests.tools.build.kernel import forbid_exchange, kill_when
import os, sys
asked = []
def reached(event, args):
    asked.extend([event] if event == "ctypes.dlsym" and "renameat2" in args else [])
    if {renames}:
        return event == "os.rename" and os.fspath(args[0]).endswith("/ready")
    return bool(asked) and event == "shutil.rmtree"
if {renames}:
    forbid_exchange()
kill_when(reached)
"""


@LINUX
@pytest.mark.parametrize("way", ["exchange", "renames"])
def test_a_build_killed_at_the_swap_and_then_one_that_fails(site, way):
    """By the real command: the old site comes back, or the new one has come in one step."""
    site.build()
    (site.output / "CNAME").write_text("host")
    before = snapshot(site.output)
    site.write("layer-0.md", "Title: Zero\nLayer: 0\n\nthe new text")
    first = site.folder / "first"
    first.mkdir()
    (first / "sitecustomize.py").write_text(KILL.format(renames=way == "renames"))
    assert site.build(first).returncode == -signal.SIGKILL
    assert site.output.exists() == (way == "exchange")
    site.write("layer-0.md", "Title: Zero\nLayer: 0\n\n$\\frac{a$")
    assert site.build().returncode == 1
    after = snapshot(site.output)
    if way == "renames":
        assert after == before
    else:
        assert {k for k in before if before[k] != after[k]} == {"index.html"}
        assert b"the new text" in after["index.html"][1]
    assert not (site.folder / ".out.building").exists()


@LINUX
def test_where_the_system_cannot_exchange_two_renames_do(site):
    """As on a Mac, and on some file systems."""
    first = site.folder / "first"
    first.mkdir()
    (first / "sitecustomize.py").write_text(
        "from tests.tools.build.kernel import forbid_exchange\nforbid_exchange()\n"
    )
    for text in ("one", "two"):
        site.write("layer-0.md", f"Title: Zero\nLayer: 0\n\n{text}")
        done = site.build(first)
        assert done.returncode == 0, done.stderr
        assert text in (site.output / "index.html").read_text()


@pytest.mark.parametrize("name", [".out.building", ".out.building-123", ".out.building-old"])
def test_a_folder_of_others_that_is_named_like_the_builds_own_stays(site, name):
    """Where the very name is taken, one line says so."""
    (site.folder / name).mkdir()
    (site.folder / name / "thesis.tex").write_text("years of work")
    done = site.build()
    assert (site.folder / name / "thesis.tex").read_text() == "years of work"
    assert (done.returncode == 1) == (name == ".out.building")
    assert done.returncode == 0 or "the build needs this name; move it away" in done.stderr


def held(site, text="slow"):
    """A build that waits, once all is written, until its file ``go`` is there."""
    plugins = site.folder / "plugins"
    plugins.mkdir(exist_ok=True)
    (plugins / "slow.py").write_text(
        "import pathlib, sys, time\nfrom pelican import signals\n"
        "def wait(pelican):\n"
        "    print('waiting', file=sys.stderr, flush=True)\n"
        f"    go = pathlib.Path({str(site.folder / 'go')!r})\n"
        "    while not go.exists():\n        time.sleep(0.05)\n"
        "def register():\n    signals.finalized.connect(wait)\n"
    )
    site.settings(slow=str(plugins))
    process = start(site)
    assert "waiting" in process.stderr.readline()
    return process


def start(site):
    return subprocess.Popen(
        site.command(), cwd=ROOT, env=site.environment(), stdout=subprocess.PIPE, text=True,
        stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_leaves_the_last_output_and_no_half_built_folder(site, signum):
    """At once, though the build had a long time to go."""
    site.build()
    before = snapshot(site.output)
    process = held(site)
    began = time.monotonic()
    process.send_signal(signum)
    _, stderr = process.communicate(timeout=30)
    assert time.monotonic() - began < 10
    assert process.returncode == 130
    assert "interrupted" in stderr
    assert snapshot(site.output) == before
    assert not list(site.folder.glob(".out*"))


def test_two_builds_of_one_output_come_one_after_the_other(site):
    """The second says that it waits, and what it writes is what stays."""
    first = held(site)
    site.settings()
    site.write("layer-0.md", "Title: Zero\nLayer: 0\n\nthe later text")
    second = start(site)
    assert "another build is at work; waiting for it" in second.stderr.readline()
    assert not site.output.exists()
    (site.folder / "go").touch()
    assert (first.wait(60), second.wait(60)) == (0, 0)
    for process in (first, second):
        process.communicate()
    assert "the later text" in (site.output / "index.html").read_text()
    assert not list(site.folder.glob(".out*"))


def test_a_build_killed_while_another_waits_lets_it_go_on(site):
    """No lock outlives its holder."""
    first = held(site)
    site.settings()
    second = start(site)
    assert "waiting" in second.stderr.readline()
    os.killpg(first.pid, signal.SIGKILL)
    second.communicate(timeout=60)
    first.communicate()
    assert second.returncode == 0
    assert Path(site.output, "index.html").exists()
