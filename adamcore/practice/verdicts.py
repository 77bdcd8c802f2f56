"""What is said of a rule, as a report."""

from __future__ import annotations

from .catalogue import SLIPS, Slip
from .conduct import CONDUCT
from .forms import Form
from .lines import Lines
from .paths import Path, StepError
from .probes import Probe
from .report import Report
from .source import line_of, line_of_error
from .terms import agreeing

__all__ = ["OWN", "RIGHT", "broken", "forgotten", "idle", "misbehaved", "named", "unknown"]

RIGHT = {
    "": "Right: your rule agrees with the reference on all {count} problems, to rounding.",
    "max_then_correct": "Right: this is AMSGrad, maximum first, then correction, as in PyTorch.",
    "correct_then_max": "Right: this is AMSGrad, correction first, then maximum, as in Optax.",
    "card": "Right: this is AMSGrad as on the card, a corrected m over the plain maximum.",
    "paper": "Right: this is AMSGrad as in its paper, which corrects nothing.",
}
OWN = "Right, and no wonder: this is the library's own rule, which agrees with itself."
# What an error is told as by what it says: the slip's name and sentence, and texts of the error.
INTEGER = next(slip for slip in SLIPS["adam"] if slip.name == "integer_state")
ERRORS = (
    ("python_scalar",
     "A function for one number meets an array here: use NumPy's, such as np.sqrt and np.maximum.",
     ("only length-1 arrays", "only 0-dimensional", "truth value of an array",
      "can only convert an array", "must be real number, not")),
    ("caret",
     "In Python ^ is no power but a bitwise operation: write g**2, and beta1**t.",
     ("'bitwise_xor' not supported", "unsupported operand type(s) for ^")),
    (INTEGER.name, INTEGER.sentence, ("same_kind",)),
)  # fmt: skip


def forgotten(form: Form, name: str) -> Report | None:
    """The verdict on a class that does not take a hyperparameter of its rule."""
    asked = ("lr", "beta1", "beta2", "eps", *(("weight_decay",) if name == "adamw" else ()))
    missing = tuple(one for one in asked if form.wanted and one not in form.free)
    if not missing:
        return None
    sentence = f"__init__ does not take {listed(missing)}: make each a parameter, and use it."
    return Report(False, sentence, idle_name(missing), line_of(form.code, ("__init__", "init")))


def idle_name(names: tuple[str, ...]) -> str:
    return "lr_ignored" if names == ("lr",) else "hyperparameters_ignored"


def listed(names: tuple[str, ...]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def broken(broke: StepError, form: Form) -> Report:
    """The verdict on a rule that ends with an error."""
    error, probe = broke.error, broke.probe
    line = line_of_error(error, form.code)
    for name, sentence, texts in ERRORS:
        if any(text in str(error) for text in texts):
            return Report(False, sentence, name, line, probe.name, broke.step)
    at = f"at step {broke.step}" if broke.step else "as it starts"
    kind = type(error).__name__
    text = f"On {probe.name}, the rule ends with an error {at}: {kind}: {error}".rstrip(": ")
    return Report(False, f"{text}.", "error", line, probe.name, broke.step)


def misbehaved(form: Form, name: str) -> Report:
    """The verdict on a rule that does what CONDUCT names."""
    line = line_of(form.code, ("init",) if name == "state_shared" else _IN_PLACE.get(name, ()))
    return Report(False, CONDUCT[name], name, line)


_IN_PLACE = {"theta_in_place": ("theta",), "state_in_place": ("m", "v"),
             "gradient_in_place": ("g",)}  # fmt: skip


def named(form: Form, slips: tuple[Slip, ...]) -> Report:
    first = slips[0]
    name = "+".join(slip.name for slip in slips)
    line = line_of(form.code, first.terms)
    if len(slips) == 1:
        return Report(first.right, first.sentence, name, line)
    wrong = [slip for slip in slips if not slip.right]
    sentence = f"Two things at once. {' And: '.join(slip.sentence for slip in wrong)}"
    return Report(False, sentence, name, line)


def unknown(form: Form, base: type[Lines], probe: Probe, step: int, path: Path) -> Report:
    rule = base(form.settings(probe.settings))
    agree = agreeing(path, rule, probe, step)
    where = f"On {probe.name} the paths part at step {step}"
    if agree:
        are = "is" if len(agree) == 1 else "are"
        sentence = f"{where}; {listed(agree)} {are} right up to it, so look at what comes after."
    else:
        sentence = f"{where}; nothing that the rule keeps is m or v there, so look at these first."
    line = line_of(form.code, ("theta",) if agree else ("m", "v"))
    return Report(False, sentence, "", line, probe.name, step, agree)


def idle(form: Form, names: tuple[str, ...]) -> Report:
    """The verdict on a rule to which hyperparameters make no difference."""
    have, them = ("have", "them") if len(names) > 1 else ("has", "it")
    sentence = CONDUCT["ignored"].format(names=f"{listed(names)} {have}", them=them)
    return Report(False, sentence, idle_name(names), line_of(form.code, ("theta", "step")))
