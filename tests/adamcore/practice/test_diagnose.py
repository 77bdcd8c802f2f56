"""What `diagnose` says of rules, right and wrong."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

import adamcore
from adamcore.practice import SLIPS, diagnose
from adamcore.practice.lines import Settings
from adamcore.practice.search import BASES, together

from . import right, wrong

REFERENCES = {"adam": adamcore.Adam, "amsgrad": adamcore.AMSGrad, "adamw": adamcore.AdamW}
# Under AMSGrad's maximum these two are conventions, and right.
CONVENTIONS = [("amsgrad", "no_correction"), ("amsgrad", "v_not_corrected")]
CASES = [
    (name, slip)
    for name, slips in SLIPS.items()
    for slip in slips
    if (name, slip.name) not in CONVENTIONS
]
# Two slips that are another one together, or of which one hides the other.
SAME = {
    "no_correction+t_ahead": "no_correction",
    "no_correction+no_m": "rmsprop",
    "m_not_corrected+v_not_corrected": "no_correction",
    "m_not_corrected+no_m": "no_m",
    "v_not_corrected+no_m": "rmsprop",
    "t_ahead+beta_without_power": "beta_without_power",
    "mhat_by_beta2+vhat_by_beta1": "corrections_exchanged",
    "mhat_by_beta2+no_m": "no_m",
    "beta_without_power+state_not_kept": "nothing_kept",
    "beta_without_power+m_not_kept": "beta_without_power+no_m",
    "m_without_weight+v_without_weight": "no_weights",
    "m_without_weight+no_m": "no_m",
    "m_weights_exchanged+no_m": "no_m",
    "m_by_beta2+v_by_beta1": "memories_exchanged",
    "m_by_beta2+no_m": "no_m",
    "no_m+m_not_kept": "no_m",
    "no_m+v_not_kept": "no_m+state_not_kept",
}


def written(lines: type[Any]) -> type[Any]:
    """A class as a reader writes one, that does what `lines` does."""

    class Rule:
        def __init__(
            self,
            lr: float = 0.001,
            beta1: float = 0.9,
            beta2: float = 0.999,
            eps: float = 1e-8,
            weight_decay: float = 0.01,
        ) -> None:
            self.lines = lines(Settings(lr, beta1, beta2, eps, weight_decay))

        def init(self, theta: Any) -> Any:
            return self.lines.init(theta)

        def step(self, theta: Any, g: Any, state: Any) -> Any:
            return self.lines.step(theta, g, state)

    return Rule


@pytest.mark.parametrize(("name", "slip"), CASES, ids=lambda case: getattr(case, "name", case))
def test_every_slip_alone_is_named(name: str, slip: Any) -> None:
    """A rule with one slip of the catalogue is told that slip, and no other."""
    base = next(iter(BASES[name].values()))
    report = diagnose(written(together((slip,), base)), REFERENCES[name])
    assert (report.slip, report.sentence) == (slip.name, slip.sentence)
    assert report.passed == slip.right


@pytest.mark.long
def test_two_slips_at_once_are_named() -> None:
    """A rule with two slips that do not hide each other is told both."""
    pairs = [
        pair
        for pair in itertools.combinations(SLIPS["adam"], 2)
        if not (pair[0].alone or pair[1].alone or pair[0].replaces & pair[1].replaces)
    ]
    told = {}
    for pair in pairs:
        name = "+".join(slip.name for slip in pair)
        report = diagnose(written(together(pair, BASES["adam"][""])))
        if report.slip != name:
            told[name] = report.slip
    assert len(pairs) > 300
    assert told == SAME


@pytest.mark.parametrize("rule", right.RIGHT, ids=lambda rule: getattr(rule, "__name__", "object"))
def test_a_right_rule_passes_however_it_is_written(rule: Any) -> None:
    """Nobody whose numbers are right is accused."""
    report = diagnose(rule)
    assert report.passed, str(report)


@pytest.mark.parametrize("rule", wrong.OUTSIDE, ids=lambda rule: rule.__name__)
def test_a_wrong_rule_of_no_known_kind_is_refused_with_the_place(rule: Any) -> None:
    """What agrees with no slip is told where its path parts from the reference."""
    report = diagnose(rule)
    assert not report.passed
    assert (report.slip, report.step > 0) == ("", True), str(report)
    assert f"On {report.problem} the paths part at step {report.step}" in report.sentence


def test_the_step_at_which_the_paths_part_is_true() -> None:
    """The report names the first step that differs, and the terms that were right until then."""
    report = diagnose(wrong.ForgetsAtTen)
    assert report.step == 10
    assert diagnose(wrong.CubeRoot).agree == ("m", "v")
    assert diagnose(wrong.FourthPower).agree == ("m",)
    assert diagnose(wrong.StopsEarly).step == 1001
    assert diagnose(wrong.FlippedMatrix).problem == "a matrix"
    assert diagnose(wrong.WrongInFloat32).problem == "float32"


@pytest.mark.parametrize(("name", "rule"), wrong.CONDUCT.items())
def test_a_rule_that_changes_what_it_was_given_is_told_so(name: str, rule: Any) -> None:
    """Numbers that are right do not excuse a rule that changes its arguments or mixes runs."""
    report = diagnose(rule)
    assert (report.passed, report.slip) == (False, name), str(report)


def test_state_that_outlives_a_run_is_shared() -> None:
    """A state that the class keeps for all is found by the second run."""
    assert diagnose(wrong.StateOfTheClass).slip == "state_shared"


@pytest.mark.parametrize("convention", ["max_then_correct", "correct_then_max", "card", "paper"])
def test_any_convention_of_amsgrad_is_right_and_named(convention: str) -> None:
    """AMSGrad passes in each of its four conventions, by its name."""
    rule = written(BASES["amsgrad"][convention])
    report = diagnose(rule, adamcore.AMSGrad)
    assert (report.passed, report.slip) == (True, convention)


def test_the_maximum_of_the_roots_is_amsgrad() -> None:
    """The root of a maximum is the maximum of the roots: either is right."""

    def step(theta, g, m, v, root, t, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):  # type: ignore[no-untyped-def]
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g * g
        root = np.maximum(root, np.sqrt(v / (1 - beta2**t)))
        return theta - lr * m / (1 - beta1**t) / (root + eps), m, v, root

    report = diagnose(step, adamcore.AMSGrad)
    assert (report.passed, report.slip) == (True, "correct_then_max")


def test_the_library_agrees_with_itself() -> None:
    """Whoever hands in the library's own rule passes, and is told that it is."""
    for reference in REFERENCES.values():
        report = diagnose(reference, reference)
        assert (report.passed, report.slip) == (True, "library")


def test_only_rules_with_a_catalogue_can_be_meant() -> None:
    """Another reference is an error of the caller's."""
    with pytest.raises(ValueError, match="reference must be one of Adam, AMSGrad, AdamW"):
        diagnose(adamcore.Adam, adamcore.SGD)
