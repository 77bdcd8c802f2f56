"""The one sentence beside an error: what it is true of, and where there is none."""

import asyncio

import pytest

from pelican.plugins.codebox.worker.python.errors import explain
from pelican.plugins.codebox.worker.python.program import compiled, normal


def hint(source):
    """What is said when ``source`` does not compile, or ends with an error."""
    source = normal(source)
    try:
        exec(compiled(source).code, {"__name__": "__main__"})
    except BaseException as error:
        return explain(error, "NumPy", source)[2]
    raise AssertionError(f"no error: {source}")


@pytest.mark.parametrize(
    "source",
    [
        ">>> x = 1\n>>> x\n1\n",
        "  >>> for i in range(2):\n  ...     print(i)\n",
        "In [1]: import numpy as np\n",
        "x = 1\n>>> print(x)",
    ],
)
def test_prompts_are_to_be_removed(source):
    """However the code was copied."""
    assert "remove >>>" in hint(source)


@pytest.mark.parametrize("source", ["```python\nx = 1\n```", "~~~\nx = 1\n~~~\n", "x = 1\n```"])
def test_fences_are_to_be_removed(source):
    """Of backticks or tildes, at either end."""
    assert "fence" in hint(source)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("%matplotlib inline\nx = 1", "notebook"),
        ("%%timeit\nsum([1])", "notebook"),
        ("!pip install numpy", "Nothing can be installed"),
        ("pip install torch", "Nothing can be installed"),
        ("$ python run.py", "Nothing can be installed"),
        ("conda install scipy", "Nothing can be installed"),
        ("print?", "question mark"),
        ("??len", "question mark"),
        ("get_ipython().magic('x')", "notebook"),
        ("print(\u201chello\u201d)", "typographic"),
        ("x\u00a0= 1", "cannot be seen"),
    ],
)
def test_what_is_of_other_places_is_told(source, words):
    """Notebooks, shells, word processors."""
    assert words in hint(source)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("print 'hello'", "print(...)"),
        ("for i in [1]:\n    print i, i", "print(...)"),
        ("exec 'x = 1'", "exec(...)"),
        ("try: pass\nexcept ValueError, e: pass", "except Kind as name"),
        ("raise ValueError, 'x'", "raise Kind(words)"),
        ("1 <> 2", "!="),
        ("`3`", "repr(...)"),
        ("x = 0777", "0o777"),
        ("x = 10L", "without an L"),
        ("x = ur'a'", "r'...'"),
        ("for i in xrange(3): pass", "range"),
        ("raw_input('x')", "input"),
        ("unicode('x')", "str"),
        ("isinstance('', basestring)", "str"),
        ("reduce(max, [1])", "functools.reduce"),
        ("{}.has_key(1)", "key in dictionary"),
        ("for k, v in {}.iteritems(): pass", "items()"),
        ("import sys\nsys.maxint", "sys.maxsize"),
        ("import string\nstring.letters", "string.ascii_letters"),
        ("from itertools import izip", "zip"),
        ("import urllib2", "urllib.request"),
        ("import cPickle as pickle", "pickle"),
        ("import sys\nprint >>sys.stderr, 'x'", "print(..., file=f)"),
    ],
)
def test_python_2_is_named_with_what_to_write(source, words):
    """Statements, names, methods, modules."""
    found = hint(source)
    assert found.startswith("This is Python 2")
    assert words in found


@pytest.mark.parametrize(
    ("raised", "words"),
    [
        ("ModuleNotFoundError('m', name='sqlite3')", "Python has sqlite3, but this box"),
        ("ModuleNotFoundError('m', name='_sqlite3')", "no database"),
        ("ModuleNotFoundError('m', name='lzma')", "use zlib"),
        ("ModuleNotFoundError('m', name='tkinter')", "draw with matplotlib"),
        ("ModuleNotFoundError('m', name='curses')", "no terminal"),
        ("ModuleNotFoundError('m', name='multiprocessing')", "no other process"),
        ("ModuleNotFoundError('m', name='turtle')", "draw with matplotlib"),
        ("ModuleNotFoundError(\"No module named 'distutils'\", name='distutils')", "version 3.12"),
        ("ModuleNotFoundError('m', name='smtplib')", "no network"),
        ("ModuleNotFoundError('m', name='torch.nn')", "torch.nn is not in this box; NumPy"),
        ('RuntimeError("can\'t start new thread")', "No thread can start"),
        ("OSError(138, 'emscripten does not support processes.')", "No other process"),
        ("OSError(23, 'Host is unreachable')", "no network"),
        ("FileNotFoundError('https://site.org/a.csv not found.')", "no network"),
        ("FileNotFoundError(2, 'No such file', 'data.csv')", "files of your computer"),
        ("OverflowError('Python integer 3000000000 out of bounds for int32')", "np.int64"),
        ("OverflowError('Python int too large to convert to C long')", "np.int64"),
        ("AttributeError(\"module 'os' has no attribute 'fork'\")", "No other process"),
        ("AttributeError(\"module 'signal' has no attribute 'alarm'\")", "No signal"),
        ("ExceptionGroup('g', [OSError('x'), RuntimeError(\"can't start new thread\")])", "thread"),
        ("RecursionError('maximum recursion depth exceeded')", "a case that ends"),
        ("MemoryError()", "smaller arrays"),
    ],
)
def test_what_this_place_has_not_is_told(raised, words):
    """By the error that comes of it, whatever code it comes from."""
    assert words in hint(f"raise {raised}")


@pytest.mark.parametrize(
    "source",
    [
        "x = [1, 2",
        "def f(:\n    pass",
        "x = 'print it' 1",
        "[][1]",
        "raise OSError('disk')",
        "raise RuntimeError('thread')",
        "raise OverflowError('math range error')",
        "raise AttributeError(\"'list' object has no attribute 'push'\")",
        "raise KeyError('xrange')",
        "name_that_is_not",
        "raise ExceptionGroup('g', [ValueError(1)])",
    ],
)
def test_other_errors_stand_for_themselves(source):
    """A sentence that is not true is worse than none."""
    assert hint(source) == ""


def test_a_hint_asks_nothing_that_could_fail():
    """The reader's exceptions may be of any kind."""
    sources = [
        "class E(Exception):\n    def __str__(s): raise KeyError\nraise E",
        "class E(ModuleNotFoundError):\n    name = property(lambda s: 1 / 0)\nraise E",
        "class E(OSError):\n    __class__ = property(lambda s: 1 / 0)\nraise E",
        "class E(Exception):\n    __traceback__ = property(lambda s: 1 / 0)\nraise E",
    ]
    assert [hint(source) for source in sources] == ["", "", "", ""]


def test_loops_have_their_sentence():
    """At the top of a program that awaits, and without a loop."""

    async def inside():
        return hint("import asyncio\nasyncio.run(None)")

    assert "await the coroutine instead" in asyncio.run(inside())
    assert "asyncio.run that" in hint("raise RuntimeError('no running event loop')")
