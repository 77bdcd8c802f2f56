"""The runtime that the site has, as for the tests of its build."""

from tests.plugins.codebox.build.conftest import assembled, recipe

__all__ = ["assembled", "recipe"]
