"""A project with one package, for the tests of its wheels."""

PYPROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "small"
version = "1.0"
dependencies = [{needs}]
[tool.hatch.build.targets.wheel]
packages = ["small"]
"""
