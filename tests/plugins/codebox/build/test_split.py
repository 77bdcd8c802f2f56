"""Functions that programs seldom enter come later, and every program does the same all the same."""

import json
import subprocess
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from zstandard import ZstdDecompressor

from pelican.plugins.codebox.build.link import GLUE, LINKED, WASM
from pelican.plugins.codebox.build.pack import Shelf, pack
from pelican.plugins.codebox.build.split import (
    IMAGE,
    MOVABLES,
    NATIVE,
    PROGRAMS,
    Parts,
    split,
    training,
    unsound,
)
from pelican.plugins.codebox.exercise import checked_in
from pelican.plugins.codebox.rehearsals import live_in
from tests.plugins.codebox.worker.desk_cases import at_desk, parted, told_of

ROOT = Path(__file__).parents[4]
UNSEEN = parted(Path(__file__).with_name("unseen.txt"))

pytestmark = pytest.mark.timeout(600)


def repeated(programs, assembled, recipe):
    """Titles of the programs that want a function which comes later."""
    target, runtime = assembled
    told = told_of(list(programs.values()), target / runtime.folder, recipe.core)
    return [title for title, one in zip(programs, told, strict=True) if one.get("repeated")]


def test_of_a_hundred_programs_that_were_not_trained_with_one_at_most_is_run_again(
    assembled, recipe
):
    """They are what strangers might write, and were written apart from the training set."""
    assert len(repeated(UNSEEN, assembled, recipe)) <= len(UNSEEN) / 100


def test_no_program_of_the_article_is_run_again(assembled, recipe):
    """Its boxes start with what comes first, and its exercises are judged with that."""
    boxes, exercises = live_in(ROOT / "content"), checked_in(ROOT / "content")
    assert boxes
    assert exercises
    programs = {str(i): program for i, program in enumerate([*boxes, *exercises])}
    assert repeated(programs, assembled, recipe) == []


# What each prints is checked against this Python.
RARE = [
    "print('日本語'.encode('euc_jp'), b'\\xa4\\xa2'.decode('euc_jp'))",
    "print('中文'.encode('gb18030'), b'\\xb0\\xa1'.decode('gbk'))",
    "print('中文'.encode('big5'), '한국어'.encode('cp949'), '한국어'.encode('johab'))",
    "print('日本'.encode('shift_jis_2004'), '日本'.encode('iso2022_jp_2'))",
    "print('香港'.encode('big5hkscs'), '中文'.encode('hz'))",
    "import importlib, stat; print(importlib.reload(stat).S_ISDIR(0o40000))",
    "import sys; del sys.modules['posixpath']; import posixpath; print(posixpath.join('a', 'b'))",
    "import _imp; print(_imp.get_frozen_object('codecs').co_name)",
    "import numpy as np; print(np.hanning.__doc__[:70])",
    "import numpy as np; print(hash(np.bartlett.__doc__) == hash(np.bartlett.__doc__.upper()))",
    "import numpy as np; print('window' in vars(np)['kaiser'].__doc__)",
    "import random; print(sorted([random.Random.__doc__, ''])[0] == '')",
    "import numpy as np; print(np.errstate.__doc__.split()[0], [np.errstate.__doc__] * 2 != [])",
    "import gc, numpy as np; keep = {'text': np.blackman.__doc__}; gc.collect(); print(len(keep))",
    "import gc; gc.unfreeze(); gc.collect(); print('collected')",
    "import ast; print(ast.unparse(ast.parse('async def f(): await x')))",
    "import ast; print(ast.increment_lineno.__code__.co_name)",
    "import pickle; print(pickle._dumps([1]) == pickle._dumps([1]))",
    "import marshal, ast; print(len(marshal.dumps(ast.get_docstring.__code__)) > 100)",
    "import ntpath; print(ntpath.splitdrive('c:/a'), ntpath.normpath('a/../b'))",
]


@pytest.mark.parametrize("code", RARE, ids=lambda code: code[:40])
def test_what_wants_something_that_comes_later_runs_again_and_is_right(code, assembled, recipe):
    """Codecs' tables and code that Python has run already are not there at first, nor are texts and
    functions that hardly anybody wants: to look at one is enough."""
    target, runtime = assembled
    [told] = told_of([code], target / runtime.folder, recipe.core)
    assert told["repeated"]
    assert "".join(text for _, text, _ in told["posts"]) == at_desk(code).out


def test_what_was_not_trained_with_is_not_in_the_training():
    """Else the share of unseen programs would say nothing."""
    trained = {program.strip() for path in PROGRAMS for program in parted(path).values()}
    assert not trained & {program.strip() for program in UNSEEN.values()}


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_programs_for_training_have_titles_of_their_own(path):
    """And each file has some."""
    lines = path.read_text("utf-8").splitlines()
    titles = Counter(line for line in lines if line.startswith("# %% "))
    assert titles
    assert set(titles.values()) == {1}


def test_a_program_for_training_that_fails_is_told_unless_it_is_to_fail():
    """One that ends early enters less than it was written for."""
    of = {path.stem: parted(path) for path in PROGRAMS}
    title, code = next(iter(of["library"].items()))
    failed = [code, *of["errors"].values(), *of["readers"].values()]
    assert unsound(failed) == [title]


def test_a_package_that_a_site_has_not_is_not_trained_with(recipe):
    """Its programs would only fail."""
    few = training(replace(recipe, later=()))
    assert few["modules"] == []
    assert len(few["once"]) < len(training(recipe)["once"])


def test_both_parts_are_the_module_that_was_linked(tmp_path, assembled, recipe):
    """Its sum is in the manifest, as what Pyodide's own became."""
    target, runtime = assembled
    folder, files = target / runtime.folder, runtime.manifest["files"]
    assert runtime.manifest["split"]
    served = {
        name: ZstdDecompressor().decompress((folder / files[name]["file"]).read_bytes())
        for name in (WASM, "native", "cold")
    }
    for name, data in served.items():
        (tmp_path / name).write_bytes(data)
    command = [recipe.node, Path(__file__).with_name("whole.mjs"), tmp_path]
    whole = subprocess.run(command, capture_output=True, check=True).stdout
    assert sha256(whole).hexdigest() == runtime.manifest["linked"]["files"][WASM]["to"]
    assert len(served[WASM]) < len(whole)


@pytest.fixture
def parts(tmp_path):
    """Parts that cannot be profiled: nothing of them is Python."""
    linked, core = tmp_path / "linked", tmp_path / "core"
    for folder in (linked, core):
        folder.mkdir()
    (linked / WASM).write_bytes(b"module")
    (core / NATIVE).write_bytes(pack({"a.so": b"library"}))

    def made(changed, memory):
        (linked / LINKED).write_text(json.dumps({"files": changed}))
        Shelf(core).close(packs={}, memory=memory, lock={})
        if memory:
            (core / IMAGE).write_bytes(b"memory")
            (core / MOVABLES).write_text("{}")
        return Parts(linked, core, ())

    return made


@pytest.mark.parametrize(("changed", "memory"), [({}, 4096), ({WASM: {"from": "a", "to": "b"}}, 0)])
def test_pyodide_as_it_is_and_a_start_without_a_snapshot_have_all_functions(
    tmp_path, recipe, parts, changed, memory
):
    """Nothing is told of it: it is what was asked for."""
    told = []
    (tmp_path / "to").mkdir()
    split(tmp_path / "to", recipe, parts(changed, memory), told.append)
    files = {WASM, "native", *(["snapshot"] if memory else [])}
    assert (set(Shelf.read(tmp_path / "to")["files"]), told) == (files, [])


def test_without_node_all_functions_come_at_once(tmp_path, recipe, parts):
    """A site is served all the same, and its author is told."""
    told = []
    both = parts({WASM: {"from": "a", "to": "b"}}, 4096)
    (both.linked / GLUE).write_bytes(b"")
    (tmp_path / "to").mkdir()
    split(tmp_path / "to", replace(recipe, node="no-such-node"), both, told.append)
    assert set(Shelf.read(tmp_path / "to")["files"]) == {WASM, "native", "snapshot"}
    assert any("all functions come at once" in line for line in told)
