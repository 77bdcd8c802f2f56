"""The rules have one name each, in Python, in the text and in the page."""

import json
import re
import subprocess

import pelicanconf
from adamcore.figures.style import NAMES, PALETTE
from tools.build import ROOT

TEXT = ROOT / "content" / "adam-optimizer"


def test_names_in_the_text_are_those_of_figures():
    """Each rule's own name is the first but for longer ones; further ones are spellings."""
    assert set(pelicanconf.NAMES) == set(NAMES)
    for key, name in NAMES.items():
        assert name in pelicanconf.NAMES[key], key


def test_names_in_scripts_are_those_of_figures():
    """As Node reads article/rules.js."""
    text = (ROOT / "article" / "rules.js").read_text("utf-8")
    table = re.search(r"export const NAMES = (\{.*?\});", text, re.DOTALL)
    script = f"process.stdout.write(JSON.stringify({table[1]}))"
    told = subprocess.run(["node", "-e", script], capture_output=True, text=True, check=True)
    assert json.loads(told.stdout) == NAMES


def test_the_table_of_rules_names_them_all():
    """The first column of the table in the first section, in its order."""
    text = (TEXT / "1-historical-context.md").read_text("utf-8")
    table = text[text.index("| Rule | Memory") :]
    rows = re.findall(r"^\| (\w+) \|", table, re.MULTILINE)[1:]
    assert sorted(rows) == sorted(NAMES.values())


def test_every_spelling_stands_in_the_text_and_every_name_has_a_colour():
    """None is kept in vain."""
    text = "\n".join(file.read_text("utf-8") for file in sorted(TEXT.glob("*.md")))
    words = [word for words in pelicanconf.NAMES.values() for word in words]
    assert [word for word in words if word not in text] == []
    styles = (ROOT / "article" / "style" / "colours.css").read_text("utf-8")
    assert [key for key in NAMES if f"--color-{key}:" not in styles or key not in PALETTE] == []
