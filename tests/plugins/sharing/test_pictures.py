"""Pictures are drawn once, are the same each time, and say what went wrong."""

import sys

import pytest

from pelican.plugins.explorable.places import SettingError
from pelican.plugins.sharing.pictures import Pictures, size

SOURCE = """
from matplotlib.figure import Figure

def draw(text, width):
    figure = Figure(figsize=(width / 100, 0.5), dpi=100)
    figure.text(0.1, 0.5, text)
    return figure

def fails(*_):
    raise ValueError("no paper")
"""


@pytest.fixture
def drawn(tmp_path, monkeypatch):
    (tmp_path / "pictured.py").write_text(SOURCE)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "pictured", raising=False)
    return lambda name: Pictures("KEY", f"pictured:{name}", tmp_path / "cache")


def test_a_picture_has_its_size_and_is_kept(drawn, tmp_path):
    """The second time nothing is drawn; other words, or other code, are another picture."""
    first = drawn("draw").draw([["a", 200], ["a", 300]])
    assert [size(png) for png in first] == [(200, 50), (300, 50)]
    files = set((tmp_path / "cache").iterdir())
    assert drawn("draw").draw([["a", 200]]) == first[:1]
    assert set((tmp_path / "cache").iterdir()) == files
    assert drawn("draw").draw([["b", 200]]) != first[:1]
    (tmp_path / "pictured.py").write_text(SOURCE.replace("0.1", "0.4"))
    assert drawn("draw").draw([["a", 200]]) != first[:1]


@pytest.mark.parametrize(
    ("name", "message"), [("fails", "KEY: pictured:fails raised ValueError: no paper"),
                          ("nothing", "KEY: .*its process ended")]
)  # fmt: skip
def test_a_drawing_that_fails_names_its_setting(drawn, name, message):
    """And what it raised."""
    with pytest.raises(SettingError, match=message):
        drawn(name).draw([["a", 200]])


@pytest.mark.parametrize(
    ("given", "message"),
    [("pictured", "module:function"), ("nowhere:draw", "no module 'nowhere'")],
)
def test_a_setting_that_leads_nowhere_is_told(tmp_path, given, message):
    """Before anything is drawn."""
    with pytest.raises(SettingError, match=message):
        Pictures("KEY", given, tmp_path)
