"""An article as an entry of a feed: what any reader of feeds can show, and no more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any
from urllib.parse import urljoin

import lxml.html
from lxml.html import HtmlElement

__all__ = ["entry", "fitted", "readable"]

# Controls, what scripts need, and what stands for sighted or other readers alone.
TAGS = {"script", "style", "template", "button", "input", "select", "textarea", "form", "dialog",
        "svg"}  # fmt: skip
CLASSES = {"codebox-tools", "codebox-foot", "codebox-output", "headerlink", "references-back"}
KEPT = {"href", "src", "alt", "colspan", "rowspan", "datetime", "start"}
ADDRESSES = ("href", "src")
BARE = {"span", "section", "div", "wbr"}  # of which nothing is left without their attributes


def entry(article: Any, link: str, site: str) -> list[str]:
    """The entry's HTML in parts that can stand alone: dek and lead first, then each section."""
    dek, lead = getattr(article, "dek", ""), getattr(article, "lead", "")
    first = f"<p><em>{dek}</em></p>" if dek else ""
    body = article.get_content(site)
    return [readable(part, link, site) for part in [first + lead, *_sections(body)] if part.strip()]


def fitted(parts: Sequence[str], link: str, size: int) -> str:
    """As many of the parts as have room in ``size`` bytes, as the feed writes them."""
    on = f'<p><a href="{escape(link)}">Read on in the page</a>, with its figures and code.</p>'
    room = size - _bytes(on)
    taken: list[str] = []
    for part in parts:
        room -= _bytes(part)
        if room < 0:
            return "\n".join([*taken, on])
        taken.append(part)
    return "\n".join(taken)


def _bytes(html: str) -> int:
    """In a feed HTML is text, of which each bracket is written as four characters."""
    return len(escape(html, quote=False).encode()) + 1


def _sections(body: str) -> list[str]:
    return re.split(r"(?=<section\b)", body)


def readable(html: str, link: str, site: str) -> str:
    """``html`` of the page at ``link`` without what only the page itself has."""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    for formula in root.find_class("katex"):
        _as_tex(formula)
    for figure in root.iter("figure"):
        _as_picture(figure, link, site)
    for box in root.find_class("codebox"):
        _as_code(box, link)
    _drop(root)
    for element in list(root.iter()):
        _plain(element, link)
    text = lxml.html.tostring(root, encoding="unicode", method="html")
    return re.sub(r"\n\s*\n+", "\n", text.removeprefix("<div>").removesuffix("</div>")).strip()


def _as_tex(formula: HtmlElement) -> None:
    """A formula's TeX between dollars: what screens show and what is read aloud are left out."""
    annotation = next(formula.iter("annotation"), None)
    tex = " ".join((annotation.text_content() if annotation is not None else "").split())
    parent = formula.getparent()
    if parent is not None and "katex-display" in parent.get("class", "").split():
        formula, tex = parent, f"$${tex}$$"
    else:
        tex = f"${tex}$"
    _replace(formula, tex)


def _replace(element: HtmlElement, text: str) -> None:
    element.clear(keep_tail=True)
    element.tag, element.text = "span", text


def _as_picture(figure: HtmlElement, link: str, site: str) -> None:
    """The drawing's image, whose address is from the site's root, leading to it in the page."""
    drawn = next(iter(figure.find_class("figure-image")), None)
    if drawn is None:
        return
    image = lxml.html.Element("img", src=f"{site}/{drawn.get('src')}", alt=drawn.get("alt", ""))
    picture = drawn.getparent()
    (picture if picture is not None and picture.tag == "picture" else drawn).drop_tree()
    anchor = lxml.html.Element("a", href=f"{link}#{figure.get('id')}")
    anchor.append(image)
    figure.insert(0, anchor)


def _as_code(box: HtmlElement, link: str) -> None:
    """The code, and where it runs."""
    anchor = lxml.html.Element("a", href=f"{link}#{box.get('id')}")
    anchor.text = "Run this code in the page"
    line = lxml.html.Element("p")
    line.append(anchor)
    box.append(line)


def _drop(root: HtmlElement) -> None:
    for element in list(root.iter()):
        if _is_dropped(element) and element.getparent() is not None:
            element.drop_tree()


def _is_dropped(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str):
        return True  # a comment
    classes = element.get("class", "").split()
    return element.tag in TAGS or "hidden" in element.attrib or not CLASSES.isdisjoint(classes)


def _plain(element: HtmlElement, link: str) -> None:
    for name in list(element.attrib):
        if name not in KEPT:
            del element.attrib[name]
        elif name in ADDRESSES:
            element.set(name, urljoin(link, element.get(name)))
    is_bare = element.tag in BARE or (element.tag == "a" and not element.get("href"))
    if is_bare and element.getparent() is not None:
        element.drop_tag()
