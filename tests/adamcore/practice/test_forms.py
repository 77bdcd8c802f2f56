"""The forms that a rule may have, and what is said of others."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from adamcore.practice import diagnose

from . import wrong


class NoInit:
    def step(self, theta: Any, g: Any, state: Any) -> Any:
        return theta, state


class Updates:
    def __init__(self, params: Any, lr: float = 0.001) -> None:
        self.params = params

    def init(self, theta: Any) -> Any: ...

    def step(self, theta: Any, g: Any, state: Any) -> Any: ...


class TwoArguments:
    def init(self, theta: Any) -> Any:
        return 0

    def step(self, theta: Any, g: Any) -> Any:
        return theta


class ThetaAlone(wrong._Base):
    def step(self, theta: Any, g: Any, state: Any) -> Any:
        return theta - g


def short(theta: Any, g: Any) -> Any:
    return theta - g


def forgetful(theta: Any, g: Any, m: Any, v: Any, t: Any) -> Any:
    return theta - g


def silent(theta: Any, g: Any, m: Any, v: Any, t: Any) -> Any:
    pass


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (NoInit, "NoInit has no init"),
        (Updates, r"Updates\(\) asks for params"),
        (TwoArguments, r"TwoArguments.step should take step\(theta, g, state\), not 2"),
        (ThetaAlone, "step should return two things.*theta alone"),
        (short, "short takes 2 arguments"),
        (forgetful, "forgetful should return theta and m and v; it returns theta alone"),
        (silent, "it returns nothing"),
        (3.0, "this is of type float"),
        (None, "this is of type NoneType"),
        ("Adam", "this is of type str"),
    ],
)
def test_another_shape_is_told_what_is_expected(rule: Any, words: str) -> None:
    """Whatever is no rule gets a sentence on what one looks like."""
    report = diagnose(rule)
    assert (report.passed, report.slip) == (False, "form")
    with pytest.raises(AssertionError, match=words):
        raise AssertionError(report.sentence)


def test_an_error_is_told_with_step_and_line() -> None:
    """A rule that ends with an error is told which, at which step and in which line."""

    class Breaks(wrong._Base):
        def step(self, theta: Any, g: Any, state: Any) -> Any:
            if state[0] == 2:
                raise KeyError("m")
            return theta, (state[0] + 1, *state[1:])

    report = diagnose(Breaks)
    assert (report.slip, report.step) == ("error", 3)
    assert "KeyError: 'm'" in report.sentence
    assert report.line == Breaks.step.__code__.co_firstlineno + 2


def test_a_function_for_one_number_is_named_as_such() -> None:
    """math.sqrt of an array is a slip of its own."""
    import math

    def step(theta, g, m, v, t, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):  # type: ignore[no-untyped-def]
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g * g
        return theta - lr * m / (math.sqrt(v) + eps), m, v

    report = diagnose(step)
    assert report.slip == "python_scalar"
    assert report.line == step.__code__.co_firstlineno + 3


def test_a_caret_for_a_power_is_named_as_such() -> None:
    """Of an array as of a number, ^ is told as what it is in Python."""

    def of_an_array(theta, g, m, v, t):  # type: ignore[no-untyped-def]
        v = 0.999 * v + 0.001 * g ^ 2
        return theta - 0.001 * g / np.sqrt(v), m, v

    def of_a_number(theta, g, m, v, t):  # type: ignore[no-untyped-def]
        m = 0.9 * m + 0.1 * g
        return theta - 0.001 * m / (1 - 0.9 ^ t), m, v

    for step, line in ((of_an_array, 1), (of_a_number, 2)):
        report = diagnose(step)
        assert (report.slip, report.line) == ("caret", step.__code__.co_firstlineno + line)


def test_a_maximum_of_python_is_named_as_such() -> None:
    """max of two arrays is the same slip."""
    import adamcore

    def step(theta, g, m, v, vmax, t):  # type: ignore[no-untyped-def]
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        vmax = max(vmax, v)
        return theta - 0.001 * m / np.sqrt(vmax), m, v, vmax

    assert diagnose(step, adamcore.AMSGrad).slip == "python_scalar"


def test_whole_numbers_in_place_are_an_integer_state() -> None:
    """NumPy's refusal to add a fraction to integers in place is told as what it is."""

    class Integers(wrong._Base):
        def init(self, theta: Any) -> Any:
            return 0, np.zeros(np.shape(theta), int), np.zeros(np.shape(theta), int)

        def step(self, theta: Any, g: Any, state: Any) -> Any:
            t, m, v = state
            m *= self.beta1
            return theta - m, (t, m, v)

    assert diagnose(Integers).slip == "integer_state"


def test_hyperparameters_that_do_nothing_are_named() -> None:
    """Numbers written into the step instead of the hyperparameters are found by turning these."""

    class Deaf(wrong._Base):
        def step(self, theta: Any, g: Any, state: Any) -> Any:
            t, m, v = self.averages(g, state)
            mhat, vhat = self.corrected((t, m, v))
            return theta - 0.003 * mhat / (np.sqrt(vhat) + self.eps), (t, m, v)

    class Deafer(wrong._Base):
        def step(self, theta: Any, g: Any, state: Any) -> Any:
            t, m, v = state
            t, m, v = t + 1, 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
            mhat, vhat = m / (1 - 0.9**t), v / (1 - 0.999**t)
            return theta - self.lr * mhat / (np.sqrt(vhat) + 1e-8), (t, m, v)

    class Nameless(Deafer):
        def __init__(self) -> None:
            super().__init__()

    assert diagnose(Deaf).slip == "lr_ignored"
    assert diagnose(Deafer).slip == "hyperparameters_ignored"
    assert "beta1, beta2 and eps have no effect" in diagnose(Deafer).sentence
    assert "does not take lr, beta1, beta2 and eps" in diagnose(Nameless).sentence


def test_the_line_of_a_slip_is_where_its_term_gets_its_value() -> None:
    """The report points at the line that the sentence is about."""

    def step(theta, g, m, v, t, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):  # type: ignore[no-untyped-def]
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g
        m_hat = m / (1 - beta1**t)
        v_hat = v / (1 - beta2**t)
        return theta - lr * m_hat / (np.sqrt(v_hat) + eps), m, v

    report = diagnose(step)
    assert (report.slip, report.line) == ("g_for_square", step.__code__.co_firstlineno + 2)
    assert str(report).startswith(f"line {report.line}: v averages the gradient")
