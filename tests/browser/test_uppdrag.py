"""The choices of Uppdrag in a real browser, and what the lists do on paper."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.test_pages import overflow

ITEMS = "#lista .lista > li"


def _count(page: Page, number: int) -> None:
    expect(page.locator(ITEMS)).to_have_count(number)


def test_the_choices_are_a_form_whose_address_is_the_answer(open_page: Open) -> None:
    page = open_page("/uppdrag?kommun=goteborg")
    _count(page, 13)
    page.get_by_label("Status").select_option(label="Delrapporterat")
    _count(page, 6)
    page.get_by_label("Sök i text och ärendenummer").fill("slk-2023-00638")
    page.locator("main form").get_by_role("button", name="Sök").click()
    _count(page, 1)
    assert "status=delrapporterad" in page.url and "kommun=goteborg" in page.url
    page.reload()
    _count(page, 1)
    expect(page.get_by_label("Sök i text och ärendenummer")).to_have_value("slk-2023-00638")


def test_the_list_for_the_meeting_prints_with_its_boxes(open_page: Open) -> None:
    page = open_page("/uppdrag/lista?kommun=goteborg")
    page.emulate_media(media="print")
    assert page.locator(".motesrader tbody tr").count() == 7
    expect(page.locator(".motesrader").get_by_text("☐ Ja").first).to_be_visible()
    assert overflow(page) == []
    assert len(page.pdf(format="A4")) > 10_000
