"""The table of docs/codebox.md is true: each row's program does in the box what the row says."""

import re
from pathlib import Path

import pytest

from tests.plugins.codebox.worker.desk_cases import in_box

ROOT = Path(__file__).parents[4]
TABLE = (ROOT / "docs" / "codebox.md").read_text("utf-8").partition("## What differs")[2]
ROWS = re.findall(r"^\| (.+?) \| (.+?) \| `(.+?)` \| (.+?) \|$", TABLE, re.MULTILINE)
# Errors of the reader's own making, for which there is no other place to do it.
NO_HINT = {"inspect.getsource"}


def program(cell):
    """A cell of the table as code: ⏎ ends a line, and … stands for many."""
    return re.sub(r"not not … not", "not " * 900, cell).replace("⏎", "\n")


@pytest.fixture(scope="module")
def told(assembled, recipe):
    target, runtime = assembled
    codes = [program(code) for _, _, code, _ in ROWS]
    return dict(zip(ROWS, in_box(codes, target / runtime.folder, recipe.core), strict=True))


def test_every_row_is_read():
    """None is skipped for the way in which it is written."""
    assert len(ROWS) == TABLE.count("\n| ") - 1
    assert len(ROWS) > 20


@pytest.mark.parametrize("row", ROWS, ids=[code[:40] for _, _, code, _ in ROWS])
def test_a_row_is_true(told, row):
    """What the program prints, or the last line of its error, with a sentence beside it."""
    outcome, posts = told[row]
    _, _, code, printed = row
    if printed == "a picture":
        assert [kind for kind, *_ in posts if kind == "svg"]
        return
    wanted = printed.strip("`")
    values = [text for kind, text, _ in posts if kind == "value"]
    errors = [(text, more) for kind, text, more in posts if kind == "error"]
    shown = [outcome.out, *values, *(f"{text}\n{hint}" for text, (_, hint) in errors), outcome.err]
    assert wanted in "\n".join(shown)
    if errors and not any(word in code for word in NO_HINT):
        assert errors[0][1][1] or "deadlock" in wanted, "no hint"
