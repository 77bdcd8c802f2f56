"""A measured number stands in the prose by its name alone."""

import pytest

from pelican.plugins.values.typed import typed
from pelicanconf import VALUES_ALLOWED

VALUES = {"a.peak": 6.5685, "a.when": 2375, "a.down": -0.0376, "a.one": 1.0, "a.word": "6.57"}


def found(text: str, **options) -> list[tuple[int, str]]:
    return [(t.line, t.text) for t in typed(text, VALUES, **options)]


@pytest.mark.parametrize(
    "reason", [reason for numbers in VALUES_ALLOWED.values() for reason in numbers.values()]
)
def test_every_exception_has_its_reason(reason):
    """A number that only looks like a measurement says what it is."""
    assert len(reason.split()) >= 3


@pytest.mark.parametrize(
    "text", ["6.57", "(6.569)", "about \u22126.57.", "$6.57\\eta$", "2375", "2,375 steps", "-0.038"]
)
def test_a_rounded_value_is_found(text):
    """At any number of decimals, with either sign, in prose and in formulas."""
    assert len(found(f"It is {text} there")) == 1


@pytest.mark.parametrize(
    "text",
    ["6.56", "6.6e4", "1.0", "0.04", "7", "v6.57", "2374", "6.57.1", "237", "`6.57`", "12,375"],
)
def test_another_number_is_not(text):
    """One digit proves nothing, nor does a version or code."""
    assert found(f"It is {text} there") == []


def test_quotations_code_and_addresses_are_left_out():
    """Captions are not: they are prose."""
    text = "{{ a.peak:6.57 }} [x](#6.57)\n```python\n6.57\n```\n```figure x\nto 6.57\n```\n6.57"
    assert found(text, captions=["figure"], first_line=10) == [(15, "6.57"), (17, "6.57")]


def test_an_allowed_number_passes():
    """A setting of a paper may happen to equal a measurement."""
    assert found("at 6.57", allowed=["6.57"]) == []


def test_the_author_is_told_what_to_write():
    """With the decimals that were typed."""
    messages = [str(t) for t in typed("6.57 and 2,375", VALUES)]
    assert messages == [
        "6.57 is typed by hand; quote it: {{ a.peak:.2f }}",
        "2,375 is typed by hand; quote it: {{ a.when }}",
    ]
