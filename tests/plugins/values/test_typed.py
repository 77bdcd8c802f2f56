"""A measured number stands in the prose by its name alone."""

from pathlib import Path

import pytest

from pelican.plugins.values import Numbers
from pelican.plugins.values.typed import typed

ROOT = Path(__file__).parents[3]
CONTENT = sorted((ROOT / "content").rglob("*.md"))
VALUES = {"a.peak": 6.5685, "a.when": 2375, "a.down": -0.0376, "a.one": 1.0, "a.word": "6.57"}

# By section and number: what a number is that only looks like a measurement.
ALLOWED = {
    ("1-historical-context", "1.5"): "a coordinate of the start on the ravine",
    ("layer-1", "31.6"): "the square root of 1,000, by arithmetic",
    ("layer-1", "0.23"): "the root of 0.1 / 1.9, by arithmetic",
    ("layer-1", "2.1"): "a section of Kingma and Ba's paper",
    ("layer-1", "0.98"): "beta2 of the first Transformer",
    ("layer-1", "0.95"): "beta2 of GPT-3, as its paper states",
    ("7-adam-in-practice", "0.215"): "the rate at which warm-up is tried, a setting",
    ("7-adam-in-practice", "0.95"): "a value of beta2, a setting",
    ("7-adam-in-practice", "1.4"): "a speed-up that Wen et al. report",
    ("7-adam-in-practice", "1.1"): "a speed-up that Wen et al. report",
    ("7-adam-in-practice", "1.2"): "a model size in Wen et al., in billions",
}


def found(text: str, **options) -> list[tuple[int, str]]:
    return [(t.line, t.text) for t in typed(text, VALUES, **options)]


@pytest.fixture(scope="module")
def measured():
    """Every value of every experiment, read from the build's cache where it has them."""
    numbers = Numbers("adamcore.experiments:values", ROOT / ".cache" / "pelican" / "values")
    return {f"{e}.{k}": v for e in numbers.experiments for k, v in numbers.values(e).items()}


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)
def test_no_measured_number_is_typed_by_hand(path, measured):
    """Where a value exists, the prose quotes it."""
    text = path.read_text("utf-8")
    allowed = [number for section, number in ALLOWED if section == path.stem]
    typed_here = typed(text, measured, captions=["figure"], allowed=allowed)
    assert [f"{path.relative_to(ROOT)}:{t.line}: {t}" for t in typed_here] == []


@pytest.mark.parametrize("reason", ALLOWED.values())
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
