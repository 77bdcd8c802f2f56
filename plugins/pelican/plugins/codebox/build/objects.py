"""Tells where texts and code lie in memory; run by the snapshot's Python, which ends then.

Texts are docstrings, code is that of functions: a first program wants few of either. Whether
anything else leads to them, objects.mjs finds out. Texts of modules stay: whoever copies a module's
names holds its text too, and garbage collection looks at what is held.
"""

import gc
import json
import sys
from types import CodeType, FunctionType
from typing import Any

LEAST = 64  # characters: a shorter text is not worth the pointer to it
TEXT = sys.getsizeof("") - 1  # where the characters of a str begin
RUNNER = "/codebox_reader/"  # runs what readers write, and is wanted whole
HEAD = 2 * tuple.__itemsize__  # how often an object is held, and its type

type Codes = dict[int, dict[str, Any]]


def listing() -> str:
    """JSON of ``texts`` and ``codes`` by their addresses, and ``ever``: an object that is held so
    often is held for ever, and not counted any more.

    A text comes with its range of characters and the class whose it is, if it is one's. A code
    comes with its range, with what it consists of (address and range of content), and with ranges
    in which a pointer to it may stand.
    """
    later = {id(one) for one in gc.get_objects()}  # what the snapshot has was frozen before
    gc.unfreeze()
    texts: dict[int, dict[str, list[int]]] = {}
    codes: Codes = {}
    for one in gc.get_objects():
        if id(one) in later:
            continue
        if isinstance(one, FunctionType) and RUNNER not in one.__code__.co_filename:
            _add(codes, one.__code__, _range(one))
        text = _text(one)
        if text is not None:
            start = id(text) + TEXT
            found = texts.setdefault(id(text), {"range": [start, start + len(text)], "of": []})
            if isinstance(one, type):
                found["of"] = _range(one)
    return json.dumps({"texts": texts, "codes": codes, "ever": sys.getrefcount(None)})


def _range(one: object) -> list[int]:
    return [id(one), id(one) + type(one).__basicsize__]


def _text(one: object) -> str | None:
    if isinstance(one, type):
        text = vars(one).get("__doc__")
    elif isinstance(one, FunctionType | property):
        text = one.__doc__
    else:
        return None
    return text if type(text) is str and text.isascii() and len(text) >= LEAST else None


def _add(codes: Codes, code: CodeType, holder: list[int]) -> None:
    if id(code) in codes:
        codes[id(code)]["holders"].append(holder)
        return
    parts: list[Any] = [code.co_linetable, code.co_exceptiontable, code.co_consts, code.co_names]
    end = id(code) + CodeType.__basicsize__ + len(code.co_code)
    codes[id(code)] = {
        "range": [id(code) + HEAD, end],
        "parts": [[id(part), _content(part)] for part in parts],
        "holders": [holder],
    }
    start, step = _content(code.co_consts)[0], tuple.__itemsize__
    for i, one in enumerate(code.co_consts):
        if isinstance(one, CodeType):
            _add(codes, one, [start + i * step, start + (i + 1) * step])


def _content(one: bytes | tuple[Any, ...]) -> list[int]:
    kind = type(one)
    # Of bytes the size counts the zero at the end.
    start = id(one) + kind.__basicsize__ - (kind is bytes)
    return [start, start + len(one) * kind.__itemsize__]


listing()
