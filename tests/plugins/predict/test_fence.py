"""A fence `predict` becomes a fold with question and answer; a bad one is told in one line."""

import re

import pytest
from markdown import Markdown

from pelican.plugins.explorable.places import SourceError, SourceErrors, collecting
from pelican.plugins.predict.fence import PredictExtension
from pelican.plugins.values import Numbers, ValuesExtension

CHOICES = """\
```predict
Which *way*?

- up
- down,
  or so

Up: {{ drift.up:.2f }} a cycle.

And so on.
```"""
SCALE = """\
```predict min=0 max=4 step=0.1
How far?

{{ drift.up:.2f }} a cycle.
```"""


@pytest.fixture
def convert(tmp_path):
    def run(text: str) -> str:
        numbers = Numbers("tests.plugins.values.fakes:values", tmp_path)
        values = ValuesExtension(numbers, ["predict"])
        md = Markdown(extensions=["extra", values, PredictExtension()])
        md.source_path, md.first_line = "layer.md", 5
        with collecting(md):
            return md.convert(text)

    return run


def test_question_and_choices_are_the_summary_of_a_fold(convert):
    """All in spans, as HTML has it; the answer is what is folded."""
    html = convert(f"Before.\n\n{CHOICES}\n\nAfter.")
    summary, answer = html.split('<details class="predict">')[1].split("</summary>")
    assert re.sub(r">\s+<", "><", summary) == (
        '<summary class="predict-asked"><span class="predict-question">Which <em>way</em>?</span>'
        '<span class="predict-choices"><span class="predict-choice">up</span>'
        '<span class="predict-choice">down, or so</span></span>'
    )
    assert ">1.90</a> a cycle.</p>\n<p>And so on.</p>" in answer.split("</details>")[0]
    assert html.startswith("<p>Before.</p>")
    assert html.endswith("<p>After.</p>")


def test_a_number_in_a_choice_is_no_link(convert):
    """It would be a choice that leads away."""
    html = convert(CHOICES.replace("- up", "- {{ drift.up:.1f }}"))
    assert '<span class="predict-choice">1.9</span>' in html


def test_a_scale_has_the_answer_as_it_was_computed(convert):
    """Not as it is printed: the mark stands where the number is."""
    attributes = 'data-min="0" data-max="4" data-step="0.1" data-answer="1.9012"'
    assert f'<details class="predict" {attributes}>' in convert(SCALE)


def test_choices_may_be_apart_from_each_other(convert):
    """A list with empty lines between its items has the same ones."""
    loose = CHOICES.replace("- up\n", "- up\n\n")
    assert convert(loose) == convert(CHOICES)


@pytest.mark.parametrize(
    ("fence", "change", "line", "told"),
    [
        (CHOICES, ("Which *way*?\n\n", ""), 5, "begins with its question"),
        (CHOICES, ("- down,\n  or so\n", ""), 5, "with one choice to choose from; list two"),
        (CHOICES, ("- up\n- down,\n  or so\n", ""), 5, "with nothing to choose from; list two"),
        (CHOICES, ("Up: {{ drift.up:.2f }} a cycle.\n\nAnd so on.\n", ""), 5, "without an answer"),
        (CHOICES, ("drift.up", "drift.upp"), 12, "'upp'"),
        (CHOICES, ("- down,\n  or so", "- up"), 9, "the choice 'up' is there twice"),
        (CHOICES, ("- down,\n  or so", "-"), 9, "an empty choice"),
        (CHOICES, ("predict", "predict hard"), 5, "only min=, max= and step= can stand here"),
        (CHOICES, ("predict", "predict min=0 max=4 step=1"), 5, "choices or a scale; leave out"),
        (CHOICES, ("predict", "predcit"), 5, "write ```predict"),
        (SCALE, ("{{ drift.up:.2f }}", "Much"), 8, "the answer quotes no number; write it as {{"),
        (SCALE, ("max=4", "max=1"), 8, "the answer, 1.901, is not on the scale from 0 to 1"),
        (SCALE, ("max=4", "max=0"), 5, "max=0 is not above min=0"),
        (SCALE, ("max=4", "max=four"), 5, "max=four is no number; a scale is written"),
        (SCALE, (" step=0.1", ""), 5, "only min=, max= and step= can stand here, all three"),
        (SCALE, ("step=0.1", "step=0"), 5, "step=0 does not fit between min and max"),
        (SCALE, ("step=0.1", "step=.001"), 5, "makes more than 1000 stops; take a larger one"),
        (SCALE, ("drift.up", "nothing.up"), 8, "nothing"),
    ],
)  # fmt: skip
def test_a_bad_fence_is_told_once_at_its_line(convert, fence, change, line, told):
    """What is wrong, and what to do; nothing else is told besides."""
    with pytest.raises((SourceError, SourceErrors)) as caught:
        convert(fence.replace(*change, 1))
    (message,) = str(caught.value).splitlines()
    assert message.startswith(f"layer.md:{line}: ")
    assert told in message
