"""Settings of the published site: absolute addresses, a feed and a sitemap.

``make publish SITEURL=https://example.org/adam`` says where the site will stand.
"""

import os

from pelicanconf import *  # noqa: F403
from pelicanconf import PLUGINS
from tools.build.address import siteurl

SITEURL = siteurl(os.environ.get("SITEURL", ""))
RELATIVE_URLS = False
FEED_ALL_ATOM = "feed.xml"
PLUGINS = [*PLUGINS, "feeds", "sitemap"]
# The list of articles is a way and no goal, and the plugin would date it by the clock.
SITEMAP = {"format": "xml", "exclude": ["404.html", "^articles/$"]}
