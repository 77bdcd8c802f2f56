"""Bytecode that is taken as it is, and is the same each time."""

import importlib.util
import marshal

import pytest

from pelican.plugins.codebox.build.bytecode import compile_files

LIBRARY = "/lib/python3.13"
SITE = f"{LIBRARY}/site-packages"

SOURCE = b'"""Told."""\n\ndef f(x):\n    "Of f."\n    return x + 1\n'
HEADER = 16


def code(pyc):
    return marshal.loads(pyc[HEADER:])


def test_a_source_becomes_bytecode_in_its_place(recipe):
    """`a.py` becomes `a.pyc`, other files stay, and the code knows where it lies."""
    found = compile_files({f"{SITE}/a.py": SOURCE, f"{SITE}/a.json": b"{}"}, recipe)
    assert sorted(found) == [f"{SITE}/a.json", f"{SITE}/a.pyc"]
    assert code(found[f"{SITE}/a.pyc"]).co_filename == f"{SITE}/a.py"


def test_nobody_looks_for_the_source(recipe):
    """The header says: by hash, unchecked (PEP 552)."""
    pyc = compile_files({f"{SITE}/a.py": SOURCE}, recipe)[f"{SITE}/a.pyc"]
    assert pyc[:4] == importlib.util.MAGIC_NUMBER
    assert pyc[4:8] == bytes([1, 0, 0, 0])
    assert pyc[8:HEADER] == importlib.util.source_hash(SOURCE)


def test_the_same_source_gives_the_same_bytes(recipe):
    """What is compiled beside it does not matter."""
    alone = compile_files({f"{SITE}/a.py": SOURCE}, recipe)
    others = {f"{SITE}/m{i}.py": SOURCE * (i + 1) for i in range(5)}
    together = compile_files({**others, f"{SITE}/a.py": SOURCE}, recipe)
    assert together[f"{SITE}/a.pyc"] == alone[f"{SITE}/a.pyc"]


@pytest.mark.parametrize(
    ("path", "documented", "kept"),
    [
        (f"{SITE}/numpy/a.py", True, True),
        (f"{SITE}/matplotlib/a.py", False, False),
        (f"{LIBRARY}/random.py", True, True),
        (f"{LIBRARY}/asyncio/tasks.py", True, False),
    ],
)
def test_docstrings_stay_where_they_are_read(recipe, path, documented, kept):
    """Packages keep or lose them as asked; of the library, what readers use keeps them."""
    pyc = compile_files({path: SOURCE}, recipe, documented=documented)[f"{path}c"]
    assert ("Told." in code(pyc).co_consts) is kept


def test_lines_are_told_without_columns(recipe):
    """A traceback in bytecode has lines; columns would point into a text that is not there."""
    pyc = compile_files({f"{SITE}/a.py": SOURCE}, recipe)[f"{SITE}/a.pyc"]
    positions = list(code(pyc).co_positions())
    assert {line for line, *_ in positions} >= {1, 3}
    assert {column for *_, column in positions} == {None}


def test_a_source_that_does_not_parse_is_an_error(recipe):
    """The compiler's own words come through, in one line."""
    with pytest.raises(ValueError, match="SyntaxError"):
        compile_files({f"{SITE}/a.py": b"def"}, recipe)
