"""Every page, wide and narrow, light and dark: whole, quiet, accessible. Each kind with large text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from intake import Intake
from settings import Settings
from store import Store, publish_many
from tests.browser.conftest import Open, Site, Watch, serving, settle, visit
from tests.browser.places import MORE, PLACES, address
from tests.loaders.flat import files, made
from tests.store.factory import fact, make_report

WIDTHS = (320, 390, 820, 1280)
LARGE = (
    "laget",
    "namnd",
    "jamfor",
    "personal",
    "prognoser",
    "mal",
    "uppdrag-ett",
    "kalla-cell",
    "tillganglighet",
)
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    "resultTypes": ["violations"],
}


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.1 A and AA and best practice: rule, element and what is wrong."""
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
def test_page(place: str, open_page: Open, site: Site, watch: Watch) -> None:
    status = 404 if place == "finns-inte" else 200
    watch.allowed = ("status of 404",) if status == 404 else ()
    _whole(open_page(address(place, site.store), width=390, status=status))


@pytest.mark.parametrize("place", MORE)
def test_page_with_more(place: str, watch: Watch, more: Site) -> None:
    _whole(visit(watch, more.address + MORE[place].format(sum=_sum(more.store)), width=390))


def _whole(page: Page) -> None:
    """On a telephone, in light; then with everything unfolded, in dark, as narrow as at 400 % and wide."""
    assert page.get_attribute("html", "lang") == "sv"
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == page.locator("header.topp").count() == 1
    assert violations(page) == [], "390 px, light"
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    page.emulate_media(color_scheme="dark")
    for width in WIDTHS:
        _narrow(page, width)
        assert overflow(page) == [], f"{width} px, dark"
    assert violations(page) == [], "1280 px, dark"


def _narrow(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    settle(page)


@pytest.mark.parametrize("place", LARGE)
def test_text_twice_as_large(place: str, large_text: Watch, site: Site) -> None:
    page = visit(large_text, site.address + address(place, site.store))
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert overflow(page) == [] and cut(page) == []
    page.close()


def cut(page: Page) -> list[str]:
    """Controls, headings and table cells whose text does not fit in them."""
    return page.evaluate(
        """() => [...document.querySelectorAll('h1, h2, h3, button, .knapp, th, td, .lage, dd, label')]
        .filter(e => e.checkVisibility() && !e.closest('.endast-lasare') && e.clientWidth > 1)
        .filter(e => getComputedStyle(e).overflow !== 'visible' && e.scrollWidth > e.clientWidth + 1)
        .map(e => `${e.tagName}.${e.className} ${e.innerText.slice(0, 40)}`)"""
    )


@pytest.fixture(scope="module")
def large_text(large_chromium: Browser) -> Iterator[Watch]:
    """A browser whose reader has asked for text twice as large."""
    context = large_chromium.new_context(locale="sv-SE", reduced_motion="reduce")
    yield Watch(context)
    context.close()


@pytest.fixture(scope="module")
def more(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A small store with a ledger's sums and a figure from Kolada."""
    folder = tmp_path_factory.mktemp("more") / "var"
    _fill(folder)
    with serving(folder) as running:
        yield running


def _fill(folder: Path) -> None:
    settings = Settings(data_folder=folder)
    intake, content = (
        Intake(settings, Store(folder)),
        files.xlsx(files.table(files.RAINDANCE, made.rows(300))),
    )
    report, _ = intake.read("huvudbok.xlsx", content)
    assert report is not None
    intake.publish(report, content, "controller")
    kpi = fact("matt:kolada-n00090", "7.1", scale=1, namnd="", year=2022, month=12, horizon="year",
               unit="procent", row="Sjukfrånvaro")  # fmt: skip
    publish_many(
        folder, [make_report("boras", "2022-12", kind="kolada", salt="k", facts=[kpi])], "controller"
    )


def _sum(store: Store) -> str:
    """A fact that sums rows of the ledger."""
    ledger = next(row for row in store.submissions() if row["file"] == "huvudbok.xlsx")
    return f"{ledger['id']}.0"


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
