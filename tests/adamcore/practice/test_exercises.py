"""The checkers of the article's boxes: which rule they find, and what they show."""

from __future__ import annotations

import numpy as np
import pytest

import adamcore
from adamcore.practice import exercises

from . import right, wrong


def test_a_right_program_passes_with_a_picture() -> None:
    """A box that defines Adam passes, and shows the two paths."""
    verdict = exercises.adam({"np": np, "Adam": right.WithPowers})
    assert verdict.passed
    assert verdict.figure is not None
    assert verdict.detail == verdict.figure.table


@pytest.mark.parametrize(
    "names",
    [
        {"Adam": wrong.CubeRoot, "helper": lambda theta: theta},
        {"step": right.plain, "np": np},
        {"adamcore": adamcore, "AMSGrad": adamcore.AMSGrad, "MyRule": right.WithPowers},
        {"rule": right.WithPowers(lr=0.1)},
    ],
)
def test_the_rule_is_found_by_name_or_form(names: dict[str, object]) -> None:
    """Whatever the reader has called it, the rule is found among other names."""
    assert exercises.adam(names).figure is not None


@pytest.mark.parametrize("names", [{}, {"np": np, "x": 3}, {"AMSGrad": adamcore.AMSGrad}])
def test_a_program_without_a_rule_is_told_what_to_define(names: dict[str, object]) -> None:
    """Nothing to check is no error of the checker's."""
    assert exercises.adam(names).sentence.startswith("There is no rule yet: define a class Adam")


def test_a_rule_of_another_shape_has_no_picture() -> None:
    """What cannot be followed is told without numbers."""

    class Adam:
        def step(self) -> None: ...

    verdict = exercises.adam({"Adam": Adam})
    assert (verdict.passed, verdict.figure, verdict.detail) == (False, None, "")


def test_half_the_way_from_adagrad_is_told_as_such() -> None:
    """AdaGrad and RMSProp are named, and how many changes are left."""

    def adagrad(theta, g, G, t, lr=0.01, eps=1e-8):  # type: ignore[no-untyped-def]  # noqa: N803
        G = G + g * g  # noqa: N806
        return theta - lr * g / np.sqrt(G + eps), G

    def rmsprop(theta, g, v, t, lr=0.01, beta2=0.9, eps=1e-8):  # type: ignore[no-untyped-def]
        v = beta2 * v + (1 - beta2) * g * g
        return theta - lr * g / (np.sqrt(v) + eps), v

    assert "Two changes lead to Adam" in exercises.from_adagrad({"step": adagrad}).sentence
    assert "one of the two changes" in exercises.from_adagrad({"step": rmsprop}).sentence
    assert exercises.from_adagrad({"step": right.plain}).passed


def test_each_exercise_has_its_own_reference() -> None:
    """The library's rules pass in their own exercises and in no other."""
    checks = {"AMSGrad": exercises.amsgrad, "AdamW": exercises.adamw, "Adam": exercises.adam}
    for name, check in checks.items():
        assert check({name: getattr(adamcore, name)}).passed
        other = adamcore.Adam if name != "Adam" else adamcore.AMSGrad
        assert not check({name: other}).passed
