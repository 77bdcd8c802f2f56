"""Names are told to pages in which they stand; settings that cannot be right are refused."""

from types import SimpleNamespace

import pytest

from pelican.plugins import names
from pelican.plugins.explorable.bundles import Bundle
from pelican.plugins.explorable.heads import Page
from pelican.plugins.explorable.places import SettingError

RULES = {"adam": ["Adam"], "sign_descent": ["sign <descent>"]}


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ({"Adam": ["Adam"]}, "the key 'Adam' is none; write small letters"),
        ({"a-b": ["Adam"]}, "the key 'a-b' is none"),
        ({"adam": "Adam"}, "'adam' has no list of words; write {'adam': "),
        ({"adam": []}, "'adam' has no list of words"),
        ({"adam": [" "]}, "'adam' has no list of words"),
        ({"adam": ["Adam"], "adamw": ["Adam"]}, "'Adam' is a name of 'adam' and of 'adamw'"),
    ],
)
def test_what_cannot_be_meant_is_refused(setting, told):
    """With the name of the setting."""
    with pytest.raises(SettingError, match=r"^NAMES: ") as caught:
        names.checked(setting)
    assert told in str(caught.value)


@pytest.fixture
def furnished(tmp_path, monkeypatch):
    """What the plugin adds to a page's head."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "n.css").write_text(".name-near {}")
    addresses = {"names.js": "assets/n.js", "names-style.css": "assets/n.css"}
    bundle = Bundle(addresses, output=tmp_path)
    monkeypatch.setattr(names.pages, "site_bundle", lambda *_: bundle)

    def run(body: str, head: str = "") -> str:
        text = f"<html><head>{head}</head><body>{body}</body></html>"
        page = Page(tmp_path / "a" / "index.html", text, tmp_path, SimpleNamespace())
        return names.part({}, RULES, page)

    return run


def test_a_page_with_a_name_has_names_styles_and_script(furnished):
    """Words are written so that they end no attribute; an underscore is a hyphen in a colour."""
    html = furnished("<p>Adam moves.</p>")
    assert "sign &lt;descent&gt;" in html
    assert ".name-place::highlight(name-adam){" in html
    assert "color-mix(in srgb,var(--color-adam,currentColor)" in html
    assert "var(--color-sign-descent,currentColor)" in html
    assert 'src="../assets/n.js"' in html


def test_a_page_without_a_name_is_left_alone(furnished):
    """As one that is not for readers to find."""
    assert furnished("<p>Nothing.</p>") == ""
    assert furnished("<p>Adam</p>", '<meta name="robots" content="noindex">') == ""
