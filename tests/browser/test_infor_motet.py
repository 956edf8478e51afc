"""On paper at most two A4 pages, on the meeting room's screen nothing cut: in real Chromium."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open, Site, settle

A4 = (595, 842)  # points


def printed(page: Page) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def test_the_brief_is_two_pages_for_every_namnd(open_page: Open, site: Site) -> None:
    """Each nämnd of Exempelstad, at its newest report and at a bokslut."""
    page = open_page("/namnd/socialnamnden/infor-motet")
    for namnd in site.store.namnder("exempelstad"):
        for report in ("", "?rapport=2024-12"):
            if report and namnd["code"] in ("kulturnamnden", "fritidsnamnden"):
                continue  # they ended before that
            page.goto(f"{site.address}/namnd/{namnd['code']}/infor-motet{report}")
            settle(page)
            made = printed(page)
            assert len(made) == 2, f"{namnd['code']} {report}"
            assert all(tuple(round(side) for side in sheet.get_size()) == A4 for sheet in made)
            texts = [sheet.get_textpage().get_text_range() for sheet in made]
            assert all(namnd["name"] in t and f"sida {i} av 2" in t for i, t in enumerate(texts, 1))


REAL = {
    "goteborg": ("kommunstyrelsen", 2),
    "boras": ("arbetslivsnamnden", 1),
    "vastervik": ("kommunstyrelsen", 1),
    "malmo": ("grundskolenamnden", 1),
}


@pytest.mark.parametrize("kommun", REAL)
def test_real_ones_fill_their_sheets(kommun: str, open_page: Open) -> None:
    """One sheet where the reports have neither staff nor uppdrag; none is left half empty."""
    namnd, sheets = REAL[kommun]
    made = printed(open_page(f"/namnd/{namnd}/infor-motet?kommun={kommun}", scheme="dark"))
    assert len(made) == sheets
    assert all(lowest_text(sheet) > 0.6 for sheet in made)


def lowest_text(sheet: pypdfium2.PdfPage) -> float:
    """How far down the sheet its own text or lines go, the foot aside: 1 is the foot of the page."""
    height = sheet.get_height()
    tops = [height - top for _, _, _, top in boxes(sheet) if height - top < height * 0.9]
    return float(max(tops)) / height


def boxes(sheet: pypdfium2.PdfPage) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right, top of everything drawn."""
    return [found.get_bounds() for found in sheet.get_objects(max_depth=4)]


CUT = """() => [document.documentElement.scrollHeight > innerHeight,
  document.documentElement.scrollWidth > innerWidth,
  ...[...document.querySelectorAll('#react-entry-point .visning > *')].map(e => {
    const r = e.getBoundingClientRect();
    return r.bottom > innerHeight + 1 || r.right > innerWidth + 1; })].some(Boolean)"""


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
def test_no_screen_is_cut(width: int, height: int, open_page: Open) -> None:
    page = open_page("/namnd/grundskolenamnden/visa")
    page.set_viewport_size({"width": width, "height": height})
    page.reload()  # drawn for this screen from the start
    seen = 0
    while True:
        settle(page)
        seen += 1
        assert not page.evaluate(CUT), f"screen {seen}"
        if not page.locator("#react-entry-point a[rel=next]").count():
            break
        at = page.locator("#react-entry-point .visning .plats").inner_text()
        page.keyboard.press("ArrowRight" if seen % 2 else " ")
        page.locator("#react-entry-point .plats", has_not_text=at).wait_for()
    assert seen >= 5
    page.keyboard.press("ArrowLeft")
    page.locator("#react-entry-point .plats", has_text=f"{seen - 1} av {seen}").wait_for()


LEAST_PX = 28  # of 1080: read on a wall from five metres
SIZES = """() => {
  const zoom = e => parseFloat(getComputedStyle(e.closest('.diagram') || e).zoom) || 1;
  const kinds = '.overrad, h1, li, .kalla-rad, .under-rubrik, .yta text';
  return [...document.querySelectorAll('#react-entry-point .visning :is(' + kinds + ')')]
    .filter(e => e.textContent.trim()).map(e => parseFloat(getComputedStyle(e).fontSize) * zoom(e)); }"""


@pytest.mark.parametrize("slide", [1, 2, 99])
def test_the_text_is_read_from_across_the_room(slide: int, open_page: Open) -> None:
    page = open_page("/namnd/socialnamnden/visa", scheme="dark")
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(page.url.split("?")[0] + f"?bild={slide}")
    settle(page)
    sizes = page.evaluate(SIZES)
    assert len(sizes) >= 4 and min(sizes) >= LEAST_PX


def test_escape_leaves(open_page: Open) -> None:
    page = open_page("/namnd/socialnamnden/visa?bild=2")
    page.keyboard.press("Escape")
    page.locator("#react-entry-point h1", has_text="Socialnämnden").wait_for()
    assert page.url.split("?")[0].endswith("/namnd/socialnamnden")
