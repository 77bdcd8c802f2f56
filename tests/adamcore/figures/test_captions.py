"""Captions are true in every state and in every medium."""

import re
from pathlib import Path

import pytest

from pelican.plugins.explorable.fences import fences_below
from pelican.plugins.figures.states import leaves

ROOT = Path(__file__).parents[3]
CAPTIONS = {
    fence.info.split()[1]: fence.body
    for fence in fences_below(ROOT / "content")
    if fence.info.startswith("figure ")
}
HANDS = (
    r"""drag|hover|click|tap|slide|slider|press|button|switch on|switch off|pointer|mouse|finger"""
)
"""Words that are at home on a live screen alone."""
ORDERS = (
    r"""move|choose|select|raise|lower|turn|try|watch|set|pick|pull|push|change|touch|increase"""
)
"""Verbs that, at the beginning of a sentence, ask a reader to do what paper cannot."""
ANYWHERE = {0, 1}
"""Numbers that mean too many things."""

pytestmark = pytest.mark.parametrize(
    "name",
    sorted(set(CAPTIONS) - {"race"}),  # whose caption speaks of the ring
)


def numbers(text):
    text = re.sub(r"10\^\{(-?\d+)\}", r"1e\1", text)
    return {
        float(one.replace(",", "")) for one in re.findall(r"-?\d[\d,]*(?:\.\d+)?(?:e-?\d+)?", text)
    }


def test_it_asks_for_nothing_that_paper_cannot_do(name):
    """It says what is so, and leaves it to the controls to say that they can be turned."""
    assert re.findall(rf"\b(?:{HANDS})\b", CAPTIONS[name], re.IGNORECASE) == []
    assert re.findall(rf"(?:^|[.:;] )(?:{ORDERS})\b", CAPTIONS[name], re.IGNORECASE) == []


def test_it_names_no_value_that_a_reader_can_change(drawn, name):
    """Unless it says that this is the default; where nothing moves, a line below has the values."""
    drawing = drawn(name)
    turned = [one["name"] for one in leaves(drawing.controls) if "series" not in one]
    values = {drawing.parameters[one] for one in turned} - ANYWHERE
    said = [one for one in re.split(r"(?<=[a-z$)])\. ", CAPTIONS[name]) if "default" not in one]
    assert {value for value in values if not isinstance(value, str)} & numbers(
        " ".join(said)
    ) == set()
