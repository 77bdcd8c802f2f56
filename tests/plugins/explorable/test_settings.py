"""Settings are data: of a kind, with a default, and read in one way."""

from pathlib import Path

import pytest

from pelican.plugins.explorable.places import SettingError
from pelican.plugins.explorable.settings import Setting, cache_folder, root, switched_on

WORKERS = Setting("TOY_WORKERS", int, 2, "How many.")


def test_a_setting_has_a_default():
    """Where the site says nothing."""
    assert WORKERS.of({}) == 2
    assert WORKERS.of({"TOY_WORKERS": 3}) == 3


def test_a_setting_of_another_kind_is_told():
    """By its name and its value."""
    with pytest.raises(SettingError, match="TOY_WORKERS: is 'two', which is no int"):
        WORKERS.of({"TOY_WORKERS": "two"})


@pytest.mark.parametrize(
    ("settings", "on"),
    [
        ({"PLUGINS": ["pelican.plugins.toy"]}, True),
        ({"PLUGINS": ["pelican.plugins.toy", "pelican.plugins.explorable"]}, False),
        ({"PLUGINS": ["pelican.plugins.explorable"], "TOY_WORKERS": 1}, True),
    ],
)
def test_a_plugin_that_was_only_found_waits_for_a_setting(settings, on):
    """Pelican starts whatever is installed where a site lists no plugins."""
    assert switched_on(settings, [WORKERS]) is on


def test_the_cache_is_no_part_of_the_sources(monkeypatch, tmp_path):
    """It lies in the working folder, or where the site says."""
    monkeypatch.chdir(tmp_path)
    assert cache_folder({}, "x") == tmp_path / ".cache" / "x"
    assert cache_folder({"EXPLORABLE_CACHE": "/c"}, "x") == Path("/c/x")


def test_content_in_the_working_folder_is_the_root(monkeypatch, tmp_path):
    """Pelican's default; elsewhere the root is the folder in which the content lies."""
    monkeypatch.chdir(tmp_path)
    assert root({"PATH": "."}) == tmp_path
    assert root({"PATH": "content"}) == tmp_path
