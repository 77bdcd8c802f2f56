from pathlib import Path

import pytest

from pelican.plugins.explorable.places import SettingError
from pelican.plugins.figures.sources import FigurePackage


def names(site: Path, figure: str) -> set[str]:
    files, _ = FigurePackage.find("toy.figures").dependencies(figure)
    return {str(path.relative_to(site)) for path in files}


def test_figures_are_the_modules_with_a_draw_function(site):
    """Helpers of the package, without a function draw, are no figures."""
    assert FigurePackage.find("toy.figures").names() == ["line", "other"]


def test_a_missing_package_is_told(site):
    """A FIGURES_MODULE that is nowhere on the path is named."""
    with pytest.raises(SettingError, match=r"toy\.nowhere"):
        FigurePackage.find("toy.nowhere")


def test_a_figure_depends_on_what_it_imports(site):
    """The figure's own module and those of its package that it imports are its files."""
    assert names(site, "line") == {"toy/figures/line.py", "toy/numbers.py"}
    assert names(site, "other") == {"toy/figures/other.py"}


def test_dependencies_are_followed_through_relative_and_nested_imports(site, write):
    """An import inside a function, of a module that imports another, ties the figure to both."""
    write("toy/deep.py", "def f():\n    from . import deeper\n")
    write("toy/deeper.py", "import toy.unrelated\n")
    write("toy/figures/other.py", "from ..deep import f\ndef draw(): ...\n")
    assert names(site, "other") == {
        "toy/figures/other.py", "toy/deep.py", "toy/deeper.py", "toy/unrelated.py",
    }  # fmt: skip


def test_a_name_is_followed_through_the_package_to_its_module(site, write):
    """A name taken from the package ties the figure to its module, not to the whole package."""
    write("toy/__init__.py", "from .numbers import VALUES as V\nfrom .unrelated import X\n")
    write("toy/figures/other.py", "from toy import V\ndef draw(): ...\n")
    assert names(site, "other") == {"toy/figures/other.py", "toy/numbers.py"}


def test_the_package_as_a_whole_ties_to_all_that_it_gathers(site, write):
    """After ``import toy`` any name may be used: everything in its __init__ counts."""
    write("toy/figures/other.py", "import toy\ndef draw(): ...\n")
    assert names(site, "other") == {"toy/figures/other.py", "toy/__init__.py", "toy/numbers.py"}


def test_data_beside_a_module_are_part_of_it(site, write):
    """A data file in a module's folder counts, since the module may read it."""
    write("toy/table.csv", "1,2\n")
    assert "toy/table.csv" in names(site, "line")
    assert "toy/table.csv" not in names(site, "other")


def test_foreign_packages_are_found_even_if_named_in_a_call(site, write):
    """Packages outside are told apart from the standard library, also in find_spec(name)."""
    write(
        "toy/figures/other.py", "import json, numpy.linalg\nfind_spec('sklearn')\ndef draw(): ..."
    )
    _, foreign = FigurePackage.find("toy.figures").dependencies("other")
    assert foreign == {"numpy", "sklearn"}
