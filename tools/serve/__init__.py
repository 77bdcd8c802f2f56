"""The author's server: it builds at every change, and the browser shows what came of it.

``worker`` is the process that builds, ``builder`` the one who asks it; ``pages`` serves the site,
with ``author.js``, which reloads a page that has been renewed and lays the errors of a build that
failed over the last good one.
"""
