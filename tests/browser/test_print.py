"""On paper, from a light and a dark screen: light, within the sheet, nothing cut, no sheet left empty."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open

A4 = (595, 842)  # points
EDGE = 14  # points: no printer reaches nearer the edge of the sheet
FOOT = 45  # points at the head and foot that only the page's own margin texts use
KINDS = {  # a page of each kind, and the most sheets that it may take
    "/": 2,
    "/namnd/socialnamnden": 6,
    "/namnd/socialnamnden/kostnader": 6,
    "/namnd/socialnamnden/prognoser": 6,
    "/jamfor": 4,
    "/prognoser": 4,
    "/personal": 5,
    "/uppdrag": 4,
    "/mal": 4,
    "/kalla/matt?kommun=exempelstad&key=prognosavvikelse&namnd=socialnamnden&year=2025": 1,
}


def printed(page: Page, *, background: bool) -> pypdfium2.PdfDocument:
    made = page.pdf(print_background=background, prefer_css_page_size=True)
    return pypdfium2.PdfDocument(io.BytesIO(made))


@pytest.mark.parametrize("place", KINDS)
def test_paper(place: str, open_page: Open) -> None:
    """Every other kind from a dark screen with backgrounds, the others from a light one without."""
    dark = list(KINDS).index(place) % 2 == 0
    page = open_page(place, scheme="dark" if dark else "light")
    made = printed(page, background=dark)
    assert len(made) <= KINDS[place]
    for number, sheet in enumerate(made, 1):
        assert tuple(round(side) for side in sheet.get_size()) == A4
        text = sheet.get_textpage().get_text_range()
        assert f"Sida {number} av {len(made)}" in text and "Utskriven" in text and "127.0.0.1" in text
        assert "Ladda ner" not in text and "Huvudmeny" not in text
        within(sheet)
        legible(sheet)
    assert all(filled(sheet) > 0.55 for sheet in list(made)[:-1]), [round(filled(s), 2) for s in made]
    text = whole(made)
    for title in page.locator("#react-entry-point .diagram h3").all_inner_texts():
        assert plain(title) in text


def whole(made: pypdfium2.PdfDocument) -> str:
    """The text of all the sheets, as one line."""
    return plain(" ".join(sheet.get_textpage().get_text_range() for sheet in made))


def plain(text: str) -> str:
    """All kinds of space as one; a narrow or hard one is drawn as an ordinary."""
    return re.sub(r"\s+", " ", text)


def texts(sheet: pypdfium2.PdfPage) -> Iterator[pypdfium2.PdfObject]:
    yield from sheet.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=8)


def within(sheet: pypdfium2.PdfPage) -> None:
    """Every letter, the right-most label of a chart too, is on the sheet."""
    page = sheet.get_textpage()
    width, height = sheet.get_size()
    for at in range(page.count_chars()):
        left, bottom, right, top = page.get_charbox(at)
        if right > left:
            assert left >= EDGE and right <= width - EDGE and bottom >= EDGE and top <= height - EDGE, (
                page.get_text_range(max(at - 20, 0), 30)
            )


def legible(sheet: pypdfium2.PdfPage) -> None:
    """Light paper with no dark ground, and no text that is lighter than what can be read on it."""
    picture = sheet.render(scale=0.5, grayscale=True).to_numpy()
    assert (picture > 225).mean() > 0.7
    for text in texts(sheet):
        assert contrast(colour(text)) >= 4.5


def colour(text: pypdfium2.PdfObject) -> tuple[int, int, int]:
    parts = [pdfium.c_uint() for _ in range(4)]
    assert pdfium.FPDFPageObj_GetFillColor(text.raw, *parts)
    return parts[0].value, parts[1].value, parts[2].value


def contrast(rgb: tuple[int, int, int]) -> float:
    """Against white (WCAG 2.1, 1.4.3)."""
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in rgb)]
    return 1.05 / (sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True)) + 0.05)


def filled(sheet: pypdfium2.PdfPage) -> float:
    """How far down the sheet its content goes, of what there is between head and foot."""
    rows = sheet.render(scale=0.5, grayscale=True).to_numpy().min(axis=1) < 200
    body = rows[FOOT // 2 : -FOOT // 2]
    return float(body.nonzero()[0].max() + 1) / len(body) if body.any() else 0.0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_are_drawn_for_the_sheet_and_then_again_for_the_screen(scheme: str, open_page: Open) -> None:
    page = open_page("/kostnader", scheme=scheme)
    state = "[document.documentElement.className, document.documentElement.dataset.tema || '', " \
            "document.querySelector('#react-entry-point .yta svg').getAttribute('width')]"  # fmt: skip
    before = page.evaluate(state)
    made = printed(page, background=True)
    page.wait_for_timeout(100)
    assert page.evaluate(state) == before
    assert max(size(text) for text in texts(made[0])) < 30 and min(size(t) for t in texts(made[0])) >= 5


def size(text: pypdfium2.PdfObject) -> float:
    """The height of its letters' em, in points."""
    given = pdfium.c_float()
    assert pdfium.FPDFTextObj_GetFontSize(text.raw, given)
    return float(given.value * abs(text.get_matrix().d or text.get_matrix().b))


def test_a_chart_that_is_not_drawn_gives_its_table(open_page: Open) -> None:
    """Printed without scripts, or before the charts are there."""
    page = open_page("/namnd/socialnamnden")
    page.evaluate("document.querySelectorAll('#react-entry-point .yta').forEach(e => e.replaceChildren())")
    page.evaluate("window.addEventListener('beforeprint', e => e.stopImmediatePropagation(), true)")
    text = whole(printed(page, background=False))
    assert "Visa som tabell" not in text and "Ritar diagrammet" not in text
    for caption in page.locator("#react-entry-point .diagram caption").all_text_contents():
        assert plain(caption) in text
