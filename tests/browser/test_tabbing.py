"""Each kind of page from its first stop to its last with Tab alone: seen, in reading order, never caught."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open, Site
from tests.browser.places import address

KINDS = (
    "laget", "bevaka", "namnd", "infor-motet", "visa", "kostnader", "prognoser", "personal-namnd",
    "uppdrag-goteborg", "mal", "jamfor-forandring", "kalla-cell", "sok", "begrepp-sok", "ladda-upp",
    "lasregler", "underlag", "tillganglighet",
)  # fmt: skip
MOST = 700
RECORD = """() => { window.stops = []; document.addEventListener('focusin', e => {
  const s = getComputedStyle(e.target), r = e.target.getBoundingClientRect();
  window.stops.push({ element: e.target, top: r.top + scrollY, left: r.left,
    tag: e.target.tagName,
    name: (e.target.innerText || e.target.getAttribute('aria-label') || e.target.name || '').trim(),
    main: !!e.target.closest('main'), figure: (e.target.closest('figure') || {}).id || '',
    seen: (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none',
    shown: r.width > 0 && r.height > 0 && r.bottom > 0 && r.top < innerHeight }) }) }"""
TOLD = """() => window.stops.map(({ element, ...told }, i) => ({ ...told,
  after: !i || !!(window.stops[i - 1].element.compareDocumentPosition(element) & 4) }))"""
SCROLLING = """() => [...document.querySelectorAll('main *')].filter(e => {
    const s = getComputedStyle(e);
    return /auto|scroll/.test(s.overflowX + s.overflowY) && e.checkVisibility()
      && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
  }).filter(e => e.tabIndex < 0).map(e => e.outerHTML.slice(0, 120))"""


@dataclass(frozen=True)
class Stop:
    """Where the focus was, and how it showed."""

    tag: str
    name: str
    top: float
    left: float
    main: bool
    figure: str
    seen: bool
    shown: bool
    after: bool


def walk(page: Page) -> list[Stop]:
    """Every stop, from the top of the page until the focus leaves it."""
    page.evaluate(RECORD)
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
    return [Stop(**stop) for stop in page.evaluate(TOLD)]


@pytest.mark.parametrize("place", KINDS)
def test_tab_goes_through_the_page(place: str, open_page: Open, site: Site) -> None:
    page = open_page(address(place, site.store))
    stops = walk(page)
    assert stops[0].name == "Hoppa till innehållet"
    assert 3 < len(stops) < MOST, "the focus is caught, or nothing takes it"
    assert [s for s in stops if not (s.seen and s.shown)] == []
    assert [s for s in stops if not s.after] == [], "the focus goes back in the document"
    inside = [s for s in stops if s.main]
    back = [(a, b) for a, b in pairwise(inside) if b.top < a.top - 60 and b.left <= a.left]
    assert back == [], "the focus goes up the page"
    assert [s for s in stops if not s.name and s.tag not in ("INPUT", "TEXTAREA")] == []
    charts = set(page.eval_on_selector_all("figure.diagram", "all => all.map(f => f.id)"))
    assert {s.figure for s in inside if s.tag == "SUMMARY"} >= charts - _on_a_slide(page, charts)


def _on_a_slide(page: Page, charts: set[str]) -> set[str]:
    """In the meeting room a chart stands alone; its table is on the nämnd's page."""
    return charts if page.locator(".visning").count() else set()


@pytest.mark.parametrize("place", ["namnd", "jamfor", "kostnader", "kalla-cell", "mal", "underlag"])
def test_what_scrolls_can_be_scrolled_by_keyboard(place: str, open_page: Open, site: Site) -> None:
    page = open_page(address(place, site.store), width=390)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert page.evaluate(SCROLLING) == []


def test_a_charts_table_opens_by_keyboard(open_page: Open) -> None:
    page = open_page("/namnd/socialnamnden")
    summary = page.locator("figure.diagram summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("figure.diagram table").first.is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label').startsWith('Tabell: ')")
    summary.focus()
    page.keyboard.press("Enter")
    assert not page.locator("figure.diagram table").first.is_visible()


def test_an_explanation_gives_the_focus_back(open_page: Open) -> None:
    page = open_page("/namnd/socialnamnden")
    button = page.locator("main [popovertarget]").first
    button.focus()
    page.keyboard.press("Enter")
    box = page.locator(f"#{button.get_attribute('popovertarget')}")
    assert box.is_visible()
    page.keyboard.press("Escape")
    assert not box.is_visible()
    assert page.evaluate("document.activeElement.hasAttribute('popovertarget')")


def test_the_introduction_gives_the_focus_back(open_page: Open) -> None:
    page = open_page("/")
    opener = page.locator("footer .besok-oppna")
    opener.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("!!document.activeElement.closest('.besok')")
    page.keyboard.press("Escape")
    assert not page.locator(".besok").is_visible()
    assert page.evaluate("document.activeElement.classList.contains('besok-oppna')")
