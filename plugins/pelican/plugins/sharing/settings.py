"""What a site says of itself."""

from __future__ import annotations

from pelican.plugins.explorable.settings import Setting

__all__ = ["COLOURS", "ICON", "LICENCE", "LIMIT", "ORGANIZATIONS", "PICTURE", "SETTINGS", "SHORT"]

PICTURE = Setting(
    "SHARING_PICTURE", str, None,
    "`module:function` that draws an article's preview: called with its title, its description and "
    "the site's name, it returns a figure of matplotlib, best of 1200 by 630 pixels.",
)  # fmt: skip
ICON = Setting(
    "SHARING_ICON", str, None,
    "`module:function` that draws the site's icon: called with a size in pixels, it returns a "
    "figure of matplotlib.",
)  # fmt: skip
LICENCE = Setting("SHARING_LICENCE", str, None, "The address of the licence of the articles.")
ORGANIZATIONS = Setting(
    "SHARING_ORGANIZATIONS", (list, tuple), (),
    "Those of the authors, whom AUTHOR or an article's `Author` names, who are no persons.",
)  # fmt: skip
SHORT = Setting(
    "SHARING_SHORT_NAME", str, None,
    "The site's name below its icon on a phone; without it SITENAME.",
)  # fmt: skip
COLOURS = Setting(
    "SHARING_COLOURS", dict, {},
    "Colours of the installed site: `theme` of its bar, `background` before it is painted.",
)  # fmt: skip
LIMIT = 120.0  # seconds that one picture may take
SETTINGS = (PICTURE, ICON, LICENCE, ORGANIZATIONS, SHORT, COLOURS)
