"""What may be SITEURL, and what is refused with a reason."""

import pytest

from tools.build import BuildError
from tools.build.address import siteurl


@pytest.mark.parametrize("text", [
    "https://example.org", "https://example.org/adam", "http://localhost:8000", "https://[::1]:8080",
    "https://user.github.io/a/b", "https://xn--bcher-kva.example",
])  # fmt: skip
def test_an_address_of_a_site_passes(text):
    """A slash at its end is taken away."""
    assert siteurl(text) == siteurl(f"{text}/") == text


@pytest.mark.parametrize("text", [
    "", " ", "example.org", "www.example.org/adam", "/adam", "//example.org", "ftp://example.org",
    "file:///srv/site", "javascript:alert(1)", "https://", "https:///adam", "https://exa mple.org",
    "https://example.org/a b", "https://example.org?x=1", "https://example.org/#top",
    "https://example.org/?", "https://me:secret@example.org", "https://example.org:port",
    "https://example.org:99999", "https://example.org/<b>", "https:example.org", "https://.",
    "http:/x",
])  # fmt: skip
def test_what_is_no_address_of_a_site_is_refused_in_one_line(text):
    """With an example of one."""
    with pytest.raises(BuildError, match="write make publish SITEURL=") as caught:
        siteurl(text)
    assert "\n" not in str(caught.value)
