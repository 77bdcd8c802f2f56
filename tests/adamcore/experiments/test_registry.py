"""Every experiment can be quoted: named numbers, a setting, a line that says what it is."""

import json
import math
import re
from importlib import import_module
from pathlib import Path

import pytest

from adamcore.experiments import registry, values
from adamcore.experiments.registry import Experiment, label
from pelican.plugins.figures.sources import FigurePackage

NAMES = sorted(values())
FIGURES = FigurePackage("adamcore.figures", Path(__file__).parents[3]).names()


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
def test_its_numbers_are_finite_and_have_quotable_names(name, result):
    """A name is a lower-case identifier; a value is a plain number or text."""
    found = values()[name].summary(result(name))
    assert found
    for key, value in found.items():
        assert re.fullmatch(r"[a-z][a-z0-9_]*", key)
        assert isinstance(value, str) or math.isfinite(value)


@pytest.mark.parametrize("name", NAMES)
def test_it_says_what_it_is_and_with_what_setting(name):
    """One sentence, and parameters that a page can print."""
    experiment = values()[name]
    assert experiment.description.endswith(".")
    assert json.loads(json.dumps(experiment.parameters))
    assert experiment.figure is None or experiment.figure in FIGURES
    assert experiment.module.startswith("adamcore.experiments.")


def test_every_module_s_experiments_are_found():
    """No list names the modules; a name stands in one of them alone."""
    folder = Path(registry.__file__).parent
    listed = [
        name
        for path in folder.glob("*.py")
        for name in getattr(import_module(f"adamcore.experiments.{path.stem}"), "EXPERIMENTS", ())
        if path.stem != "__init__"
    ]
    assert sorted(listed) == NAMES


def test_a_run_gives_plain_python_values():
    """NumPy's scalars would not go into JSON."""
    experiment = values()["drift"]
    assert {type(value) for value in experiment.run().values()} == {float}


def test_parameters_are_the_defaults_of_the_signature():
    """The setting stands in one place alone."""

    def measure(*, steps: int = 3) -> int:
        """Measures."""
        return steps

    experiment = Experiment(measure, lambda result: {"steps": result})
    assert experiment.parameters == {"steps": 3}
    assert experiment.run() == {"steps": 3}


def test_a_label_names_a_number_in_a_key():
    """Dots and signs are no part of an identifier."""
    assert [label("lr", x) for x in (0.99, 10.0, 1e-5)] == ["lr_0_99", "lr_10", "lr_1em05"]
