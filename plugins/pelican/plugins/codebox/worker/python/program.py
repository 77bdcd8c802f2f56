"""A reader's source as a program, compiled as CPython compiles a file: errors show their line."""

from __future__ import annotations

import ast
import inspect
import re
from dataclasses import dataclass
from types import CodeType

FILE = "your code"  # stands in tracebacks: File "your code", line 3
LAST = "<last expression>"  # no name in a program can look like this

# A form feed or U+2028 ends no line of Python, though str.splitlines thinks so.
_LINE_END = re.compile(r"\r\n?")


# What begins a statement at the top, and not a later part of one.
_BEGINNING = re.compile(r"(?!elif\b|else\b|except\b|finally\b)[^\W\d]|[\d@(\[{'\"~+-]")


class TooDeepError(RecursionError):
    """A program for which the compiler has not enough room; tells its ``line``."""

    __module__ = "builtins"

    def __init__(self, text: str, line: int) -> None:
        super().__init__(text)
        self.line = line


@dataclass(frozen=True)
class Program:
    """``code`` leaves the value of the last expression, if it is to be shown, under ``LAST``.

    ``waits`` tells whether it awaits at its top, and ``line`` where that expression begins.
    """

    code: CodeType
    waits: bool
    line: int


def normal(source: str) -> str:
    """``source`` as CPython reads a file: no mark of byte order, and line feeds between lines."""
    return _LINE_END.sub("\n", source.removeprefix("\ufeff"))


def lines(source: str) -> list[str]:
    """Lines of a normal source with their ends, as ``linecache`` keeps them."""
    found = source.split("\n")
    return [f"{line}\n" for line in found[:-1]] + ([f"{found[-1]}\n"] if found[-1] else [])


def compiled(source: str) -> Program:
    """The program of a normal ``source``.

    Raises SyntaxError with the text of its line, also where the compiler does not know it, as it
    does not once the code has been parsed.
    """
    try:
        source.encode()
        return _compiled(source)
    except SyntaxError as error:
        _locate(error, source)
        raise
    except UnicodeEncodeError as error:
        before = source[: error.start].split("\n")
        refused = SyntaxError(f"(unicode error) {error}")
        refused.filename, refused.lineno, refused.offset = FILE, len(before), len(before[-1]) + 1
        _locate(refused, source)
        raise refused from None
    except (RecursionError, MemoryError) as error:
        raise TooDeepError(f"the code is nested too deeply: {error}", _deepest(source)) from None


def _compiled(source: str) -> Program:
    tree = ast.parse(source, FILE)
    line = 0
    if tree.body and isinstance(last := tree.body[-1], ast.Expr) and not _quiet(last, source):
        line = last.lineno
        target = ast.copy_location(ast.Name(LAST, ast.Store()), last.value)
        tree.body[-1] = ast.copy_location(ast.Assign([target], last.value), last)
    code = compile(tree, FILE, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    return Program(code, bool(code.co_flags & inspect.CO_COROUTINE), line)


def _deepest(source: str) -> int:
    """The line where the first statement begins that cannot be compiled for its depth."""
    rows = lines(source)
    starts = [at for at, row in enumerate(rows) if _BEGINNING.match(row)]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        try:
            compile("".join(rows[start:end]), FILE, "exec", dont_inherit=True)
        except (RecursionError, MemoryError):
            return start + 1
        except Exception:  # a part is no program by itself
            continue
    return 0


def _quiet(last: ast.Expr, source: str) -> bool:
    """Whether a semicolon follows the last expression, be there a comment behind it or not."""
    end = lines(source)[(last.end_lineno or 1) - 1].encode()[last.end_col_offset :]
    return end.lstrip().startswith(b";")


def _locate(error: SyntaxError, source: str) -> None:
    if error.lineno is None and "\0" in source:
        before = source[: source.index("\0")].split("\n")
        error.filename, error.lineno, error.offset = FILE, len(before), len(before[-1]) + 1
    if error.filename == FILE and not error.text:
        error.text = dict(enumerate(lines(source), 1)).get(error.lineno or 0)
