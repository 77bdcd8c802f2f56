"""Every public name is documented, with an example that runs."""

import doctest
import inspect
import pydoc
from importlib import import_module
from pkgutil import iter_modules

import pytest

import adamcore

NAMES = [name for name in adamcore.__all__ if inspect.isclass(getattr(adamcore, name))
         or inspect.isfunction(getattr(adamcore, name))]  # fmt: skip
MODULES = [m.name for m in iter_modules(adamcore.__path__) if not m.ispkg]


@pytest.mark.parametrize("name", NAMES)
def test_a_public_name_has_an_example_that_runs(name):
    """Its docstring says what it is, and shows it."""
    thing = getattr(adamcore, name)
    if name.endswith("State"):
        assert thing.__doc__
        return
    examples = doctest.DocTestFinder(recurse=False).find(thing, name)
    assert sum(len(example.examples) for example in examples) > 0
    runner = doctest.DocTestRunner()
    for example in examples:
        example.globs.update(vars(import_module(thing.__module__)))
        runner.run(example)
    assert runner.summarize().failed == 0


@pytest.mark.parametrize("module", MODULES)
def test_examples_of_a_module_are_true(module):
    """Those of its helpers too."""
    assert doctest.testmod(import_module(f"adamcore.{module}")).failed == 0


def test_help_begins_with_what_a_newcomer_needs():
    """A step, a trajectory, a grid and a schedule, on one screen of 40 lines."""
    text = pydoc.plain(pydoc.render_doc(adamcore)).splitlines()
    screen = "\n".join(text[:40])
    for word in ("rule.step(theta", "trajectory(rule", "(501, 2)", "cosine(", "AdamW"):
        assert word in screen


def test_init_and_step_carry_the_contract():
    """Shapes, dtypes and errors, on every rule."""
    for kind in adamcore.RULES.values():
        doc = inspect.getdoc(kind.step)
        assert all(word in doc for word in ("float32", "shape", "ValueError"))
        assert inspect.getdoc(kind.init)
