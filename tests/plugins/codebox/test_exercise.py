"""Exercises: what belongs to a checked box, and how the build tries its check."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from pelican.plugins.codebox.current import Current
from pelican.plugins.codebox.exercise import Exercise, checked_in, exercises_in, hint, solution
from pelican.plugins.codebox.fence import Download, render
from pelican.plugins.explorable.fences import Fence, fences_in
from pelican.plugins.explorable.places import SourceError

CHECKS = """
class Verdict:
    def __init__(self, passed, sentence):
        self.passed, self.sentence = passed, sentence

def mean(names):
    if "mean" not in names:
        return Verdict(False, "There is no mean.")
    right = names["mean"]([1, 2, 6]) == 3
    return Verdict(right, "Right." if right else "The mean of 1, 2 and 6 is 3.")

def kind(names):
    return Verdict(True, "Whatever you say.")

def broken(names):
    return names["nothing"]
"""
RIGHT = "def mean(x):\n    return sum(x) / len(x)"
BOX = "```python live id=a check={check}\n{code}\n```\n\n"
SOLUTION = "```python solution\n{code}\n```\n"


@pytest.fixture
def verify(tmp_path, monkeypatch):
    """Verifies the exercises of a layer with this text, its checkers beside it."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sums_of_ours.py").write_text(CHECKS)

    def verify(text: str) -> None:
        layer = tmp_path / "layer.md"
        layer.write_text(text)
        current = Current()
        current.begin({"PATH": str(tmp_path)})
        current.rehearse(checked_in(tmp_path), tmp_path / "cache")
        for fence in fences_in(text.splitlines(), str(layer)):
            if fence.info.startswith("python live"):
                current.verify(fence)
            else:
                current.check_place(fence)

    return verify


def exercise(code: str, given: str = RIGHT, check: str = "sums_of_ours:mean") -> str:
    return BOX.format(check=check, code=code) + SOLUTION.format(code=given)


def test_hints_and_solution_belong_to_the_checked_box_before_them():
    """In order, until the next live box."""
    text = textwrap.dedent("""\
        ```python live check=m:f
        a
        ```
        ```hint
        first
        ```
        ```python
        plain
        ```
        ```hint
        second
        ```
        ```python solution
        b
        ```
        ```python live
        c
        ```
        ```hint
        of nobody
        ```
        """)
    found = list(exercises_in(fences_in(text.splitlines(), "a.md")))
    one, alone = found
    assert isinstance(one, Exercise)
    assert (one.check, one.solution and one.solution.body) == ("m:f", "b")
    assert [fence.body for fence in one.hints] == ["first", "second"]
    assert isinstance(alone, Fence)
    assert alone.body == "of nobody"


def test_a_box_with_a_check_has_a_button_for_it():
    """Its script finds the checker's name in the markup."""
    fence = Fence("python live id=a check=m.n:f", "1")
    (html,) = render(fence, Download("r/", 1))
    assert 'data-check="m.n:f"' in html
    assert '<button type="button" data-action="check" disabled>Check</button>' in html
    (plain,) = render(Fence("python live id=a", "1"), Download("r/", 1))
    assert "check" not in plain


def test_hints_and_solutions_can_be_opened_without_scripts():
    """They are details, closed, with their text inside."""
    opening, body, closing = hint(Fence("hint", "Think *first*."))
    assert opening == '<details class="codebox-exercise-hint"><summary>Hint</summary>'
    assert (body, closing) == ("Think *first*.", "</details>")
    (html,) = solution(Fence("python solution", "x = 1"))
    assert html.startswith('<details class="codebox-exercise-solution"><summary>Solution</summary>')
    assert '<span class="n">x</span>' in html


def test_a_solution_must_parse():
    """At the line that is wrong."""
    with pytest.raises(SourceError, match=r"a\.md:6: invalid syntax"):
        solution(Fence("python solution", "x = 1\nx =", "a.md", 4))


def test_an_exercise_whose_solution_passes_is_published(verify):
    """And whose skeleton does not, also where that ends with an error."""
    verify(exercise("def mean(x):\n    return 0"))
    verify(exercise("raise NotImplementedError"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (exercise(RIGHT), r"layer\.md:1: this passes its check as it stands"),
        (exercise("0", "def mean(x):\n    return 1"),
         r"layer\.md:5: the solution does not pass its check: The mean of 1, 2 and 6 is 3"),
        (exercise("0", "\n\n1 / 0"), r"layer\.md:8: the solution raised ZeroDivisionError"),
        (BOX.format(check="sums_of_ours:mean", code="0"), r"layer\.md:1: .* needs a ```python sol"),
        (exercise("0", check="sums_of_ours:brokn"), r"layer\.md:1: check=sums_of_ours:brokn: .*b"),
        (exercise("0", check="nowhere:mean"), r"layer\.md:1: check=nowhere:mean: .*No module"),
        (exercise("0", check="sums_of_ours:broken"), r"layer\.md:1: .*KeyError: 'nothing'"),
        ("```hint\nx\n```\n", r"layer\.md:1: this hint follows no live box with check="),
        (exercise("0") + SOLUTION.format(code=RIGHT), r"layer\.md:9: this solution follows no"),
    ],
)  # fmt: skip
def test_an_exercise_that_cannot_work_ends_the_build(verify, text, message):
    """With the file, the line and what to do."""
    with pytest.raises(SourceError, match=message):
        verify(text)


def test_a_verdict_is_made_anew_when_the_checker_has_changed(verify, tmp_path: Path):
    """What was known of the solution is then known no longer."""
    text = exercise("0")
    verify(text)
    (tmp_path / "sums_of_ours.py").write_text(CHECKS.replace("== 3", "== 3.5"))
    with pytest.raises(SourceError, match="does not pass its check"):
        verify(text)
