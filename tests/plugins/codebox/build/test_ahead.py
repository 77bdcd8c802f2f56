"""A runtime's parts are made while the rest of a site is built, by a process that ends with it."""

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pelican.plugins.codebox.build import Ahead, assemble
from pelican.plugins.codebox.build.assembly import is_made

ROOT = Path(__file__).parents[4]
CACHE = ROOT / ".cache" / "runtime"


@pytest.fixture
def small(tmp_path, recipe):
    """A recipe whose parts are quickly made, and a cache that has none of them."""
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / "downloads").symlink_to(CACHE / "downloads")
    return replace(recipe, later=(), projects=(), link=False), cache


def test_what_was_made_ahead_is_not_made_again(tmp_path, small, assembled, capfd):
    """The build finds all parts, and makes the same of them as one that was alone."""
    recipe, cache = small
    ahead = Ahead(recipe, cache)
    ahead.wait()
    assert ahead.process.returncode == 0
    printed = capfd.readouterr().err.splitlines()
    assert printed
    assert all(line.startswith("runtime: ") for line in printed)
    told = []
    runtime = assemble(tmp_path, cache, recipe, told.append)
    assert told == []
    assert runtime.folder == assemble(tmp_path / "alone", CACHE, recipe).folder


def test_nothing_begins_where_all_is_there(recipe, assembled):
    """A rebuild starts no process for a runtime that it has."""
    assert is_made(CACHE, recipe)
    assert Ahead(recipe, CACHE).process is None


def test_it_is_no_judge_of_what_is_wrong(tmp_path, small, capfd):
    """An error is told by the build alone, once and with its place."""
    recipe, cache = small
    ahead = Ahead(replace(recipe, core=tmp_path / "none"), cache)
    ahead.wait()
    ahead.stop()
    assert "Error" not in capfd.readouterr().err


BUILD = """
import sys
from pathlib import Path
from pelican.plugins.codebox.build import Ahead, Recipe
ahead = Ahead(Recipe(core=Path(sys.argv[1])), Path(sys.argv[2]))
print(ahead.process.pid, flush=True)
{end}
"""


@pytest.mark.parametrize(
    "end", ["raise SystemExit(1)", "import os; os._exit(1)", "import os; os.kill(os.getpid(), 9)"]
)
def test_it_ends_with_the_build(small, end):
    """However the build ends: with an error, or killed."""
    recipe, cache = small
    command = [sys.executable, "-c", BUILD.format(end=end), recipe.core, cache]
    ran = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    assert gone(int(ran.stdout))


def test_a_stop_ends_it_at_once(small):
    """As a rebuild does, whose sources are others."""
    recipe, cache = small
    ahead = Ahead(recipe, cache)
    ahead.stop()
    assert gone(ahead.process.pid)
    assert not is_made(cache, recipe)


def gone(process):
    """Whether nothing is left of its group, or soon will be."""
    for _ in range(300):
        try:
            os.killpg(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False
