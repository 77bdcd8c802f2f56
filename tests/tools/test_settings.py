"""docs/settings.md: it has every setting that the plugins and the theme read."""

import ast
import re
from pathlib import Path

import pelican_katex
import pytest

import pelican
from tools import settings
from tools.build import ROOT
from tools.settings import DOCUMENT, groups, main, page

SOURCES = sorted((ROOT / "plugins" / "pelican" / "plugins").rglob("*.py"))
TEMPLATES = sorted((ROOT / "theme" / "templates").glob("*.html"))
DECLARED = {key for group in groups() for key in group.keys}


def named_in(package):
    """What stands in capitals in a package's own modules."""
    files = Path(package.__file__).parent.glob("*.py")
    return {
        key for file in files for key in re.findall(r"\b[A-Z][A-Z_]+\b", file.read_text("utf-8"))
    }


# Not every setting of theirs has a default.
OTHERS = named_in(pelican) | named_in(pelican_katex)
# One that a plugin only leaves for itself, from one build to the next.
KEPT = {"LAYERS_GIVEN"}


def keys_read(source):
    """Those that code takes from ``settings``, and those of each Setting that it declares."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Subscript(value=owner, slice=ast.Constant(value=str(key))):
                found = ast.unparse(owner)
            case ast.Call(
                func=ast.Attribute(value=owner, attr="get" | "setdefault" | "pop"),
                args=[ast.Constant(value=str(key)), *_],
            ):
                found = ast.unparse(owner)
            case ast.Call(func=ast.Name(id="Setting"), args=[ast.Constant(value=str(key)), *_]):
                found = "settings"
            case ast.Compare(left=ast.Constant(value=str(key)), comparators=[owner]):
                found = ast.unparse(owner)
            case _:
                continue
        if re.search(r"(^|\.)settings$", found) and key.isupper():
            yield key


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_setting_that_a_plugin_reads_is_declared(file):
    """It is Pelican's own, or pelican-katex's, or in the SETTINGS of a plugin."""
    read = set(keys_read(file.read_text("utf-8")))
    assert read - DECLARED - OTHERS - KEPT == set()


def test_settings_that_code_reads_are_found():
    """The search sees subscripts, get, a membership, and a Setting."""
    source = """
        settings["A"]; pelican.settings.get("B"); "C" in settings
        Setting("D", str, None, ""); self.settings.setdefault("E", 1)
        others["F"]; settings["g"]; settings[h]
    """
    assert set(keys_read("\n".join(line.strip() for line in source.splitlines()))) == set("ABCDE")
    assert {"VALUES", "EXPLORABLE_CACHE", "OUTPUT_PATH"} <= {
        key for file in SOURCES for key in keys_read(file.read_text("utf-8"))
    }


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_every_setting_that_a_template_reads_is_declared(template):
    """It is Pelican's own, or in theme/settings.toml."""
    code = re.findall(r"\{[{%].*?[%}]\}", template.read_text("utf-8"), re.DOTALL)
    read = {key for text in code for key in re.findall(r"\b[A-Z][A-Z_]+\b", text)}
    assert read - DECLARED - OTHERS == set()


def test_no_setting_of_the_theme_is_told_in_vain():
    """What theme/settings.toml declares, some template reads."""
    (theme,) = [group for group in groups() if group.title == "The theme"]
    text = "".join(template.read_text("utf-8") for template in TEMPLATES)
    assert {key for key in theme.keys if key not in text} == set()


def test_every_setting_has_a_row_with_its_default():
    """As one would write it, and a dash where there is none."""
    rows = page(groups()).splitlines()
    assert "| `FORMULAS_STYLE` | `True` or `False` | `True` |" in "".join(rows)
    assert '| `CODEBOX_FIRST` | list | `["numpy"]` |' in "".join(rows)
    assert "| `FIGURES_MODULE` | text | – |" in "".join(rows)  # noqa: RUF001 (a dash)
    assert sum(row.startswith("| `") for row in rows) == len(DECLARED)


def test_a_plugin_is_told_in_the_words_of_its_docstring():
    """Its first line, as a sentence."""
    assert "\n## `layers`\n\nA folder of Markdown layers becomes" in page(groups())
    assert "\n## `formulas`\n\n`$…$` and `$$…$$` become" in page(groups())


def test_the_document_is_what_is_declared():
    """Nothing in it is written by hand; `python -m tools.settings` writes it anew."""
    assert (ROOT / DOCUMENT).read_text("utf-8") == page(groups())


def test_check_tells_each_row_that_differs_and_changes_nothing(tmp_path, monkeypatch, capsys):
    """A line for each row, and what to run."""
    (tmp_path / "docs").mkdir()
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    assert main([]) == main(["--check"]) == 0
    file = tmp_path / DOCUMENT
    good = file.read_text("utf-8")
    bad = good.replace("| `CODEBOX_NODE` ", "| `CODEBOX_NODES` ")
    file.write_text(bad, "utf-8")
    assert main(["--check"]) == 1
    line = bad[: bad.index("| `CODEBOX_NODES`")].count("\n") + 1
    gone, new, run = capsys.readouterr().err.splitlines()
    assert gone.startswith(f"{DOCUMENT}:{line}: no longer so: | `CODEBOX_NODES` | path |")
    assert new.startswith(f"{DOCUMENT}:{line}: missing: | `CODEBOX_NODE` | path |")
    assert run == "run python -m tools.settings"
    assert file.read_text("utf-8") == bad
    assert main([]) == 0
    assert file.read_text("utf-8") == good
