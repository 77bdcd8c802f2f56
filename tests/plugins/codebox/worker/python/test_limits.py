"""How much leaves Python, whatever a program puts out."""

import re
from pathlib import Path

import pytest

from pelican.plugins.codebox.worker.python import limits
from pelican.plugins.codebox.worker.python.limits import ERROR, VALUE, limited, shown

TABLE = Path(limits.__file__).parents[2] / "engine" / "limits.js"


def test_page_and_python_have_the_same_limits():
    """A number that stands in both tables is the same in both."""
    numbers = re.findall(r"export const (\w+) = ([\d_]+);", TABLE.read_text("utf-8"))
    shared = {name: int(value) for name, value in numbers if hasattr(limits, name)}
    assert len(shared) >= 7
    assert shared == {name: getattr(limits, name) for name in shared}


def posted(kind, content, more=None):
    told = []
    limited(lambda *post: told.append(post))(kind, content, more)
    return told


def test_text_that_fits_goes_on_as_it_is():
    """Nothing is counted as left out."""
    assert posted("out", "hello") == [("out", "hello", None)]


def test_of_a_long_print_the_end_is_kept_and_the_rest_counted():
    """Characters and lines, since the page tells both."""
    told = posted("err", "a\n" * 150_000)
    assert told[0] == ("dropped", "characters", 50_000)
    assert told[1] == ("dropped", "lines", 25_000)
    assert len(told[2][1]) == 250_000


def test_a_long_error_keeps_its_beginning_and_its_end():
    """The traceback and the last words; the hint is cut too."""
    ((_, text, (line, hint)),) = posted(
        "error", "Trace" + "m" * 1_000_000 + "end", (3, "h" * 9_999)
    )
    assert re.fullmatch(r"Tracem+… \(950,008 characters are left out\) …m+end", text)
    assert len(text) < ERROR + 100
    assert (line, len(hint)) == (3, 1_000)


@pytest.mark.parametrize(
    "value",
    [
        [1, 2],
        (1,),
        {"a": [1, {2}]},
        {3, 4},
        frozenset([1]),
        {},
        [],
        "text",
        [[]],
        list(range(15_000)),
    ],
)
def test_a_value_that_fits_is_shown_by_its_repr(value):
    """To the character."""
    assert shown(value) == repr(value)


def test_a_value_of_many_items_is_shown_like_its_repr():
    """Piece by piece, each bracket and comma where repr has it."""
    value = [{"k": (1,), "s": {1}, "f": frozenset([2]), "e": [], "l": [1, "a"]}] * 4_000
    assert shown(value)[:VALUE] == repr(value)[:VALUE]


def test_a_list_that_holds_itself_many_times_over_has_an_end():
    """Its repr has more characters than there are atoms in a stone."""
    value = [1]
    for _ in range(80):
        value = [value, value]
    assert shown(value).endswith("… (only its first 100,000 characters are shown)")


def test_a_list_that_holds_itself_is_marked():
    """As by repr."""
    value = list(range(30_000))
    value[0] = value
    assert shown(value).startswith("[[...], 1, 2, ")


def test_what_is_left_out_of_a_long_repr_is_counted():
    """A string of a million characters has two quotes besides."""
    assert shown("x" * 1_000_000).endswith("x… (900,002 characters more)")


def test_a_short_repr_of_many_items_is_whole():
    """Items alone do not make a repr long."""

    class Short(list):
        def __repr__(self):
            return "short"

    assert shown(Short(range(100_000))) == "short"
    assert shown([0] * 30_000) == repr([0] * 30_000)
