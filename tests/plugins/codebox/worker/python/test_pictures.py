"""What is a picture, what is none, and what is said of those that cannot be shown."""

import json
import struct
import zlib
from unittest import mock

import matplotlib.pyplot as plt
import pytest
from matplotlib.animation import ArtistAnimation, FuncAnimation

from pelican.plugins.codebox.worker.python import animations, pictures
from pelican.plugins.codebox.worker.python.pictures import picture


@pytest.fixture(autouse=True)
def _closed():
    yield
    plt.close("all")


class Drawn:
    def __init__(self, svg=None, png=None, alt=""):
        self.svg, self.png, self.alt = svg, png, alt

    def _repr_svg_(self):
        return self.svg

    def _repr_png_(self):
        return self.png


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width=2, height=2):
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(height * (width + 1)))
    body = chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    "value",
    [1, "text", None, Drawn, Drawn(), mock.Mock(), mock.MagicMock(spec=plt.Figure), {}],
)
def test_what_has_no_picture(value):
    """Also a class that draws, and what has an answer to every name."""
    assert picture(value) is None


def test_a_mapping_that_answers_to_every_name_has_no_picture():
    """Its own KeyError is not the program's."""

    class Names(dict):
        def __getattr__(self, name):
            return self[name]

    assert picture(Names(a=1)) is None


@pytest.mark.parametrize("alt", ["", "  ", None, 3, ["x"]])
def test_an_alternative_text_that_is_none_is_replaced(alt):
    """By what the value is."""
    assert picture(Drawn(svg="<svg/>", alt=alt))[2][0] == "A picture of a Drawn"


def test_a_long_alternative_text_is_cut():
    """Ten million characters are read to nobody."""
    assert len(picture(Drawn(svg="<svg/>", alt="w" * 10_000_000))[2][0]) == 1_000


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Drawn(svg=b"<svg/>"), "_repr_svg_ returned bytes instead of str"),
        (Drawn(png="iVBOR"), "_repr_png_ returned str instead of bytes"),
        (
            Drawn(svg="x" * 1_500_001),
            "it has 1,500,001 characters, and the box shows up to 1,500,000",
        ),
        (Drawn(png=bytes(10_000_001)), "it has 10,000,001 bytes"),
        (Drawn(png=png()[:-3]), "its PNG is cut short"),
        (Drawn(png=png()[:45]), "its PNG is cut short"),
        (Drawn(png=png().replace(b"IDAT", b"IDAX")), "its PNG is damaged"),
        (Drawn(png=b"GIF89a" + bytes(99)), "its data are not a PNG's"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_told(value, words):
    """In one sentence, instead of the picture."""
    kind, text, _ = picture(value)
    assert kind == "note"
    assert text.startswith("A picture is not shown: ")
    assert words in text


def test_a_good_png_is_shown():
    """From any kind of bytes."""
    for data in (png(), bytearray(png()), memoryview(png())):
        assert picture(Drawn(png=data))[:2] == ("png", png())


@pytest.mark.parametrize(("size", "dpi"), [((200, 200), 100), ((20, 20), 1000), ((0.5, 300), 10)])
def test_a_figure_without_measure_is_told_before_it_is_drawn(size, dpi):
    """A browser has not the memory, nor the reader the time."""
    kind, text, _ = pictures.draw(plt.figure(figsize=size, dpi=dpi))
    assert kind == "note"
    assert "make its figsize or dpi smaller" in text


def test_many_marks_go_as_pixels_within_the_limits():
    """However large the figure."""
    figure = plt.figure(figsize=(60, 60))
    figure.add_subplot().scatter(range(5_000), range(5_000), s=1)
    kind, data, _ = pictures.draw(figure)
    assert kind == "png"
    width, height = struct.unpack(">II", data[16:24])
    assert width * height <= 25_000_000


def unpacked(data):
    length = int.from_bytes(data[:4], "little")
    facts = json.loads(data[4 : 4 + length])
    assert len(data) == 4 + length + sum(facts["sizes"])
    return facts


def test_an_animation_is_shown_by_its_frames():
    """Whether it is the value or plays in the figure that is shown."""
    for shown in ("figure", "animation"):
        figure, axes = plt.subplots(figsize=(1, 1))
        (line,) = axes.plot([0, 1])
        moving = FuncAnimation(
            figure, lambda k, line=line: line.set_ydata([0, k]), frames=4, interval=50
        )
        kind, data, (alt, _) = picture(figure if shown == "figure" else moving)
        assert kind == "frames"
        assert alt.startswith("Animation. Figure. Axes")
        facts = unpacked(data)
        assert (facts["interval"], facts["repeat"], len(facts["sizes"])) == (50, True, 4)
        assert plt.get_fignums() == []


def test_an_animation_of_artists_is_shown_too():
    """Each list of artists is a frame."""
    figure, axes = plt.subplots(figsize=(1, 1))
    artists = [axes.plot([0, k]) for k in range(3)]
    moving = ArtistAnimation(figure, artists, interval=100, repeat=False)
    facts = unpacked(picture(moving)[1])
    assert (facts["repeat"], len(facts["sizes"])) == (False, 3)


def test_a_long_animation_is_cut_and_says_so(monkeypatch):
    """By frames, and by bytes."""
    figure = plt.figure(figsize=(1, 1))
    monkeypatch.setattr(animations, "FRAMES", 5)
    moving = FuncAnimation(figure, lambda k: None, frames=50)
    assert unpacked(animations.frames(moving))["note"] == (
        "The animation is longer: its first 5 frames are shown."
    )


def test_what_an_animation_raises_is_the_program_s_error():
    """It is not cut there without a word."""
    figure = plt.figure(figsize=(1, 1))
    moving = FuncAnimation(figure, lambda k: 1 // (k - 2), frames=5)
    with pytest.raises(ZeroDivisionError):
        picture(moving)
