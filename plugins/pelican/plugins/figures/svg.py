"""matplotlib's SVG, made fit for a page: small, with ids of its own, in the theme's colours."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from xml.etree import ElementTree as ET

from .paths import brief

__all__ = ["PLAIN", "ColourError", "clean", "hide", "written"]

PLAIN = {"ink": "#000000", "paper": "#ffffff"}
"""Of a package without a palette: matplotlib's own colours stay, but black is the page's ink."""
OF_THE_PAGE = {"ink": "currentColor", "paper": "transparent"}

HEX = re.compile(r"#[0-9a-f]{6}\b", re.I)
NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
REFERENCE = re.compile(r"url\(#([^)]+)\)")
SIZE = re.compile(r"font-size: ([\d.]+)px")
FAMILY = re.compile(r"font-family: [^;]+")
SHORTHAND = re.compile(r"font: (?:(italic|bold) )?([\d.]+)px [^;]+")
UNSEEN = ("fill: none", "fill: none; opacity: 0")
NO_TURN = re.compile(r"^rotate\(-?0 ")


class ColourError(ValueError):
    """A drawing uses a colour that the palette does not have."""


def clean(text: str, prefix: str, gids: set[str], label: str) -> ET.Element:
    """The drawing's tree: without namespaces, metadata and idle groups; ids under ``prefix``.

    Ids that matplotlib counts up are dropped, ids in ``gids`` and ids referred to are kept. A
    group that has nothing but an id and one child gives the id to the child.
    """
    root = ET.fromstring(text)
    for element in root.iter():
        element.tag = element.tag.partition("}")[2] or element.tag
        element.attrib = {k.partition("}")[2] or k: v for k, v in element.attrib.items()}
        element.tail = None
        if element.tag != "text":
            element.text = (element.text or "").strip() or None
    width, height = root.attrib["viewBox"].split()[2:]
    root.attrib = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": "figure-svg",
        "viewBox": root.attrib["viewBox"],
        "width": width,
        "height": height,
        "role": "img",
        "aria-label": label,
        # Inherited by all: matplotlib's own <style> would reach the whole page.
        "style": "stroke-linejoin: round; stroke-linecap: butt",
    }
    _drop_noise(root)
    _share_styles(root)
    _set_ids(root, prefix, gids)
    _flatten(root)
    # Shapes in <defs> are small and repeated: they keep their second decimal.
    shapes = {shape for defs in root.iter("defs") for shape in defs.iter()}
    for element in root.iter():
        if "d" in element.attrib and element not in shapes:
            element.attrib["d"] = brief(element.attrib["d"])
        else:
            _shorten_path(element)
        _shorten(element)
    return root


def hide(root: ET.Element, prefix: str, series: Collection[str]) -> None:
    """Hides the elements that have one of the ``series`` among the parts of their gid.

    They stay in the drawing: a page can show them.
    """
    for element in root.iter():
        parts = element.attrib.get("id", "").removeprefix(prefix).split("-")
        if not set(series).isdisjoint(parts):
            element.attrib["style"] = _merged(element.attrib.get("style", ""), "display: none")


def written(root: ET.Element, palette: Mapping[str, str]) -> str:
    """The SVG as text, as a file and in a page alike.

    In a page colours, font and size of text follow the theme's custom properties; an image has
    none, and shows the ``palette`` (role to #hex) itself. Raises ColourError, naming the colour, if
    one is not in a palette that is not PLAIN.
    """
    roles = {colour.lower(): role for role, colour in palette.items()}

    def themed(match: re.Match[str]) -> str:
        colour = match[0].lower()
        if colour not in roles and palette is PLAIN:
            return colour
        if colour not in roles:
            raise ColourError(f"colour {colour} is not in the palette")
        own = OF_THE_PAGE[roles[colour]] if palette is PLAIN else colour
        return f"var(--color-{roles[colour]}, {own})"

    def style(text: str) -> str:
        text = SIZE.sub(r"font-size: calc(\1px * var(--figure-text, 1))", text)
        text = FAMILY.sub(
            "font-family: var(--font-sans, Inter, Helvetica, Arial, sans-serif)", text
        )
        return HEX.sub(themed, text)

    for element in root.iter():
        if element.tag == "text":
            # A halo of paper keeps a label readable where a line crosses it.
            halo = f"; paint-order: stroke; stroke: {palette['paper']}; stroke-width: 3px"
            element.attrib["style"] = element.attrib.get("style", "") + halo
        if "style" in element.attrib:
            element.attrib["style"] = style(element.attrib["style"])
    return ET.tostring(root, encoding="unicode")


def _drop_noise(root: ET.Element) -> None:
    for parent, child in list(_pairs(root)):
        unseen = child.tag == "path" and child.attrib.get("style") in UNSEEN
        if child.tag in ("metadata", "style") or unseen:
            parent.remove(child)


def _share_styles(root: ET.Element) -> None:
    """Markers that are all alike take their style from the shape that they repeat."""
    shapes = {e.attrib["id"]: e for e in root.iter("path") if "id" in e.attrib}
    uses: dict[str, list[ET.Element]] = {}
    for use in root.iter("use"):
        uses.setdefault(use.attrib["href"][1:], []).append(use)
    for name, alike in uses.items():
        styles = {use.attrib.get("style", "") for use in alike}
        if len(styles) == 1 and name in shapes:
            own = shapes[name].attrib.get("style", "")
            # The shape's own style comes last: it outweighs what it would inherit.
            shapes[name].attrib["style"] = _merged(styles.pop(), own)
            for use in alike:
                use.attrib.pop("style", None)


def _merged(*styles: str) -> str:
    declared = (rule.split(":", 1) for style in styles for rule in style.split(";") if rule.strip())
    merged = {key.strip(): value.strip() for key, value in declared}
    return "; ".join(f"{key}: {value}" for key, value in merged.items())


def _set_ids(root: ET.Element, prefix: str, gids: set[str]) -> None:
    wanted = gids | {name for e in root.iter() for name in _references(e)}
    for element in root.iter():
        if (name := element.attrib.pop("id", None)) in wanted:
            element.attrib["id"] = prefix + str(name)
        if "href" in element.attrib:
            element.attrib["href"] = f"#{prefix}{element.attrib['href'][1:]}"
        for key in ("clip-path", "mask", "fill"):
            if key in element.attrib:
                element.attrib[key] = REFERENCE.sub(rf"url(#{prefix}\1)", element.attrib[key])


def _references(element: ET.Element) -> Iterator[str]:
    if "href" in element.attrib:
        yield element.attrib["href"][1:]
    for value in element.attrib.values():
        yield from REFERENCE.findall(value)


def _flatten(element: ET.Element) -> None:
    for child in list(element):
        _flatten(child)
    children: list[ET.Element] = []
    for child in element:
        children += _unwrapped(child)
    element[:] = children


def _unwrapped(child: ET.Element) -> list[ET.Element]:
    if child.tag == "defs" and not len(child):
        return []
    if child.tag != "g":
        return [child]
    if not child.attrib:
        return list(child)
    if set(child.attrib) == {"id"} and len(child) == 1 and "id" not in child[0].attrib:
        child[0].attrib = {"id": child.attrib["id"], **child[0].attrib}
        return [child[0]]
    return [child]


def _shorten_path(element: ET.Element) -> None:
    if "d" in element.attrib:
        d = NUMBER.sub(_rounded, element.attrib["d"])
        element.attrib["d"] = re.sub(r"\s*([A-Za-z])\s*", r"\1", d).strip()


def _shorten(element: ET.Element) -> None:
    attributes = element.attrib
    for key in ("x", "y", "width", "height", "transform", "points"):
        if key in attributes:
            attributes[key] = NUMBER.sub(_rounded, attributes[key])
    if NO_TURN.match(attributes.get("transform", "")):
        del attributes["transform"]
    if "style" in attributes:
        attributes["style"] = SHORTHAND.sub(_longhand, attributes["style"])


def _longhand(match: re.Match[str]) -> str:
    slant = {"italic": "font-style: italic; ", "bold": "font-weight: bold; "}.get(match[1], "")
    return f"{slant}font-size: {match[2]}px; font-family: sans-serif"


def _rounded(match: re.Match[str]) -> str:
    # Adding zero makes -0.0 plain.
    return f"{round(float(match[0]), 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def _pairs(root: ET.Element) -> Iterator[tuple[ET.Element, ET.Element]]:
    for parent in root.iter():
        for child in parent:
            yield parent, child
