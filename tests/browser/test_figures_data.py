"""What a figure sends along is what its script reads: nothing is loaded for no one."""

import json
import subprocess
from pathlib import Path

import pytest

from pelican.plugins.figures.sources import FigurePackage

ROOT = Path(__file__).parents[2]
NAMES = FigurePackage("adamcore.figures", ROOT).names()
READS = Path(__file__).with_name("figures") / "reads.mjs"


@pytest.fixture
def document(built_site, name):
    """What travels with the figure ``name``."""
    return next((built_site / "figures").glob(f"{name}-*.json"))


@pytest.mark.parametrize("name", NAMES)
def test_every_column_that_is_sent_is_read(name, document):
    """By the figure's own script, in the state that is drawn or in another of its controls."""
    script = ROOT / "article" / "figures" / f"{name}.js"
    command = ["node", str(READS), script.as_uri(), str(document)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == []


@pytest.mark.parametrize("name", NAMES)
def test_what_stands_in_both_languages_travels(name, document):
    """No list of numbers of a figure's constants or controls is written in its script again."""
    found = json.loads(document.read_text("utf-8"))
    constants, controls = found["data"].get("constants", {}), found["controls"]
    script = "".join((ROOT / "article" / "figures" / f"{name}.js").read_text("utf-8").split())
    lists = [value for value in constants.values() if isinstance(value, list)]
    lists += [control["values"] for control in controls if "values" in control]
    assert not [value for value in lists if json.dumps(value, separators=(",", ":")) in script]


@pytest.mark.parametrize("name", ["moving_averages"])
def test_a_column_that_nobody_reads_is_found(name, document, tmp_path):
    """So that the test above can fail."""
    found = json.loads(document.read_text("utf-8"))
    found["data"]["averages"]["nobody"] = found["data"]["averages"]["t"]
    (tmp_path / "more.json").write_text(json.dumps(found))
    script = (ROOT / "article" / "figures" / f"{name}.js").as_uri()
    command = ["node", str(READS), script, str(tmp_path / "more.json")]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(ran.stdout) == ["averages.nobody"]
