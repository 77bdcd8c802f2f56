"""Live boxes run once before any reader runs them."""

from functools import partial

import pytest

from pelican.plugins.codebox.fence import Download, render
from pelican.plugins.codebox.rehearsals import Rehearsals, live_in
from pelican.plugins.explorable.fences import Fence
from pelican.plugins.explorable.places import SourceError

FAULTS = {
    "a name that does not exist": ("from adamcore import Adma", 5, "cannot import name 'Adma'"),
    "a module that does not exist": ("import adamcor", 5, "No module named 'adamcor'"),
    "a misspelt call": ("import adamcore\nadamcore.trajektory()", 6, "trajektory"),
    "an error in a function": ("def f():\n    return 1 / 0\nf()", 7, "ZeroDivisionError"),
    "an end of the process": ("import os\nos.abort()", 4, "its process was killed by signal 6"),
    "an exit with a status": ("import os\nos._exit(3)", 6, "raised SystemExit: 3"),
}


@pytest.fixture
def rehearsals(tmp_path):
    return Rehearsals(tmp_path / "cache", ("adamcore",), limit=60)


def box(code, rehearsals, words="python live id=a"):
    fence = Fence(words, code, "layer.md", 4)
    return render(fence, Download("runtime/x/", 1), rehearsals.result)


@pytest.mark.parametrize(("code", "line", "message"), FAULTS.values(), ids=FAULTS)
def test_a_box_that_fails_is_an_error_at_its_line(rehearsals, code, line, message):
    """At the line that the traceback names first in the code of the box."""
    with pytest.raises(SourceError, match=message) as caught:
        box(code, rehearsals)
    assert caught.value.line in (line, 6)


def test_a_box_that_is_meant_to_fail_says_so(rehearsals):
    """And one that says so must fail."""
    assert box("1 / 0", rehearsals, "python live id=a fails")
    with pytest.raises(SourceError, match="ends well; take the word away"):
        box("1 / 1", rehearsals, "python live fails")


def test_a_box_that_only_a_browser_can_run_is_not_run(rehearsals):
    """Its author says so."""
    assert box("import js\njs.document", rehearsals, "python live unchecked")


def test_what_a_browser_gives_is_there(rehearsals):
    """display, a value at the end, await, a picture."""
    code = "import asyncio\nawait asyncio.sleep(0)\ndisplay([1])\n'value'"
    assert rehearsals.result(code) == ("", 0)


def test_one_box_does_not_change_the_next(rehearsals):
    """Each has a process of its own."""
    rehearsals.prefetch([("import math\nmath.pi = 3", ""), ("import math\nassert math.pi > 3", "")])
    assert rehearsals.result("import math\nassert math.pi > 3") == ("", 0)


def test_a_box_that_never_ends_is_ended(tmp_path):
    """With the name of the setting."""
    slow = Rehearsals(tmp_path, (), limit=1)
    with pytest.raises(SourceError, match=r"longer than 1 s .* set CODEBOX_LIMIT"):
        box("while True: pass", slow)


def test_what_ended_well_is_not_run_again(rehearsals, tmp_path, monkeypatch):
    """Until its code changes."""
    rehearsals.result("x = 1")
    again = Rehearsals(tmp_path / "cache", ("adamcore",))
    monkeypatch.setattr("pelican.plugins.codebox.rehearsals.ask_all", lambda *_: iter(()))
    assert again.result("x = 1") == ("", 0)
    with pytest.raises(KeyError):
        again.result("x = 2")


def test_boxes_are_found_in_all_sources(tmp_path):
    """Those that are not to be run are left out, and plain code."""
    text = "```python live\na\n```\n\n```python live unchecked\nb\n```\n\n```python\nc\n```\n"
    (tmp_path / "a.md").write_text(text)
    assert live_in(tmp_path) == [("a", "")]


def test_nothing_runs_unless_the_site_asks_for_it():
    """Another site's packages may be in the browser alone."""
    fence = Fence("python live", "import nowhere", "a.md", 1)
    assert partial(render, download=Download("r/", 1))(fence)
