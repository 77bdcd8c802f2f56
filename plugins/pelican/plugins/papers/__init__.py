"""Pelican plugin: articles as PDF, printed by a browser beside the build, and offered by the page.

A browser prints what a build has written, so a paper is older than the build that offers it. Each
has a stamp of the text and of all scripts and styles: one of another edition is never offered.
Templates find name and address of each in ``article.papers``. ``wanted`` tells what to print.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.plugins.explorable.files import write
from pelican.plugins.explorable.settings import Setting, cache_folder, switched_on

__all__ = ["Paper", "register", "wanted"]

FORMATS = Setting("PAPERS", (list, tuple), ("A4", "Letter"), "Sizes of paper, as CSS names them.")
SETTINGS = (FORMATS,)
FOLDER, LIST = "papers", "wanted.json"


@dataclass(frozen=True)
class Paper:
    """What is to be printed: the page ``url``, below the site's root, on paper ``format``."""

    url: str
    format: str
    stamp: str
    slug: str

    @property
    def file(self) -> str:
        """Its name in the cache."""
        return f"{self.slug}-{self.format.lower()}-{self.stamp}.pdf"

    @property
    def address(self) -> str:
        """Where it is served, below the site's root."""
        return f"{self.slug}-{self.format.lower()}.pdf"


@dataclass
class Site:
    """The running build's."""

    settings: Mapping[str, Any] = field(default_factory=dict)
    papers: list[Paper] = field(default_factory=list)


site = Site()


def wanted(cache: Path) -> list[Paper]:
    """What the last build whose cache is the folder ``cache`` would offer."""
    file = cache / FOLDER / LIST
    return [Paper(**one) for one in json.loads(file.read_bytes())] if file.is_file() else []


def configure(pelican: Pelican) -> None:
    vars(site).update(vars(Site()))
    if switched_on(pelican.settings, SETTINGS):
        FORMATS.of(pelican.settings)
        site.settings = pelican.settings


def offer(generators: Iterable[Any]) -> None:
    """Tells each article which of its papers are there."""
    if not site.settings:
        return
    folder = cache_folder(site.settings, FOLDER)
    articles = [one for g in generators for one in getattr(g, "articles", ())]
    for article in articles:
        papers = [Paper(article.url, name, _stamp(article), article.slug)
                  for name in FORMATS.of(site.settings)]  # fmt: skip
        site.papers += papers
        article.papers = [
            (one.format, one.address) for one in papers if (folder / one.file).is_file()
        ]
    write(folder / LIST, json.dumps([asdict(one) for one in site.papers]).encode())


def _stamp(article: Any) -> str:
    bundle = site.settings["JINJA_GLOBALS"].get("bundle")
    assets = sorted(bundle.addresses.values()) if bundle else []
    texts = (article.title, getattr(article, "dek", ""), getattr(article, "lead", ""),
             article._content, *assets)  # fmt: skip
    return hashlib.sha256("\0".join(map(str, texts)).encode()).hexdigest()[:12]


class PapersGenerator:
    """Copies the papers that are offered into the site."""

    def __init__(self, *, output_path: str, **_: Any) -> None:
        self.output = Path(output_path)

    def generate_output(self, _writer: Any) -> None:
        for paper in site.papers:
            file = cache_folder(site.settings, FOLDER) / paper.file
            if file.is_file():
                shutil.copyfile(file, self.output / paper.address)


def add_generator(_pelican: Pelican) -> type[PapersGenerator]:
    return PapersGenerator


def register() -> None:
    signals.initialized.connect(configure)
    signals.all_generators_finalized.connect(offer)
    signals.get_generators.connect(add_generator)
