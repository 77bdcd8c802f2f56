"""nginx and Caddy, configured as the docs say, send the headers that `_headers` promises."""

import fnmatch
import gzip
import urllib.error
import urllib.request
from pathlib import Path

import brotli
import pytest
import zstandard

from tests.hosts import CONFIGURED_HOSTS, hosting
from tools.build import BuildError
from tools.hosting import furnish
from tools.hosting.compress import FORMATS

TEXT = "a line that can be packed, as it comes again\n" * 200
SCRIPT = "assets/main-ABCD1234.js"
FILES = {
    "index.html": f"<!doctype html><title>t</title>{TEXT}",
    "404.html": "<!doctype html><title>not here</title>",
    "articles/index.html": "<!doctype html><title>all</title>",
    SCRIPT: TEXT,
    "assets/style-ABCD1234.css": TEXT,
    "assets/font-ABCD1234.woff2": "f",
    "figures/race-0123456789.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "figures/race-0123456789.json": "{}",
    "runtime/0123456789ab/manifest.json": "{}",
    "runtime/0123456789ab/start.bin": "b",
    "theme/favicon.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "wheels/own-1.0-py3-none-any.whl": "w",
    "notices.txt": TEXT,
    "values.json": "{}",
}
UNPACKED = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    "zstd": lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data),
}


def written(folder: Path, files: dict[str, str] = FILES) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A small site with a file of each kind, furnished for its host, at a path with a space."""
    folder = written(tmp_path_factory.mktemp("site") / "my site")
    furnish(folder, "https://example.org/adam")
    return folder


@pytest.fixture(scope="module", params=CONFIGURED_HOSTS)
def host(request, site, tmp_path_factory):
    at = tmp_path_factory.mktemp(request.param)
    with hosting(request.param, CONFIGURED_HOSTS[request.param], site, at) as address:
        yield address


def asked(address: str, encoding: str = "identity"):
    request = urllib.request.Request(address, headers={"Accept-Encoding": encoding})
    try:
        return urllib.request.urlopen(request, timeout=10)
    except urllib.error.HTTPError as error:
        return error


def promised(site: Path, path: str) -> dict[str, str]:
    """What `_headers` says of an address; a header that comes twice is an error."""
    found: dict[str, str] = {}
    fits = False
    for line in (site / "_headers").read_text().splitlines():
        if line.startswith("/"):
            fits = fnmatch.fnmatchcase(path, line)
        elif line and fits:
            name, _, value = line.strip().partition(": ")
            assert name not in found, f"{path}: two rules for {name}"
            found[name] = value
    return found


@pytest.mark.parametrize("path", ["/", *(f"/{name}" for name in FILES), "/articles/"])
def test_a_host_sends_what_the_headers_file_promises(host, site, path):
    """Of each kind of file: how long it is kept, who may frame it, that its type counts."""
    response = asked(host + path)
    expected = promised(site, path)
    assert response.status == 200
    assert {"Cache-Control", "X-Content-Type-Options", "Content-Security-Policy"} <= set(expected)
    assert {name: response.headers[name] for name in expected} == expected
    shared = "Access-Control-Allow-Origin"
    assert (shared in expected) == path.startswith("/wheels/")
    assert response.headers[shared] == expected.get(shared)


@pytest.mark.parametrize(
    ("name", "kept"),
    [(SCRIPT, True), ("runtime/0123456789ab/start.bin", True), ("index.html", False),
     ("theme/favicon.svg", False)],
)  # fmt: skip
def test_only_names_with_a_hash_are_kept_for_ever(site, name, kept):
    """Everything else is asked for again."""
    assert ("immutable" in promised(site, f"/{name}")["Cache-Control"]) == kept


def test_a_wrong_address_gets_the_page_for_it(host):
    """With the headers of every page, and its status."""
    response = asked(f"{host}/no/such/page")
    assert response.status == 404
    assert b"not here" in response.read()
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" not in (response.headers["Cache-Control"] or "")


@pytest.mark.parametrize("name", ["index.html", SCRIPT, "notices.txt"])
@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd"])
def test_compressed_copies_are_sent_to_those_who_take_them(host, site, name, encoding):
    """nginx without a module has gzip alone; whatever comes unpacks to the file."""
    response = asked(f"{host}/{name}", encoding)
    body, sent = response.read(), response.headers["Content-Encoding"]
    if "nginx" not in response.headers["Server"] or encoding == "gzip":
        assert sent == encoding
        assert len(body) < (site / name).stat().st_size / 5
    assert (UNPACKED[sent](body) if sent else body) == (site / name).read_bytes()


def test_what_is_for_hosts_alone_is_not_sent(host):
    """Neither the table of headers nor the list of what the build wrote."""
    assert asked(f"{host}/_headers").status == 404
    assert asked(f"{host}/.nojekyll").status == 404


def test_copies_are_only_made_where_they_help(site):
    """Not of what is small or packed, and never of copies."""
    copies = {file.name for file in site.rglob("*") if file.suffix in FORMATS}
    texts = ["index.html", "main-ABCD1234.js", "style-ABCD1234.css", "notices.txt"]
    assert copies == {f"{name}{suffix}" for name in texts for suffix in FORMATS}


def test_the_same_site_gives_the_same_copies(site, tmp_path):
    """No clock and no folder in them."""
    again = written(tmp_path)
    furnish(again, "https://example.org/adam")
    names = sorted(str(file.relative_to(again)) for file in again.rglob("*") if file.is_file())
    assert all((again / name).read_bytes() == (site / name).read_bytes() for name in names)


def test_robots_are_led_to_the_sitemap(site):
    """By its whole address, as they want it."""
    assert "Sitemap: https://example.org/adam/sitemap.xml\n" in (site / "robots.txt").read_text()


def test_what_the_site_has_of_its_own_stays(tmp_path):
    """An author's robots.txt and headers are the author's."""
    own = {"robots.txt": "User-agent: *\nDisallow: /\n", "_headers": "/*\n  X-Own: 1\n"}
    furnish(written(tmp_path, own), "https://example.org")
    assert {name: (tmp_path / name).read_text() for name in own} == own


@pytest.mark.parametrize(
    "name", ["figures/index.html", "assets/main.js", "runtime/index.html", "figures/a-1.svg"]
)
def test_a_name_without_a_hash_among_those_with_one_stops_the_build(tmp_path, name):
    """Or readers would keep its first version for a year."""
    with pytest.raises(BuildError, match=rf"^{name}: .*no hash"):
        furnish(written(tmp_path, {name: "x"}), "https://example.org")
