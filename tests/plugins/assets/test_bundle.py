"""Scripts and styles are bundled under hashed names; what is wrong in them is told."""

import base64
import hashlib
import re
from functools import partial
from pathlib import Path

import pytest

from pelican.plugins.assets.bundle import BundleError, bundle
from pelican.plugins.explorable.places import SourceError, SourceErrors

ESBUILD = str(Path(__file__).parents[3] / "node_modules" / ".bin" / "esbuild")


def bundled(tmp_path: Path, script: str):
    (tmp_path / "a.js").write_text(script)
    return bundle({"main": tmp_path / "a.js"}, tmp_path / "out", tmp_path, ESBUILD)


def test_a_bundle_is_named_after_its_content(tmp_path):
    """A changed script gets another name, so that browsers may keep the old one for ever."""
    first = bundled(tmp_path, "console.log(1)").address("main.js")
    second = bundled(tmp_path, "console.log(2)").address("main.js")
    assert re.fullmatch(r"assets/main-[A-Z0-9]{8}\.js", first)
    assert first != second
    assert (tmp_path / "out" / first).read_text().strip() == "console.log(1);"


def test_a_policy_permits_the_very_text_that_a_page_holds(tmp_path):
    """By its hash, among scripts alone; a policy that permits all inline scripts stays as it is."""
    built = bundled(tmp_path, "console.log(1)")
    digest = hashlib.sha256(built.script("main.js").encode()).digest()
    leave = f"'sha256-{base64.b64encode(digest).decode()}'"
    permitting = partial(built.permitting, name="main.js")
    policy = "default-src 'none'; {}; style-src-attr 'unsafe-inline'"
    assert permitting(policy.format("script-src 'self'")) == policy.format(
        f"script-src 'self' {leave}"
    )
    everything = policy.format("script-src 'self' 'unsafe-inline'")
    assert permitting(everything) == everything


def test_a_mistake_is_told_with_file_and_line(tmp_path):
    """esbuild's own words, at the line that it complains of."""
    with pytest.raises(SourceError, match=r"a\.js:2: Could not resolve"):
        bundled(tmp_path, "//\nimport './nowhere.js'")


STYLES = {
    "a misspelt property": ("a {\n  widht: 1px;\n}", 2, "widht"),
    "a missing bracket": ("a {\n  color: red;\n", 3, "Expected"),
    "a stray bracket": ("a { color: red; }\n}\n", 2, "Unexpected"),
    "a comment of another language": ("// x\na { color: red; }", 1, "//"),
}


@pytest.mark.parametrize(("style", "line", "message"), STYLES.values(), ids=STYLES)
def test_a_style_that_does_nothing_is_told_with_file_and_line(tmp_path, style, line, message):
    """esbuild's warnings are errors: what it does not know, no browser does."""
    (tmp_path / "a.css").write_text(style)
    with pytest.raises((SourceError, SourceErrors), match=rf"a\.css:{line}: .*{message}"):
        bundle({"style": tmp_path / "a.css"}, tmp_path / "out", tmp_path, ESBUILD)


def test_all_mistakes_of_styles_and_scripts_are_told_at_once(tmp_path):
    """In the order of their places."""
    (tmp_path / "a.css").write_text("a {\n  widht: 1px;\n  heigth: 1px;\n}")
    (tmp_path / "a.js").write_text("import './nowhere.js';")
    entries = {"style": tmp_path / "a.css", "main": tmp_path / "a.js"}
    with pytest.raises(SourceErrors) as caught:
        bundle(entries, tmp_path / "out", tmp_path, ESBUILD)
    places = [line.split(": ")[0] for line in str(caught.value).splitlines()]
    assert places == ["a.css:2", "a.css:3", "a.js:1"]


def test_a_missing_esbuild_says_what_to_do(tmp_path):
    """The set-up installs it."""
    with pytest.raises(BundleError, match="is esbuild installed"):
        bundle({}, tmp_path, tmp_path, str(tmp_path / "esbuild"))


def test_an_unknown_asset_lists_those_that_there_are(tmp_path):
    """A template's typing error is seen at once."""
    with pytest.raises(KeyError, match=r"main\.js"):
        bundled(tmp_path, "1").address("mian.js")


def test_a_font_that_a_style_names_can_be_preloaded(tmp_path):
    """Templates ask for it by its own file name."""
    (tmp_path / "serif.woff2").write_bytes(b"font")
    (tmp_path / "a.css").write_text("@font-face{font-family:S;src:url(serif.woff2)}")
    built = bundle({"style": tmp_path / "a.css"}, tmp_path / "out", tmp_path, ESBUILD)
    assert (tmp_path / "out" / built.address("serif.woff2")).read_bytes() == b"font"


def test_the_packages_in_a_bundle_are_named(tmp_path):
    """Their licences have to be told."""
    package = tmp_path / "node_modules" / "@a" / "b"
    package.mkdir(parents=True)
    (package / "package.json").write_text('{"name": "@a/b", "version": "1.0", "main": "i.js"}')
    (package / "i.js").write_text("export const x = 1")
    (tmp_path / "a.js").write_text('import {x} from "@a/b"; console.log(x)')
    built = bundle({"main": tmp_path / "a.js"}, tmp_path / "out", tmp_path, ESBUILD)
    assert built.packages == (package,)


def test_a_style_within_a_page_finds_its_fonts(tmp_path):
    """Addresses beside the stylesheet become addresses from the page, however deep it stands."""
    (tmp_path / "f.woff2").write_bytes(b"font")
    (tmp_path / "a.css").write_text(
        "@font-face { font-family: A; src: url(f.woff2) }\n"
        'p { background: url("data:image/svg+xml,%3Csvg/%3E") }'
    )
    built = bundle({"style": tmp_path / "a.css"}, tmp_path / "out", tmp_path, ESBUILD)
    text = built.stylesheet("style.css", "..")
    (font,) = re.findall(r"""url\(["']?(\.\./[^"')]+)""", text)
    assert (tmp_path / "out" / "page" / font).resolve().read_bytes() == b"font"
    assert "data:image" in text
