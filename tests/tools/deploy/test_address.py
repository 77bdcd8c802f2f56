"""GitHub Pages' address of a repository is known from the remote's."""

import pytest

from tools.deploy.address import pages


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("git@github.com:Ada/adam.git", "https://ada.github.io/adam"),
        ("https://github.com/ada/adam", "https://ada.github.io/adam"),
        ("https://x-access-token:t@github.com/ada/adam.git/", "https://ada.github.io/adam"),
        ("ssh://git@github.com/ada/Adam.Pages.git", "https://ada.github.io/Adam.Pages"),
        ("git@github.com:ada/ada.github.io.git", "https://ada.github.io"),
        ("git@gitlab.com:ada/adam.git", None),
        ("/srv/adam.git", None),
        ("https://example.org/github.com/ada/adam.git", None),
    ],
)
def test_the_address_of_pages(remote, address):
    """In each form in which git names a repository; other hosts have rules of their own."""
    assert pages(remote) == address
