"""Names, colours and parameters are the same wherever they stand."""

import importlib
import inspect
import re
from pathlib import Path

import pytest

from adamcore.experiments import surfaces
from adamcore.experiments.learning_rates import PROBLEMS, RATES, sensitivity
from adamcore.experiments.speed import speed
from adamcore.figures import race, style
from adamcore.rules import RULES
from pelican.plugins.figures.fence import named_in
from pelican.plugins.figures.sources import FigurePackage
from pelican.plugins.figures.states import values

ROOT = Path(__file__).parents[3]
NAMES = FigurePackage("adamcore.figures", ROOT).names()
SHEETS = (
    ROOT / "theme" / "static" / "css" / "tokens.css",
    ROOT / "article" / "style" / "colours.css",
)


def test_articles_show_every_figure():
    """Each figure stands in a fence of the content, and each fence names a figure."""
    assert set(named_in(ROOT / "content")) == set(NAMES)


def test_scripts_belong_to_figures():
    """Every figure has a script of its name, and no other script lies beside these."""
    folder = ROOT / "article" / "figures"
    assert {path.stem for path in folder.glob("*.js")} == set(NAMES)


def text(folder: Path, name: str) -> str:
    return (folder / f"{name}.js").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_parameters_are_the_defaults_of_draw(name):
    """PARAMETERS says in data what draw's signature says in code."""
    module = importlib.import_module(f"adamcore.figures.{name}")
    arguments = inspect.signature(module.draw).parameters
    assert {key: p.default for key, p in arguments.items()} == module.PARAMETERS


def test_the_efforts_that_are_told_are_those_of_the_experiments():
    """How many models the code of a figure trains: rates by seeds by rules, on each problem."""
    sweep = len(RATES) * inspect.signature(sensitivity).parameters["seeds"].default * len(RULES)
    setting = inspect.signature(speed).parameters
    soonest = len(setting["rates"].default) * setting["seeds"].default * len(RULES)
    folder = ROOT / "article" / "figures"
    assert f"trained {sweep * len(PROBLEMS):,} models" in text(folder, "sensitivity")
    assert f"trained {soonest:,} models" in text(folder, "convergence")


def test_every_rule_has_a_colour_a_dash_and_a_name():
    """Rules are told apart by colour and by dash, all of them different."""
    assert set(style.DASHES) == set(style.NAMES) == set(RULES)
    assert len({str(dash) for dash in style.DASHES.values()}) == len(RULES)
    assert set(RULES) < set(style.PALETTE)


def test_every_rule_has_its_name_in_the_page_too():
    """The scripts tell of rules by the names that the drawings have, in their order."""
    script = (ROOT / "article" / "rules.js").read_text("utf-8")
    names = re.findall(r'^  (\w+): "([^"]+)",$', script, re.MULTILINE)
    assert names == list(style.NAMES.items())


def test_the_rates_of_the_race_are_those_of_the_sweep():
    """Its sliders stop at every rate among which the best was sought, and at no other."""
    rates = next(one for one in race.controls() if one["kind"] == "fold")["members"]
    assert [slider["name"] for slider in rates] == list(RULES)
    assert all(values(slider) == list(surfaces.RATES) for slider in rates)


def test_colours_are_all_different():
    """A colour in a drawing stands for one role: that is how a theme finds it."""
    assert len(set(style.PALETTE.values())) == len(style.PALETTE)


def test_the_site_has_the_palettes_light_colours():
    """Each role is a custom property of the site, with the palette's colour in the light theme."""
    text = "".join(path.read_text("utf-8").partition("@media")[0] for path in SHEETS)
    light = dict(re.findall(r"--color-(\w+):\s*(?:light-dark\()?(#[0-9a-f]{6})", text))
    assert {role: light.get(role) for role in style.PALETTE} == style.PALETTE
