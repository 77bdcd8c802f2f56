"""A source as CPython reads a file, and where its errors are."""

import pytest

from pelican.plugins.codebox.worker.python.program import TooDeepError, compiled, lines, normal


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("\ufeffa\r\nb\rc\n", ["a\n", "b\n", "c\n"]),
        ("a\x0cb\x0b\x85\u2028c\nd", ["a\x0cb\x0b\x85\u2028c\n", "d\n"]),
        ("", []),
        ("\n\n", ["\n", "\n"]),
    ],
)
def test_lines_end_where_python_ends_them(source, found):
    """At line feeds, in whichever way they were written, and at nothing else."""
    assert lines(normal(source)) == found


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("x = 1\nreturn x", 2),
        ("def f():\n    await g()", 2),
        ("def f():\n    x = 1\n    global x", 3),
        ("def f(a, a): pass", 1),
        ("\nbreak", 2),
        ("x = 1\n*x", 2),
        ("x = 1\nfrom __future__ import division", 2),
        ("x = 'ü'\ny = '\ud800'", 2),
        ("x = 1\ny = '\0'", 2),
    ],
)
def test_every_syntax_error_shows_its_line(source, line):
    """Also those that the compiler finds once the code has been parsed."""
    with pytest.raises(SyntaxError) as caught:
        compiled(source)
    assert caught.value.lineno == line
    assert caught.value.text.strip() == source.split("\n")[line - 1].strip()


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("3", True),
        ("3;", False),
        ("3 ; # c", False),
        ("(3)\n# ;", True),
        ("'ü;'", True),
        ("a = 3", False),
    ],
)
def test_a_last_expression_is_shown_unless_a_semicolon_follows(source, shown):
    """Not one in a comment or a string."""
    assert (compiled(source).line == 1) is shown


def test_code_that_is_nested_too_deeply_names_its_statement():
    """The first line of the statement, not of the program."""
    deep = f"x = 1\nif x:\n    pass\ny = {'-' * 200_000}x\n"
    with pytest.raises(TooDeepError) as caught:
        compiled(deep)
    assert caught.value.line == 4
