"""The fence `predict`, as an extension of Python-Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor

from pelican.plugins.explorable.fences import Fence, FenceExtension, Html

from .question import Question, Scale, accepts, parse

__all__ = ["PredictExtension"]

QUESTION = re.compile(r'(?<=<summary class="predict-asked">).*?(?=</summary>)', re.DOTALL)
STASHED = re.compile("\x02[^\x03]*\x03")
# A summary has phrases in it, no blocks; a link in it would be a choice that leads away.
PHRASES = (
    (re.compile(r"<p>"), '<span class="predict-question">'),
    (re.compile(r"<ul>"), '<span class="predict-choices">'),
    (re.compile(r"<li>"), '<span class="predict-choice">'),
    (re.compile(r"</(?:p|ul|li)>"), "</span>"),
    (re.compile(r"</?a\b[^>]*>"), ""),
)


class PredictExtension(Extension):
    """Renders ``predict`` fences: folds, of which the page's script makes what can be chosen."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        fences = FenceExtension(accepts, lambda fence: render(fence, md), ["predict"], "predict")
        fences.extendMarkdown(md)
        # When all that was stashed is in its place (30).
        md.postprocessors.register(_Phrases(md), "predict-phrases", 6)


class _Phrases(Postprocessor):
    def run(self, text: str) -> str:
        return QUESTION.sub(lambda match: phrases(match[0]), text)


def phrases(html: str) -> str:
    """The paragraph and the list of a question as spans."""
    for pattern, instead in PHRASES:
        html = pattern.sub(instead, html)
    return html.strip()


def render(fence: Fence, md: Markdown) -> list[str]:
    """The pieces of a fold; none if something else is told of the fence already."""
    asked = parse(fence)
    last = fence.line + fence.body.count("\n") + 1
    told = getattr(md, "mistakes", ())
    if any(one.path == fence.path and fence.line < one.line <= last for one in told):
        return []
    scale = _attributes(fence, asked, getattr(md, "quoted", {})) if asked.scale else ""
    return [
        Html(f'<details class="predict"{scale}><summary class="predict-asked">'),
        asked.text,
        "\n".join(f"- {choice}" for choice in asked.choices),
        Html("</summary>"),
        asked.answer,
        Html("</details>"),
    ]


def _attributes(fence: Fence, asked: Question, quoted: Mapping[str, object]) -> str:
    """What the script needs of a scale, and the answer on it."""
    assert asked.scale
    found = (quoted.get(placeholder) for placeholder in STASHED.findall(asked.answer))
    number = next((one for one in found if isinstance(one, int | float)), None)
    if number is None:
        message = "the answer quotes no number; write it as {{ experiment.key:.2f }}, in the text"
        raise fence.error(f"{message} and not in a formula", asked.line)
    _check(fence, asked, asked.scale, number)
    values = {**vars(asked.scale), "answer": number}
    return "".join(f' data-{name}="{value:.6g}"' for name, value in values.items())


def _check(fence: Fence, asked: Question, scale: Scale, number: float) -> None:
    if not scale.min <= number <= scale.max:
        where = f"the scale from {scale.min:g} to {scale.max:g}"
        message = f"the answer, {number:.4g}, is not on {where}; make it longer"
        raise fence.error(message, asked.line)
