"""Scripts of a site without a bundler are served as they are written, their imports resolved."""

import pytest

from pelican.plugins.explorable.bundles import Bundle
from pelican.plugins.explorable.places import SourceError
from pelican.plugins.figures.scripts import Scripts

BUNDLE = Bundle({"frame/live.js": "assets/live-1.js", "frame/text.js": "assets/text-1.js"})


@pytest.fixture
def scripts(tmp_path):
    """The scripts of a folder with the given texts."""

    def of(**texts):
        for name, text in texts.items():
            (tmp_path / f"{name}.js").write_text(text)
        return Scripts(tmp_path, lambda: BUNDLE)

    return of


def test_the_frame_s_names_become_addresses(scripts):
    """Relative to the script, whatever quotes and forms of import it uses."""
    found = scripts(
        a="import { enliven } from \"#figures/live.js\";\nexport { x } from '#figures/text.js';\n"
        'const later = () => import("#figures/live.js");\n'
    )
    assert found.texts["a.js"].count('"../live-1.js"') == 2
    assert "from '../text-1.js'" in found.texts["a.js"]


def test_scripts_import_each_other(scripts, tmp_path):
    """They lie side by side where the site serves them, too."""
    found = scripts(a='import { b } from "./b.js";', b="export const b = 1;")
    found.write(tmp_path / "out")
    assert (tmp_path / "out" / found.address("a")).read_text() == 'import { b } from "./b.js";'
    assert (tmp_path / "out" / found.address("b")).parent == (tmp_path / "out" / found.place)
    assert found.address("c") is None


def test_other_texts_have_another_address(scripts):
    """A browser may keep them for ever."""
    first = scripts(a="export const a = 1;").address("a")
    assert scripts(a="export const a = 2;").address("a") != first


@pytest.mark.parametrize("name", ["#figures/nope.js", "../x.js", "d3", "./gone.js"])
def test_an_import_of_nothing_is_told_at_its_line(scripts, name):
    """A browser would only say so in its console."""
    with pytest.raises(SourceError, match=rf"a\.js:2: no module '{name}'"):
        _ = scripts(a=f'// first\nimport "{name}";').texts
