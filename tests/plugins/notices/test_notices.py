"""The site says whose work it carries."""

import json
from zipfile import ZipFile

from pelican.plugins.notices import Notice, npm_notice, text, wheel_notice


def test_an_npm_package_gives_its_licence(tmp_path):
    """Name, version and text come from the package itself."""
    meta = {"name": "@a/b", "version": "1.2", "license": "MIT"}
    (tmp_path / "package.json").write_text(json.dumps(meta))
    (tmp_path / "LICENSE.md").write_text("Do as you like.\n")
    assert npm_notice(tmp_path) == Notice("@a/b 1.2 (MIT)", "Do as you like.")


def test_a_wheel_gives_its_licences(tmp_path):
    """Also the licences of the libraries that it carries."""
    wheel = tmp_path / "p-1.0-py3-none-any.whl"
    with ZipFile(wheel, "w") as archive:
        folder = "p-1.0.dist-info/"
        archive.writestr(folder + "METADATA", "Name: p\nVersion: 1.0\nLicense: BSD\n\n")
        archive.writestr(folder + "licenses/LICENSE.txt", "own")
        archive.writestr(folder + "licenses/vendored/LICENSE", "carried")
    assert wheel_notice(wheel) == Notice("p 1.0 (BSD)", "own\n\ncarried")


def test_a_licence_given_as_a_text_is_taken_whole(tmp_path):
    """Some wheels have it in their metadata alone."""
    wheel = tmp_path / "p-1.0-py3-none-any.whl"
    with ZipFile(wheel, "w") as archive:
        meta = "Name: p\nVersion: 1.0\nLicense: Be kind.\n        Always.\n\n"
        archive.writestr("p-1.0.dist-info/METADATA", meta)
    notice = wheel_notice(wheel)
    assert notice.title == "p 1.0"
    assert notice.licence.startswith("Be kind.")


def test_notices_stand_once_each_in_the_order_of_their_names():
    """Paragraphs come first."""
    written = text(["ours"], [Notice("b", "B"), Notice("A", "a"), Notice("b", "B")])
    assert [part.split("\n")[0] for part in written.split("-" * 80 + "\n\n")] == ["ours", "A", "b"]
