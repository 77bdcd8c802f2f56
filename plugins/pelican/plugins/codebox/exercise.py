"""Exercises: a live box whose program is checked, with hints and a solution behind it.

In a source::

    ```python live id=mean check=mysite.checks:mean
    def mean(x):
        ...
    ```

    ```hint
    Add them up first.
    ```

    ```python solution
    def mean(x):
        return sum(x) / len(x)
    ```

``mysite.checks.mean`` gets the names that the program has defined, and returns an object with
``passed`` and ``sentence``, and if it likes ``line``, ``detail`` and ``figure``. Hints and solution
belong to the checked box before them; without scripts they are there to be opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from pelican.plugins.explorable.fences import Fence, Html, fences_below
from pelican.plugins.explorable.places import SourceError

from .fence import accepts as is_live
from .fence import check_of, highlight, parse
from .rehearsals import Program, Verdict

__all__ = [
    "HINT",
    "SOLUTION",
    "Exercise",
    "checked_in",
    "exercises_in",
    "hint",
    "is_hint",
    "is_solution",
    "solution",
    "verify",
]

# What a checker says; or what went wrong before it could, and in which line.
Ending = Verdict | tuple[str, int]

HINT, SOLUTION = ("hint",), ("solution", "python")


@dataclass(frozen=True)
class Exercise:
    """A checked box, and what belongs to it."""

    box: Fence
    check: str
    solution: Fence | None = None
    hints: tuple[Fence, ...] = ()


def is_hint(fence: Fence) -> bool:
    return fence.info.split() == ["hint"]


def is_solution(fence: Fence) -> bool:
    return fence.info.split() == ["python", "solution"]


def exercises_in(fences: Iterable[Fence]) -> Iterator[Exercise | Fence]:
    """The exercises of one file, in order; a hint or a solution that belongs to none by itself."""
    found: Exercise | None = None
    for fence in fences:
        if is_live(fence):
            if found:
                yield found
            check = check_of(fence)
            found = Exercise(fence, check) if check else None
        elif is_hint(fence) or is_solution(fence):
            if found is None or (is_solution(fence) and found.solution):
                yield fence
            else:
                found = _with(found, fence)
    if found:
        yield found


def checked_in(folder: Path) -> list[Program]:
    """What is tried of the exercises in the Markdown files below ``folder``."""
    programs: list[Program] = []
    for _, fences in groupby(fences_below(folder), attrgetter("path")):
        with suppress(SourceError):  # told when the page is read
            for one in exercises_in(fences):
                if isinstance(one, Exercise):
                    tried = [one.box, *([one.solution] if one.solution else [])]
                    programs += [(fence.body, one.check) for fence in tried]
    return programs


def _with(exercise: Exercise, fence: Fence) -> Exercise:
    hints = (*exercise.hints, fence) if is_hint(fence) else exercise.hints
    given = fence if is_solution(fence) else exercise.solution
    return Exercise(exercise.box, exercise.check, given, hints)


def hint(fence: Fence) -> list[str]:
    """The hint as HTML, its text as Markdown."""
    return [_opening("hint", "Hint"), fence.body, Html("</details>")]


def solution(fence: Fence) -> list[str]:
    """The solution as HTML that can be read; SourceError at a line that Python cannot."""
    parse(fence)
    code = f'<div class="highlight"><pre><code>{highlight(fence.body)}</code></pre></div>'
    return [Html(f"{_opening('solution', 'Solution')}{code}</details>")]


def verify(exercise: Exercise, judged: Callable[[str, str], Ending]) -> None:
    """SourceError unless the solution passes its check and the skeleton does not."""
    given, box, check = exercise.solution, exercise.box, exercise.check
    if given is None:
        raise box.error("a checked box needs a ```python solution below it, to try its check on")
    solved = judged(given.body, check)
    if not isinstance(solved, Verdict):
        what, line = solved
        raise given.error(f"the solution {what}; mend it", given.line + line)
    if solved.ours:
        raise box.error(f"check={check}: {solved.sentence}")
    if not solved.passed:
        raise given.error(f"the solution does not pass its check: {solved.sentence}")
    begun = judged(box.body, check)
    if isinstance(begun, Verdict) and begun.passed:
        raise box.error("this passes its check as it stands; leave something to be written")


def _opening(kind: str, label: str) -> Html:
    return Html(f'<details class="codebox-exercise-{kind}"><summary>{label}</summary>')
