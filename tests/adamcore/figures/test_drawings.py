"""What every drawing has."""

import importlib
import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from adamcore.figures import style
from pelican.plugins.figures.render import render
from pelican.plugins.figures.sources import FigurePackage
from pelican.plugins.figures.states import leaves

ROOT = Path(__file__).parents[3]
NAMES = FigurePackage("adamcore.figures", ROOT).names()

pytestmark = pytest.mark.parametrize("name", NAMES)


def test_it_has_all_parameters_and_is_520_points_wide(drawn, name):
    """A drawing names every parameter with a value, and has the width of all figures."""
    drawing = drawn(name)
    module = importlib.import_module(f"adamcore.figures.{name}")
    assert set(drawing.parameters) == set(module.PARAMETERS)
    assert None not in drawing.parameters.values()
    assert drawing.figure.get_size_inches()[0] * 72 == pytest.approx(style.WIDTH)


def test_every_axes_has_a_name_and_stays_inside(drawn, name):
    """Axes have a gid ``axes-…`` and lie within the figure."""
    for ax in drawn(name).figure.axes:
        assert re.fullmatch(r"axes-[a-z]+", ax.get_gid())
        box = ax.get_position()
        assert box.x0 >= 0 <= box.y0
        assert box.x1 <= 1 >= box.y1


def test_it_renders_in_the_palette_alone(drawn, name):
    """All colours have roles, all tables have rows, ids are unique: rendering raises no error."""
    drawing = drawn(name)
    picture = render(name, drawing, style.PALETTE)
    document = json.loads(picture.data)
    assert document["axes"]
    tables = [t for name, t in document["data"].items() if name != "constants"]
    assert all(len(column) for table in tables for column in table.values())
    ids = re.findall(r' id="([^"]+)"', picture.drawings["wide"])
    assert len(ids) == len(set(ids))


def test_its_text_is_text_and_no_number_is_long(drawn, name):
    """Labels can be read by machines, and no floating-point noise is printed."""
    root = ET.fromstring(render(name, drawn(name), style.PALETTE).drawings["wide"])
    texts = [element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert len(texts) > 3
    assert not [text for text in texts if re.search(r"\d\.\d{5,}|nan|inf\b|e[-+]\d", text)]


def test_it_draws_the_same_bytes_twice(name, drawn):
    """Rendering leaves the drawing as it was."""
    first = render(name, drawn(name), style.PALETTE)
    assert render(name, drawn(name), style.PALETTE) == first


def test_its_alternative_text_tells_what_is_seen(drawn, name):
    """The alternative text is a few sentences with numbers in them, without markup."""
    alt = drawn(name).alt
    assert 100 < len(alt) < 700
    assert re.search(r"\d", alt)
    assert not re.search(r"[<>{}$\\]|nan|(?<!\w)-\d", alt)


def test_a_reader_can_turn_it_at_every_width(drawn, name):
    """Every figure of the article has controls that can be, and room for them."""
    picture = render(name, drawn(name), style.PALETTE)
    assert list(leaves(picture.controls))
    assert {"--words-wide", "--words-narrow"} <= set(re.findall(r"--[\w-]+", picture.room))


def test_every_series_has_artists_to_show(drawn, name):
    """What a switch hides is told by its gid, in the page as by ``without``."""
    gids = [a.get_gid().split("-") for a in drawn(name).figure.findobj() if a.get_gid()]
    keys = {one["series"] for one in leaves(drawn(name).controls) if "series" in one}
    assert all(any(key in parts for parts in gids) for key in keys)


def test_a_code_box_gets_it_as_svg(drawn, name):
    """``_repr_svg_`` is a whole SVG document."""
    root = ET.fromstring(drawn(name)._repr_svg_())
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
