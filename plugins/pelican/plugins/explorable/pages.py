"""What pages load: each page the scripts and styles of what is in it, in any theme.

A plugin declares what its part of a page looks like, and which bundles such a page needs. They are
put into the head of each page when Pelican has written it: at any address, for the links are
relative to the page, and also in lists that show whole articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pelican import Pelican, signals

from . import heads, summaries
from .bundles import Bundle
from .places import SettingError

__all__ = ["Needs", "connect", "declare", "site_bundle"]

CARRIED = Path(__file__).parent / "bundled"


@dataclass(frozen=True)
class Needs:
    """What a page with ``marker`` in its text needs of ``plugin``, by the names of bundles.

    ``styles`` are put into the page, ``sheets`` are linked; ``modules`` are scripts that come when
    the page is there, ``classics`` are for browsers that know no modules.
    """

    plugin: str
    marker: str
    styles: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    classics: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()

    def html(self, bundle: Bundle, root: str) -> str:
        """For a page from which ``root`` leads to the site's root."""
        return "".join(
            [
                *(f"<style>{bundle.stylesheet(name, root)}</style>\n" for name in self.styles),
                *(f'<link rel="stylesheet" href="{root}/{bundle.address(name)}">\n'
                  for name in self.sheets),
                *(f'<script defer src="{root}/{bundle.address(name)}"></script>\n'
                  for name in self.classics),
                *(f'<script type="module" fetchpriority="low" '
                  f'src="{root}/{bundle.address(name)}"></script>\n' for name in self.modules),
            ]
        )  # fmt: skip


@dataclass
class Site:
    """The running build's, what its plugins have declared, and bundles of the wheel in use."""

    settings: Mapping[str, Any] = field(default_factory=dict)
    needs: dict[str, Needs] = field(default_factory=dict)
    carried: dict[str, Bundle] = field(default_factory=dict)

    @property
    def output(self) -> Path:
        return Path(self.settings["OUTPUT_PATH"])


site = Site()


def declare(pelican: Pelican, entries: Mapping[str, Path], needs: Iterable[Needs]) -> None:
    """Called by a plugin at the start: ``entries`` are its bundles' sources, by their names."""
    settings = pelican.settings
    if site.settings is not settings:
        vars(site).update(vars(Site(settings)))
    site.needs |= {one.marker: one for one in needs}
    heads.declare(pelican, "pages", needed)
    settings["ASSETS"] = {**entries, **settings.get("ASSETS", {})}


def site_bundle(settings: Mapping[str, Any], plugin: str) -> Bundle:
    """The bundles of this site, or those of ``plugin`` that the wheel carries.

    Raises SettingError if there are none.
    """
    made = settings["JINJA_GLOBALS"].get("bundle")
    if made is not None:
        return made  # type: ignore[no-any-return] # of Pelican's settings
    if plugin not in site.carried:
        site.carried[plugin] = _carried(plugin)
    return site.carried[plugin]


def _carried(plugin: str) -> Bundle:
    found = Bundle.kept(CARRIED / plugin)
    if found is None:
        message = "lacks 'assets', which bundles the scripts that the wheel of the press has ready"
        raise SettingError("PLUGINS", message)
    return found


def needed(page: heads.Page) -> str:
    """The scripts and styles of what is in a page."""
    found = [needs for marker, needs in sorted(site.needs.items()) if marker in page.text]
    return "".join(
        needs.html(site_bundle(site.settings, needs.plugin), page.root) for needs in found
    )


def place(_pelican: Pelican) -> None:
    """Copies the wheel's bundles into a site that uses them."""
    for bundle in site.carried.values():
        bundle.copy(site.output)
    site.carried.clear()


def connect() -> None:
    """Called by the register of each plugin that has a part in pages."""
    heads.connect()
    signals.finalized.connect(place)
    summaries.connect()
