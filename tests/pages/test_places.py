"""No page is forgotten: each is visited by the browser tests, and by the test of the charts' words."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from pages._page import Page
from pages._site import all_pages
from tests.browser.places import MORE, PLACES


@pytest.mark.parametrize("page", all_pages(), ids=lambda page: page.path)
def test_every_page_is_visited(page: Page) -> None:
    paths = [urlsplit(address).path for address in (PLACES | MORE).values()]
    own = [path for path in paths if _first(path) is page]
    assert own, f"lägg till {page.path} ({page.title}) i tests/browser/places.py"


def _first(path: str) -> Page | None:
    """The page that answers an address: the first that matches, as on the site."""
    return next((page for page in all_pages() if page.match(path) is not None), None)
