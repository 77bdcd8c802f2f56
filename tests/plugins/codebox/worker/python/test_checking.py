"""A checker speaks for the article, whatever the reader's program has done before."""

from __future__ import annotations

import sys

import pytest

from pelican.plugins.codebox.worker.python.checking import Check

CHECKS = """
import math, time
import numpy as np

class Verdict:
    def __init__(self, passed, sentence, line=0):
        self.passed, self.sentence, self.line = passed, sentence, line

def root(names):
    right = abs(names["root"](2.0) - np.sqrt(2.0)) < 1e-9 and math.floor(1.5) == 1
    return Verdict(right, "Right." if right else "Not the root.")

def raises(names):
    raise ValueError("a slip of the author's")

def hangs(names):
    while True: time.monotonic()

def endless(names):
    return Verdict(names["root"](2.0) == 1, "")

def nothing(names):
    return None
"""


@pytest.fixture
def check(tmp_path, monkeypatch):
    """Takes the checker, runs the code, and judges what it has left."""
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "roots_of_ours.py").write_text(CHECKS)
    before = {name: dict(vars(module)) for name, module in sys.modules.items()}

    def check(function: str, code: str, limit: float = 20):
        taken = Check(f"roots_of_ours:{function}", limit)
        names: dict = {}
        exec(compile(code, "your code", "exec"), names)
        return taken.judge(names)

    yield check
    sys.modules.pop("roots_of_ours", None)
    for name, kept in before.items():
        vars(sys.modules[name]).update(kept)


WRONG = "\ndef root(x):\n    return 1.0\n"


def test_right_and_wrong_programs_are_told_apart(check):
    """The checker's own words come through."""
    assert check("root", "import math\nroot = math.sqrt").passed
    judged = check("root", WRONG)
    assert (judged.passed, judged.sentence, judged.ours) == (False, "Not the root.", False)


@pytest.mark.parametrize(
    "trick",
    [
        "import roots_of_ours\nroots_of_ours.root = lambda names: roots_of_ours.Verdict(True, '')",
        "import roots_of_ours\nroots_of_ours.Verdict.__init__ = lambda self, *a: (setattr(self, 'passed', True), setattr(self, 'sentence', ''))",  # noqa: E501
        "import numpy\nnumpy.sqrt = lambda x: 1.0",
        "import builtins\nbuiltins.abs = lambda x: 0",
        "import sys\nfor m in list(sys.modules.values()):\n    if 'sqrt' in vars(m):\n        m.sqrt = lambda x: 1.0",  # noqa: E501
        "import sys\nsys.modules['roots_of_ours'] = None",
        "import sys\nsys.settrace(lambda frame, *_: frame.f_locals.__setitem__('right', True))",
    ],
)
def test_a_program_cannot_pass_by_changing_the_checker(check, trick):
    """Nor what the checker uses of Python and NumPy."""
    assert not check("root", trick + WRONG).passed


def test_a_checker_that_raises_is_the_article_s_fault(check):
    """The reader is told that it is not theirs."""
    judged = check("raises", WRONG)
    assert judged.ours
    assert (
        "this article's fault and not yours (ValueError: a slip of the author's)" in judged.sentence
    )
    assert check("nothing", WRONG).ours
    assert check("absent", WRONG).ours


def test_a_checker_that_never_ends_is_ended(check):
    """After its limit, as the article's fault; as the reader's where their code is at work."""
    judged = check("hangs", WRONG, limit=0.2)
    assert (judged.ours, "longer than 0.2 s" in judged.sentence) == (True, True)
    judged = check("endless", "\ndef root(x):\n    while True:\n        pass", limit=0.2)
    assert not judged.ours
    assert judged.line in (3, 4)
