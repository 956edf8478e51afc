"""Every page, wide and narrow, light and dark: whole, quiet, accessible."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Open, Site, Watch, settle
from tests.browser.places import PLACES, address

WIDTHS = (1280, 820, 390)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}


def violations(page: Page) -> list[str]:
    """Every violation of WCAG 2.1 A and AA that axe finds: rule, element and what is wrong."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{v['id']}: {n['html'][:160]} {n['failureSummary'][:200]}" for v in found for n in v["nodes"]]


def overflow(page: Page) -> list[str]:
    """Elements that stand out on the right, when the page is wider than its window."""
    return page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] :
        [...document.querySelectorAll('body *')].map(e => [e, Math.round(e.getBoundingClientRect().right)])
        .filter(([e, right]) => right > innerWidth + 1).slice(-5)
        .map(([e, right]) => `${e.tagName}.${e.className} ${right}`)"""
    )


@pytest.mark.parametrize("place", PLACES)
def test_page(place: str, open_page: Open, site: Site) -> None:
    page = open_page(address(place, site.store))
    assert page.get_attribute("html", "lang") == "sv"
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == page.locator("header").count() == 1
    for scheme, wide in (("light", 1280), ("dark", 390)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for width in sorted(WIDTHS, key=lambda w: w == wide):
            page.set_viewport_size({"width": width, "height": 900})
            settle(page)
            assert overflow(page) == [], f"{width} px, {scheme}"
        assert violations(page) == [], f"{wide} px, {scheme}"
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")


@pytest.mark.parametrize("path", ["/finns/inte", "/namnd/hittepa", "/kalla/x.1", "/jamfor?nyckeltal=x"])
def test_unknown_address(path: str, open_page: Open, watch: Watch) -> None:
    watch.allowed = ("status of 404",)
    page = open_page(path, status=404)
    assert page.locator("main a").count() > 1
    assert violations(page) == []


def test_titles_differ(open_page: Open, site: Site) -> None:
    page = open_page("/")
    titles = set()
    for place in ("laget", "namnd", "jamfor", "kalla-cell", "begrepp", "ladda-upp", "tillganglighet"):
        page.goto(site.address + address(place, site.store))
        titles.add(page.title())
    assert len(titles) == 7
