"""Pelican plugin: references in BibTeX beside the text; `{{ references }}` becomes their list.

An article's folder has a file ``references.bib``. Text refers to an entry by a link, ``#ref-KEY``,
which shows the entry in place; the entry leads back to each place that refers to it. Templates and
other plugins find the entries in ``article.references``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.plugins.explorable import pages, reading
from pelican.plugins.explorable.places import SettingError
from pelican.plugins.explorable.settings import Setting, root, switched_on

from .cited import with_ways_back

__all__ = ["ENTRIES", "register"]

FILE = Setting(
    "REFERENCES", str, "references.bib",
    "The file of BibTeX entries, looked for beside each text that lists them.",
)  # fmt: skip
SETTINGS = (FILE,)

PAGE = Path(__file__).parent / "page"
ENTRIES = {"references": PAGE / "references.js", "references-style": PAGE / "references.css"}
MARKER = 'class="references"'
NEEDS = pages.Needs(
    plugin="references",
    marker=MARKER,
    styles=("references-style.css",),
    modules=("references.js",),
)


def configure(pelican: Pelican) -> None:
    settings = pelican.settings
    if not switched_on(settings, SETTINGS):
        return
    try:
        from .extension import ReferencesExtension  # noqa: PLC0415 (a site may do without)
    except ImportError as error:
        message = f"references needs {error.name}; pip install 'pelican-explorable[references]'"
        raise SettingError("PLUGINS", message) from None
    extension = ReferencesExtension(FILE.of(settings), root(settings))
    settings["MARKDOWN"].setdefault("extensions", []).append(extension)
    pages.declare(pelican, ENTRIES, [NEEDS])


def attach(content: Any) -> None:
    """Gives an article or a page the entries of the list that is in it, and them ways back."""
    # Others may have set up Pelican without this plugin.
    if MARKER not in (content._content or "") or not content.source_path:
        return
    from .bibliography import read  # noqa: PLC0415 (as above)

    file = Path(content.source_path).parent / FILE.of(content.settings)
    lead = getattr(content, "lead", "")  # of an article in layers: it stands above the text
    content.lead, content._content = with_ways_back(lead, content._content)
    content.references = read(file, root(content.settings)) if file.is_file() else ()


def register() -> None:
    reading.connect()
    pages.connect()
    signals.initialized.connect(configure)
    signals.content_object_init.connect(attach)
