"""Ways back from the list of references to the places in the text that refer to an entry."""

from __future__ import annotations

import re
from collections import defaultdict
from html import escape

__all__ = ["with_ways_back"]

LIST = re.compile(r'<ul class="references">.*?</ul>', re.DOTALL)
ENTRY = re.compile(r'(?P<head><li id="ref-(?P<key>[^"]+)">)(?P<html>.*?)(?=</li>)', re.DOTALL)
CITATION = re.compile(r'<a\b(?P<rest>[^>]*?\shref="#ref-(?P<key>[^"]+)"[^>]*)>')
ID = re.compile(r'\sid="([^"]*)"')
LETTERS = "abcdefghijklmnopqrstuvwxyz"

Places = dict[str, list[str]]


def with_ways_back(*texts: str) -> tuple[str, ...]:
    """The parts of a page, in their order: citations get ids, and the entries links to them."""
    places: Places = defaultdict(list)
    told = [_with_ids(text, places) for text in texts]
    return tuple(LIST.sub(lambda match: _linked(match[0], places), text) for text in told)


def _with_ids(html: str, places: Places) -> str:
    def replace(match: re.Match[str]) -> str:
        key = match["key"]
        given = ID.search(match["rest"])
        count = len(places[key]) + 1
        name = given[1] if given else f"cite-{key}" + (f"-{count}" if count > 1 else "")
        places[key].append(name)
        return match[0] if given else f'<a id="{name}"{match["rest"]}>'

    return CITATION.sub(replace, html)


def _linked(entries: str, places: Places) -> str:
    def replace(match: re.Match[str]) -> str:
        found = places.get(match["key"], [])
        return match["head"] + match["html"] + (_ways(found) if found else "")

    return ENTRY.sub(replace, entries)


def _ways(places: list[str]) -> str:
    """An arrow, or a letter for each place."""
    if len(places) == 1:
        return _back([_way(places[0], "↩", "Back to the text")])
    return _back([_way(one, _letter(at), f"Back to place {_letter(at)} in the text")
                  for at, one in enumerate(places)])  # fmt: skip


def _back(links: list[str]) -> str:
    return f' <span class="references-back">{" ".join(links)}</span>'


def _way(place: str, shown: str, name: str) -> str:
    return f'<a href="#{escape(place)}" role="doc-backlink" aria-label="{name}">{shown}</a>'


def _letter(at: int) -> str:
    """a to z, then aa, ab."""
    before, last = divmod(at, len(LETTERS))
    return (_letter(before - 1) if before else "") + LETTERS[last]
