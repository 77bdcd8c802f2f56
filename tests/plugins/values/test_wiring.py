"""A Pelican site of its own: its provider, its numbers, its values.json."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]

PROVIDER = """
class Experiment:
    parameters, description, figure, module = {"n": 3}, "Counts.", None, "measurements"

    def run(self):
        return {"total": 1234.5}

def values():
    return {"count": Experiment()}
"""
SETTINGS = """
from pathlib import Path
HERE = Path(__file__).parent
SITENAME, SITEURL, TIMEZONE = "Site", "https://site.test", "UTC"
EXPLORABLE_CACHE = str(HERE / "cache")
PATH, OUTPUT_PATH, CACHE_PATH = str(HERE / "content"), str(HERE / "output"), str(HERE / "cache")
PLUGINS = ["values"]
VALUES = "measurements:values"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = None
"""

# Pelican folds what it logs.
ENVIRONMENT = {"COLUMNS": "500"}


@pytest.fixture
def build(tmp_path):
    """Runs Pelican, as a process, on a site with one article of the given text."""
    (tmp_path / "content").mkdir()
    (tmp_path / "measurements.py").write_text(PROVIDER)
    (tmp_path / "settings.py").write_text(SETTINGS)

    def run(text: str) -> subprocess.CompletedProcess[str]:
        article = f"Title: A\nDate: 2026-01-01\nSlug: a\n\n{text}\n"
        (tmp_path / "content" / "a.md").write_text(article)
        command = [sys.executable, "-m", "pelican", "-s", "settings.py", "--fatal", "errors"]
        return subprocess.run(
            command,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | ENVIRONMENT,
        )

    return run


def test_a_site_quotes_its_own_experiments(build, tmp_path):
    """The page shows the number and values.json tells where it comes from."""
    ran = build("In all {{ count.total:,.1f }}.\n\n{{ values }}")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    html = (tmp_path / "output" / "a.html").read_text()
    assert '<a class="value" href="#value-count" title="Counts. (n=3)">1,234.5</a>' in html
    assert '<dt id="value-count">' in html
    report = json.loads((tmp_path / "output" / "a-values.json").read_text())
    assert report["count.total"]["value"] == 1234.5
    assert report["count.total"]["parameters"] == {"n": 3}


def test_a_number_that_is_typed_though_it_is_known_fails_the_build(build):
    """At its line, with what to write; `VALUES_ALLOWED` has those that only look like it."""
    ran = build("In all {{ count.total:,.1f }}.\n\nThat is 1,234.5 in all.")
    assert ran.returncode != 0
    assert "a.md:7: 1,234.5 is typed by hand; quote it: {{ count.total:.1f }}" in ran.stdout
    ran = build("In all {{ count.total:,.1f }}, and 1,234.6 is another number.")
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_an_unknown_number_fails_the_build(build):
    """With the name that comes near."""
    ran = build("{{ count.totl }}")
    assert ran.returncode != 0
    assert "no value of count is called 'totl'; there is total" in ran.stdout + ran.stderr
