"""Settings of the published site: absolute addresses, a feed and a sitemap.

``make publish SITEURL=https://example.org/adam`` says where the site will stand.
"""

import os

from pelicanconf import *  # noqa: F403
from pelicanconf import PLUGINS

SITEURL = os.environ["SITEURL"].rstrip("/")
RELATIVE_URLS = False
FEED_ALL_ATOM = "feed.xml"
PLUGINS = [*PLUGINS, "sitemap"]
SITEMAP = {"format": "xml"}
