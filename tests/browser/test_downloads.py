"""Each chart as PNG, SVG and CSV, and the tables of Jämför as CSV."""

from __future__ import annotations

import csv
import io

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open

PATHS = ("/jamfor?kommun=vastervik", "/namnd/socialnamnden")


def downloaded(page: Page, kind: str) -> tuple[str, bytes]:
    """Name and content of what the first button of a kind gives."""
    with page.expect_download() as download:
        page.locator(f"[data-download={kind}]").first.click()
    return download.value.suggested_filename, download.value.path().read_bytes()


@pytest.mark.parametrize("path", PATHS)
def test_a_chart_is_saved_whole(path: str, open_page: Open) -> None:
    page = open_page(path)
    title = page.locator("figure h3").first.inner_text()
    name, png = downloaded(page, "png")
    assert name.endswith(".png") and png.startswith(b"\x89PNG") and len(png) > 10_000
    name, svg = downloaded(page, "svg")
    assert name.endswith(".svg") and b"<svg" in svg and title.split()[0].encode() in svg
    name, table = downloaded(page, "csv")
    text = table.decode("utf-8")
    assert name.endswith(".csv") and text.startswith("\ufeff") and ";" in text
    assert title in text and "Källa" in text


def test_the_chart_has_its_table_beside_it(open_page: Open) -> None:
    page = open_page(PATHS[0])
    page.locator("figure summary").first.click()
    assert page.locator("figure table").first.is_visible()


@pytest.mark.parametrize(("text", "separator"), [("CSV för Excel", ";"), ("CSV för program", ",")])
def test_the_whole_table_is_saved(text: str, separator: str, open_page: Open) -> None:
    page = open_page(PATHS[0])
    with page.expect_download() as download:
        page.click(f"text={text}")
    content = download.value.path().read_text("utf-8").lstrip("\ufeff")
    rows = list(csv.reader(io.StringIO(content), delimiter=separator))
    names = page.locator("#tabell tbody th").all_inner_texts()
    assert {row[2] for row in rows[1:]} == set(names)
    assert all(row[-1] for row in rows[1:] if row[6])


def test_no_chart_offers_a_cloud(open_page: Open) -> None:
    page = open_page(PATHS[0])
    assert page.locator(".modebar-btn").count() == 0
    assert "chart-studio" not in page.content()
