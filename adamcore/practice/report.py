"""What is said of a rule that somebody wrote."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Report"]


@dataclass(frozen=True)
class Report:
    """The verdict on a rule, in one sentence, and what it rests on.

    passed: whether the rule is right; sentence: what to say to whoever wrote it; slip: the name of
    what went wrong, or of the form that a right rule has, "" if it has none; line: the line of the
    source file, counted from 1, that the sentence is about, 0 if none is known; problem, step:
    where the paths part first, "" and 0 if they do not; agree: the terms of the card, of "m", "v",
    "mhat" and "vhat", that the rule keeps and that are right until there.
    """

    passed: bool
    sentence: str
    slip: str = ""
    line: int = 0
    problem: str = ""
    step: int = 0
    agree: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"line {self.line}: {self.sentence}" if self.line else self.sentence
