"""What stands in a fence `predict`: a question, what to choose from, and the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pelican.plugins.explorable.fences import Fence

__all__ = ["Question", "Scale", "accepts", "parse"]

CHOICE = re.compile(r"[-*][ \t]+(?P<text>.*)$")
EMPTY_CHOICE = re.compile(r"[-*][ \t]*$")
NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
WORDS = ("min", "max", "step")
MOST = 1000  # stops, of which a finger on a phone can still tell one from another
FORM = "a scale is written ```predict min=0 max=1 step=0.01"


@dataclass(frozen=True)
class Scale:
    """The numbers from which a reader chooses one."""

    min: float
    max: float
    step: float


@dataclass(frozen=True)
class Question:
    """A question with choices or a scale, and its answer, all in Markdown.

    ``line`` is where the answer begins.
    """

    text: str
    choices: tuple[str, ...]
    scale: Scale | None
    answer: str
    line: int


def accepts(fence: Fence) -> bool:
    return fence.info.split()[:1] == ["predict"]


def parse(fence: Fence) -> Question:
    """The parts of the fence; SourceError, at its line, if one is missing or not right."""
    scale = _scale(fence)
    lines = list(enumerate(fence.body.split("\n"), fence.line + 1))
    text, lines = _paragraph(_after_blanks(lines))
    if not text:
        raise fence.error("a prediction begins with its question; write it above all else")
    choices, lines = _choices(fence, _after_blanks(lines))
    lines = _after_blanks(lines)
    if scale and choices:
        raise fence.error("a prediction has choices or a scale; leave out one of them")
    if not scale and len(choices) < 2:
        found = "one choice" if choices else "nothing"
        message = f"a prediction with {found} to choose from; list two choices or more, each as "
        raise fence.error(f"{message}- text, below the question; {FORM}")
    answer = "\n".join(line for _, line in lines).strip()
    if not answer:
        raise fence.error("a prediction without an answer; write it last, after an empty line")
    return Question(text, choices, scale, answer, lines[0][0])


Lines = list[tuple[int, str]]


def _after_blanks(lines: Lines) -> Lines:
    start = next((at for at, (_, line) in enumerate(lines) if line.strip()), len(lines))
    return lines[start:]


def _paragraph(lines: Lines) -> tuple[str, Lines]:
    """The lines up to an empty one, or to the first choice; and the rest."""
    end = next(
        (at for at, (_, line) in enumerate(lines) if not line.strip() or CHOICE.match(line)),
        len(lines),
    )
    return "\n".join(line for _, line in lines[:end]), lines[end:]


def _choices(fence: Fence, lines: Lines) -> tuple[tuple[str, ...], Lines]:
    found: list[str] = []
    while lines and (CHOICE.match(lines[0][1]) or EMPTY_CHOICE.match(lines[0][1])):
        number, line = lines[0]
        match = CHOICE.match(line)
        first = match["text"].strip() if match else ""
        rest = list(_indented(lines[1:]))
        choice = " ".join([first, *rest]).strip()
        if not choice:
            raise fence.error("an empty choice; write what it says", number)
        if choice in found:
            raise fence.error(f"the choice {choice!r} is there twice; leave one out", number)
        found.append(choice)
        lines = _after_blanks(lines[1 + len(rest) :])
    return tuple(found), lines


def _indented(lines: Lines) -> Iterator[str]:
    """What goes on with the choice above."""
    for _, line in lines:
        if not line.strip() or not line[0].isspace():
            return
        yield line.strip()


def _scale(fence: Fence) -> Scale | None:
    words = fence.info.split()[1:]
    if not words:
        return None
    given = {name: text for name, _, text in (word.partition("=") for word in words)}
    if sorted(given) != sorted(WORDS) or len(words) > len(WORDS):
        raise fence.error(f"only min=, max= and step= can stand here, all three; {FORM}")
    for name, text in given.items():
        if not NUMBER.fullmatch(text):
            raise fence.error(f"{name}={text} is no number; {FORM}")
    scale = Scale(*(float(given[name]) for name in WORDS))
    if scale.max <= scale.min:
        raise fence.error(f"max={given['max']} is not above min={given['min']}; {FORM}")
    if not 0 < scale.step <= scale.max - scale.min:
        raise fence.error(f"step={given['step']} does not fit between min and max; {FORM}")
    if (scale.max - scale.min) / scale.step > MOST:
        raise fence.error(f"step={given['step']} makes more than {MOST} stops; take a larger one")
    return scale
