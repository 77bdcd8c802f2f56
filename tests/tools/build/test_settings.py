"""A setting that leads nowhere is told with its line, and nothing is built."""

import re

import pytest

MISTAKES = {
    "a plugin": ('PLUGINS = ["layers", "formlas"]', "formlas"),
    "a theme": ('THEME = "simpel"', "simpel"),
    "a Markdown extension": ('MARKDOWN = {"extensions": ["extra", "smrty"]}', "smrty"),
    "a time zone": ('TIMEZONE = "Mars"', "Mars"),
    "a module of figures": ('FIGURES_MODULE = "adamcore.nope"', "no module 'adamcore.nope'"),
    "a folder of scripts": ('FIGURES_SCRIPTS = "nowhere"', "no folder nowhere"),
    "a module of values": ('PLUGINS = ["values"]\nVALUES = "adamcore.nope:f"', "leads nowhere"),
    "a function of values": ('PLUGINS = ["values"]\nVALUES = "adamcore:nope"', "leads nowhere"),
    "no function of values": ('PLUGINS = ["values"]\nVALUES = "adamcore"', "leads nowhere"),
    "an asset": ('PLUGINS = ["assets"]\nASSETS = {"x": "theme/nope.js"}', "no such file"),
    "a project": ('PLUGINS = ["codebox"]\nCODEBOX_PROJECTS = ["nowhere"]', "no pyproject.toml"),
    "a data file": ('PLUGINS = ["codebox"]\nCODEBOX_DATA = {"d": ["x.csv"]}', "no file x.csv"),
}


@pytest.mark.parametrize(("line", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_setting_that_leads_nowhere_is_told_with_its_line(site, line, message):
    """In one line; a site without what it names would be another."""
    site.settings(more=f"# more\n{line}\n")
    done = site.build()
    at = len((site.folder / "conf.py").read_text().splitlines())
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert re.match(rf"conf\.py:{at}: .*{re.escape(message)}", done.stderr), done.stderr
    assert not site.output.exists()
