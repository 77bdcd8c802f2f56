import json
import re
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from matplotlib.figure import Figure

from pelican.plugins.figures.controls import ControlError
from pelican.plugins.figures.render import DrawingError, render, tables
from pelican.plugins.figures.svg import PLAIN
from tests.browser.picture import vertices

PALETTE = {"ink": "#1d1f24", "paper": "#fcfbf8", "adam": "#b3261e"}


def drawing(**changes):
    """A drawing with axes ``main`` (log y), a line, a dot, and two texts."""
    figure = Figure(figsize=(520 / 72, 200 / 72), dpi=72)
    ax = figure.add_axes((0.1, 0.2, 0.8, 0.7), xlim=(0, 10), ylim=(1, 1000), yscale="log")
    ax.set_gid("axes-main")
    ax.axis("off")
    ax.plot([0, 2.5, 10], [1, 100, 1000], color="#b3261e", gid="line")
    ax.plot([5, 7.5], [10, 100], "o", color="#1d1f24", gid="dots", clip_on=False)
    ax.text(5, 10, "β₁ & <m>", color="#1d1f24", gid="label", fontsize=10)
    ax.text(6, 10, "plain", color="#1d1f24")
    given = {"data": {}, "alt": 'a "sentence"', "parameters": {"beta1": 0.9}, "figure": figure}
    return SimpleNamespace(**given | changes)


def tree(picture):
    """The drawing's elements, their tags without the namespace."""
    return ET.fromstring(
        picture.drawings["wide"].replace(' xmlns="http://www.w3.org/2000/svg"', "")
    )


def by_id(picture):
    root = tree(picture)
    return {e.attrib["id"]: e for e in root.iter() if "id" in e.attrib}


def pixels(axis, value):
    """The reader's side of the mapping: a value on an axis of the JSON, as pixels."""
    scale = np.log if axis["scale"] == "log" else float
    low, high = (scale(limit) for limit in axis["limits"])
    start, end = axis["pixels"]
    return start + (scale(value) - low) / (high - low) * (end - start)


def test_series_that_are_off_are_hidden_and_stay_in_the_drawing():
    """A page can show them."""
    switches = {"kind": "switches", "label": "Lines", "series": {"line": "Line", "dots": "Dots"}}
    picture = render("toy", drawing(controls=[switches | {"off": ["dots"]}]), PALETTE)
    found = by_id(picture)
    assert "display: none" in found["figure-toy-dots"].attrib["style"]
    assert "display" not in found["figure-toy-line"].attrib.get("style", "")
    assert picture.drawings["wide"].count("display: none") == 1


def test_a_point_is_where_the_axes_mapping_says():
    """A line's vertices in the SVG are the data mapped through the JSON's axes."""
    picture = render("toy", drawing(), PALETTE)
    axes = json.loads(picture.data)["axes"]["wide"]["main"]
    found = vertices(by_id(picture)["figure-toy-line"].attrib["d"])
    expected = [
        (pixels(axes["x"], x), pixels(axes["y"], y)) for x, y in ((0, 1), (2.5, 100), (10, 1000))
    ]
    assert found == pytest.approx(np.array(expected), abs=0.06)


def test_markers_are_where_the_axes_mapping_says():
    """Markers stand as <use> elements whose x and y are the mapped data."""
    picture = render("toy", drawing(), PALETTE)
    axes = json.loads(picture.data)["axes"]["wide"]["main"]
    uses = [e for e in by_id(picture)["figure-toy-dots"].iter() if e.tag == "use"]
    found = [(float(e.attrib["x"]), float(e.attrib["y"])) for e in uses]
    expected = [(pixels(axes["x"], x), pixels(axes["y"], y)) for x, y in ((5, 10), (7.5, 100))]
    assert np.array(found) == pytest.approx(np.array(expected), abs=0.006)


def test_markers_that_are_alike_have_one_style():
    """A marker's colour is said once, at the shape, and not at each of its places."""
    dots = by_id(render("toy", drawing(), PALETTE))["figure-toy-dots"]
    assert not [use for use in dots.iter("use") if "style" in use.attrib]
    (shape,) = dots.iter("path")
    assert "fill: var(--color-ink, #1d1f24)" in shape.attrib["style"]


def test_a_gid_becomes_the_id_of_the_element_itself():
    """A line's id is on its path, a text's on its text: no group stands between."""
    found = by_id(render("toy", drawing(), PALETTE))
    assert found["figure-toy-line"].tag == "path"
    assert found["figure-toy-label"].tag == "text"
    assert found["figure-toy-label"].text == "β₁ & <m>"


def test_every_id_and_reference_has_the_prefix():
    """Two figures in one page cannot meet: ids, href and url() all carry the figure's name."""
    picture = render("toy", drawing(), PALETTE)
    assert all(name.startswith("figure-toy-") for name in by_id(picture))
    references = re.findall(r'(?:href="|url\()#([^")]+)', picture.drawings["wide"])
    assert references
    assert set(references) <= set(by_id(picture))


def test_ids_that_nobody_asked_for_are_dropped():
    """matplotlib's own counted ids (text_2, patch_1) are not in the page."""
    assert not re.search(r'id="[^"]*_\d+"', render("toy", drawing(), PALETTE).drawings["wide"])


def test_no_colour_is_left_outside_the_theme():
    """Each colour in the page is a custom property with the light colour to fall back on."""
    inline = render("toy", drawing(), PALETTE).drawings["wide"]
    assert "var(--color-adam, #b3261e)" in inline
    bare = re.sub(r"var\(--color-\w+, #[0-9a-f]{6}\)", "", inline)
    assert not re.search(r"(?<!href=\")#[0-9a-f]{6}\b(?!\w)", bare)


def test_a_colour_outside_the_palette_is_an_error():
    """A colour that no role has would not follow the theme, so it is named and refused."""
    palette = {"ink": "#1d1f24", "paper": "#fcfbf8"}
    with pytest.raises(DrawingError, match="#b3261e"):
        render("toy", drawing(), palette)


def test_text_follows_the_pages_font_and_size():
    """Font family and size are custom properties."""
    style = by_id(render("toy", drawing(), PALETTE))["figure-toy-label"].attrib["style"]
    assert "font-size: calc(10px * var(--figure-text, 1))" in style
    assert "font-family: var(--font-sans, " in style


def test_no_style_element_reaches_the_page():
    """matplotlib's style element and metadata would touch or burden the whole page."""
    inline = render("toy", drawing(), PALETTE).drawings["wide"]
    assert "<style" not in inline
    assert "metadata" not in inline


def test_the_alternative_text_is_the_svgs_name():
    """The SVG is one image with the drawing's sentence as its accessible name."""
    root = tree(render("toy", drawing(), PALETTE))
    assert (root.attrib["role"], root.attrib["aria-label"]) == ("img", 'a "sentence"')


def test_the_same_drawing_gives_the_same_bytes():
    """Nothing in a picture depends on time or chance."""
    assert render("toy", drawing(), PALETTE) == render("toy", drawing(), PALETTE)


def test_a_drawing_is_a_file_that_stands_alone():
    """It has a namespace and a size, and what it takes of a page has a value to fall back on."""
    text = render("toy", drawing(), PALETTE).drawings["wide"]
    root = ET.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert (root.attrib["width"], root.attrib["height"]) == ("520", "200")
    assert text.count("var(") == len(re.findall(r"var\(--[\w-]+, [^)]", text)) > 3


def narrow(**changes):
    """The same in another layout, half as wide."""
    figure = drawing().figure
    figure.set_figwidth(260 / 72)
    return drawing(narrow=figure, **changes)


def test_a_drawing_for_narrow_screens_has_axes_of_its_own():
    """The page takes one of the two, with its size and its axes."""
    picture = render("toy", narrow(), PALETTE)
    assert list(picture.drawings) == ["wide", "narrow"]
    assert (picture.size("wide"), picture.size("narrow")) == (("520", "200"), ("260", "200"))
    axes = json.loads(picture.data)["axes"]
    assert axes["wide"]["main"]["x"]["pixels"] == [52, 468]
    assert axes["narrow"]["main"]["x"]["pixels"] == [26, 234]


def test_a_narrow_drawing_that_lacks_an_artist_is_an_error():
    """The script that moves one moves the other: what it would not find is named."""
    lacking = narrow()
    lacking.narrow.axes[0].lines[0].set_gid(None)
    with pytest.raises(DrawingError, match="narrow drawing has no artist with the gid 'line'"):
        render("toy", lacking, PALETTE)


def test_two_artists_with_one_gid_are_an_error():
    """An id stands once in a page."""
    twice = drawing()
    twice.figure.axes[0].plot([1], [1], gid="line")
    with pytest.raises(DrawingError, match="'line'"):
        render("toy", twice, PALETTE)


SLIDER = {"kind": "stops", "name": "beta1", "label": "β₁", "values": (0.5, 0.9)}


def test_controls_are_in_the_data_and_at_the_picture():
    """The page builds them of the data; the picture has them for checks of links, and the room."""
    picture = render("toy", drawing(controls=[SLIDER], room={"words": 3}), PALETTE)
    (control,) = picture.controls
    assert control == SLIDER | {"values": [0.5, 0.9]}
    assert json.loads(picture.data)["controls"] == picture.controls
    assert "--sliders-wide:1" in picture.room
    assert "--words-wide:3" in picture.room


def test_a_drawing_without_controls_has_none():
    """It is a still picture."""
    picture = render("toy", drawing(), PALETTE)
    assert picture.controls == json.loads(picture.data)["controls"] == []


def test_a_control_in_no_role_s_colour_is_an_error():
    """Roles are those of the palette."""
    with pytest.raises(ControlError, match="role of colour 'red'"):
        render("toy", drawing(controls=[SLIDER | {"tone": "red"}]), PALETTE)


def test_tables_become_plain_lists():
    """NumPy's numbers become Python's, and what is not finite becomes None."""
    found = tables({"t": {"n": np.arange(2), "x": np.array([1.5, np.inf]), "s": ["a", "b"]}})
    assert json.dumps(found) == '{"t": {"n": [0, 1], "x": [1.5, null], "s": ["a", "b"]}}'


def test_columns_of_different_lengths_are_an_error():
    """A table has rows."""
    with pytest.raises(DrawingError, match="'t'"):
        tables({"t": {"a": [1], "b": [1, 2]}})


def test_without_a_palette_black_is_the_page_s_ink():
    """On a dark page too; matplotlib's own colours stay."""
    figure = Figure(figsize=(3, 2))
    figure.add_axes((0.2, 0.2, 0.7, 0.7), gid="axes-main").plot([0, 1], [0, 1], gid="line")
    plain = SimpleNamespace(figure=figure, data={}, alt="A line.", parameters={})
    picture = render("plain", plain, PLAIN)
    assert "var(--color-ink, currentColor)" in picture.drawings["wide"]
    assert "#1f77b4" in picture.drawings["wide"]
