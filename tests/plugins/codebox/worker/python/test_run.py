"""The Python side of the code box, run by the Python of the tests."""

import ast
import asyncio
import atexit
import builtins
import inspect
import os
import sys
import traceback
import warnings
from pathlib import Path
from types import SimpleNamespace

import pytest

from pelican.plugins.codebox.worker.python import errors, pictures
from pelican.plugins.codebox.worker.python.run import run

STREAMS = [f"{pre}{name}{pre}" for pre in ("", "__") for name in ("stdin", "stdout", "stderr")]
REPLACED = [
    *((sys, name) for name in (*STREAMS, "argv", "excepthook")),
    (os, "_exit"),
    (asyncio, "EventLoop"),
    (asyncio, "SelectorEventLoop"),
    (traceback, "walk_stack"),
    (inspect, "getouterframes"),
    (warnings, "_showwarnmsg"),
    (warnings, "_warn_unawaited_coroutine"),
]


@pytest.fixture(autouse=True)
def restored(monkeypatch):
    """A run changes streams, builtins and the main module; the tests want theirs back."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    for owner, name in REPLACED:
        monkeypatch.setattr(owner, name, getattr(owner, name))
    monkeypatch.setattr(atexit, "_run_exitfuncs", lambda: None)  # those of the tests' own process
    policy, depth = asyncio.get_event_loop_policy(), sys.get_coroutine_origin_tracking_depth()
    given, before = vars(builtins), dict(vars(builtins))
    yield
    given.clear()
    given.update(before)
    asyncio.set_event_loop_policy(policy)
    sys.set_coroutine_origin_tracking_depth(depth)


@pytest.fixture
def play():
    """Runs code; what it posted, by kind, and whether it ended well."""

    def play(code, obtainable=()):
        posts = []

        def post(*told):
            posts.append(told)

        ok = run(code, post, "NumPy", obtainable.__contains__)
        told = SimpleNamespace(ok=ok, posts=posts)
        for kind in ("out", "err", "value"):
            setattr(told, kind, "".join(text for post, text, _ in posts if post == kind))
        told.pictures = [post for post in posts if post[0] in ("svg", "png")]
        told.error = next((post for post in posts if post[0] == "error"), None)
        return told

    return play


def test_prints_are_told_by_stream(play):
    """stdout and stderr arrive apart and in order."""
    told = play("import sys\nprint('a'); print('b', file=sys.stderr); print('c')")
    assert told.out == "a\nc\n"
    assert told.err == "b\n"
    assert [post[0] for post in told.posts if post[1] != "\n"] == ["out", "err", "out"]


@pytest.mark.parametrize(
    ("code", "value"),
    [("1 + 1", "2"), ("x = 3\nx", "3"), ("x = 3", ""), ("1;", ""), ("None", ""), ("", "")],
)
def test_the_last_expression_is_shown_by_its_repr(play, code, value):
    """As in a notebook: not None, and not what a semicolon follows."""
    assert play(code).value == value


def test_display_shows_values_on_the_way(play):
    """Several values are shown in the order in which they were given."""
    told = play("display(1, 'two'); 3")
    assert [text for kind, text, _ in told.posts if kind == "value"] == ["1", "'two'", "3"]


def test_each_run_starts_from_clean_names(play):
    """Nothing of a run before is there, not even what it did to the builtins."""
    play("import builtins\nx = 1\nlen = None\nbuiltins.print = None\nbuiltins.mine = 1")
    told = play(
        "print(len('ab'), [n for n in ('x', 'mine') if n in dir() or n in dir(__builtins__)])"
    )
    assert told.out == "2 []\n"


def test_classes_find_their_module(play):
    """dataclasses and pickle look up `__main__`."""
    code = "from dataclasses import dataclass\n@dataclass\nclass A:\n    x: 'int'\nA(1)"
    assert play(code).value == "A(x=1)"


def test_await_works_at_the_top(play):
    """The code is a program in a loop that runs."""
    assert play("import asyncio\nawait asyncio.sleep(0, 5)").value == "5"


def test_asyncio_run_works_although_a_loop_runs(play):
    """A program written for a terminal runs here in the same order."""
    code = """
import asyncio
async def late(n):
    await asyncio.sleep(n / 1000)
    print(n)
    return n
async def main():
    return await asyncio.gather(late(9), late(1))
print(asyncio.run(main()))
print("after")
"""
    assert play(code).out == "1\n9\n[9, 1]\nafter\n"


def test_asyncio_run_does_not_wait_for_nothing(play):
    """A program that waits for what nothing will wake up ends with an error."""
    told = play("import asyncio\nasync def f(): await asyncio.Event().wait()\nasyncio.run(f())")
    assert "RuntimeError: deadlock" in told.error[1]


def test_a_run_waits_for_tasks_that_it_began(play):
    """What they print belongs to it, if a loop runs because the program awaits at its top."""
    code = "import asyncio\nasync def f():\n    await asyncio.sleep(0.01)\n    print('late')\n"
    assert play(f"{code}t = asyncio.ensure_future(f())\nawait asyncio.sleep(0)").out == "late\n"


@pytest.mark.parametrize(
    "made",
    [
        "asyncio.run(f(2))",
        "loop = asyncio.new_event_loop(); x = loop.run_until_complete(f(2)); loop.close(); x",
        "loop = asyncio.SelectorEventLoop(); x = loop.run_until_complete(f(2)); loop.close(); x",
        "with asyncio.Runner() as r: x = r.run(f(2))\nx",
        "await f(2)",
        "await asyncio.wait_for(f(2), 5)",
    ],
)
def test_every_loop_of_asyncio_runs(play, made):
    """They are asyncio's own, with a clock where a selector would be."""
    code = "import asyncio\nasync def f(x):\n    await asyncio.sleep(0.001)\n    return x * 21\n"
    assert play(f"{code}{made}").value == "42"


def test_a_loop_within_a_loop_is_an_error_as_in_cpython(play):
    """And a sentence says what to write at the top of a program that awaits there."""
    made = "import asyncio\nc = asyncio.sleep(0)\nawait asyncio.sleep(0)\n"
    told = play(f"{made}try: asyncio.run(c)\nfinally: c.close()").error
    assert "asyncio.run() cannot be called from a running event loop" in told[1]
    assert "await the coroutine instead" in told[2][1]


def test_an_encoding_that_can_be_had_is_no_error(play):
    """Encodings are modules that no program imports by name."""
    code = "print('x'.encode('no-such-encoding'))"
    assert play(code, {"encodings.cp1252"}).posts == []
    assert "unknown encoding" in play(code).error[1]


def test_a_traceback_begins_with_the_reader_s_code(play):
    """Frames of the machinery are not the reader's; library frames are kept."""
    told = play("import json\ndef f():\n    return json.loads('{')\nf()")
    _, text, (line, hint) = told.error
    assert not told.ok
    assert text.startswith('Traceback (most recent call last):\n  File "your code", line 4')
    assert "return json.loads('{')" in text
    assert "decoder.py" in text
    assert "codebox" not in text
    assert (line, hint) == (3, "")


def test_a_syntax_error_has_no_frames_and_its_line(play):
    """What parses the code is not part of the story."""
    _, text, (line, _) = play("x = 1\ndef f(:\n    pass").error
    assert text.startswith('  File "your code", line 2\n    def f(:')
    assert line == 2


def test_chained_errors_are_cleaned_too(play):
    """Each part of a chain is told without foreign frames."""
    text = play(
        "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise KeyError(1) from e"
    ).error[1]
    assert "direct cause" in text
    assert "run.py" not in text


def test_an_error_in_a_repr_is_told_like_any_other(play):
    """The value is shown by code of the reader's, which may fail."""
    _, text, (line, _) = play("class A:\n    def __repr__(self): return 1 / 0\nA()").error
    assert "ZeroDivisionError" in text
    assert line == 2


@pytest.mark.parametrize("given", ["", "0", "None", "False"])
def test_leaving_is_not_an_error(play, given):
    """sys.exit ends a program."""
    told = play(f"import sys\nsys.exit({given})\nprint('never')")
    assert told.ok
    assert (told.out, told.err, told.error) == ("", "", None)


@pytest.mark.parametrize(
    ("given", "text", "status"),
    [("3", "SystemExit: 3", "3"), ("'bye'", "bye", "1"), ("[1]", "[1]", "1"), ("-1", "255", "255")],
)
def test_leaving_with_a_status_is_an_error(play, given, text, status):
    """As for a shell: any word, and any number but 0."""
    told = play(f"import sys\n\nsys.exit({given})")
    assert not told.ok
    assert text in told.error[1]
    assert told.error[2][0] == 3
    assert f"exit status {status}," in told.error[2][1]


def test_a_missing_module_that_can_be_had_is_no_error(play):
    """Nothing is told: whoever brings it runs the code again. Any other is told."""
    code = "print('a'); __import__('pandas_.frame')"
    assert [post[0] for post in play(code, ["pandas_"]).posts] == ["out", "out"]
    assert play(code, ["numpy_"]).error


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("import pandas_", "pandas_ is not in this box; NumPy and Python's own modules are"),
        ("import micropip", "no network"),
        ("input('name? ')", "give the value in the code"),
        ("import sys; sys.stdin.readline()", "give the value in the code"),
        ("def f(): f()\nf()", "a case that ends"),
        ("raise MemoryError", "smaller arrays"),
        ("raise ValueError('array is too big; x')", "smaller arrays"),
        ("import urllib.error; raise urllib.error.URLError('x')", "no network"),
        ("import socket; raise socket.gaierror(1)", "no network"),
        ("raise ImportError(\"cannot import name 'fetch' from 'js'\")", "no network"),
        ("raise ValueError('fetch')", ""),
        ("1 / 0", ""),
    ],
)
def test_errors_of_this_place_say_what_to_do_instead(play, code, hint):
    """One sentence where the reader could not know; silence elsewhere."""
    told = play(code).error[2][1]
    assert hint in told
    assert bool(hint) == bool(told)


def test_lone_surrogates_are_no_text(play):
    """stdout refuses them as in CPython, stderr escapes them, and an error may hold them."""
    assert "UnicodeEncodeError" in play(r"print('\ud800')").error[1]
    assert play(r"import sys; print('\ud800', file=sys.stderr)").err == "\\ud800\n"
    assert play(r"raise ValueError('\ud800')").error[1].endswith("ValueError: ?")


def test_only_text_can_be_written(play):
    """A stream here fails like any text stream."""
    assert "must be str, not int" in play("import sys; sys.stdout.write(1)").error[1]


def test_pyplot_s_figures_are_shown_in_order(play):
    """At show, and at the end of the run those that are left."""
    told = play(
        "import matplotlib\nmatplotlib.use('module://codebox_figures')\n"
        "import matplotlib.pyplot as plt\nplt.plot([1, 2], label='up')\nplt.title('One')\n"
        "plt.legend()\nplt.show()\nprint('between')\nplt.figure()\nplt.plot([2, 1]);"
    )
    kinds = [post[0] for post in told.posts if post[1] != "\n"]
    assert kinds == ["svg", "out", "svg"]
    first, second = told.pictures
    assert first[1].lstrip().startswith("<?xml")
    assert first[2][0].startswith("Figure. One; x from")
    assert "1 line: up" in first[2][0]
    assert "1 line." in second[2][0]


def test_a_figure_without_pyplot_is_shown_as_the_last_value(play):
    """Text and axes take the page's ink, and the paper is the page's."""
    told = play("from matplotlib.figure import Figure\nf = Figure()\nf.subplots().plot([1])\nf")
    ((_, svg, _),) = told.pictures
    assert 'fill="currentColor"' in svg
    assert "stroke: #000000" not in svg


def test_a_figure_whose_paper_was_chosen_keeps_it(play):
    """Black text on the reader's own yellow must not turn white."""
    told = play(
        "from matplotlib.figure import Figure\nf = Figure(facecolor='yellow')\nf.subplots()\nf"
    )
    ((_, svg, _),) = told.pictures
    assert "currentColor" not in svg
    assert "#ffff00" in svg


def test_a_huge_drawing_goes_as_pixels(play, monkeypatch):
    """A browser would take seconds for a million marks."""
    monkeypatch.setattr(pictures, "SVG", 1000)
    told = play("from matplotlib.figure import Figure\nf = Figure()\nf.subplots()\nf")
    ((kind, data, _),) = told.pictures
    assert kind == "png"
    assert data.startswith(b"\x89PNG")


def test_an_object_that_draws_itself_is_a_picture(play):
    """With the alternative text that it brings."""
    code = "class D:\n    alt = 'a dot'\n    def _repr_svg_(self): return '<svg/>'\nD()"
    assert play(code).pictures == [("svg", "<svg/>", ("a dot", ""))]


def test_a_class_that_draws_is_not_a_picture(play):
    """Only its objects are."""
    assert "class" in play("class D:\n    def _repr_svg_(self): return ''\nD").value


def test_the_reader_s_side_needs_no_matplotlib():
    """A first run must not wait for it: modules of the box import it only inside functions."""
    for module in (errors, pictures):
        tree = ast.parse(Path(module.__file__).read_text("utf-8"))
        tops = [n for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom)]
        assert "matplotlib" not in "".join(map(ast.unparse, tops))
