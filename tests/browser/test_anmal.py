"""A fault is reported from where one met it: with and without scripts, by keyboard, with a receipt."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from store.notices import REFERENCE, notices
from tests.browser.conftest import Site, Watch, settle, visit


def test_from_a_page_to_a_receipt_by_keyboard(watch: Watch, own_site: Site) -> None:
    page = visit(watch, f"{own_site.address}/")
    page.click("header nav a:has-text('Begrepp')")  # the page changes in place, the footer stays
    page.wait_for_url("**/begrepp")
    page.locator("footer a", has_text="Anmäl en brist").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#anmal-page")
    assert page.input_value("#anmal-page") == "/begrepp"
    page.focus("#anmal-page")
    for text in ("Sökfältet <läses> inte upp.", "skärmläsare", ""):
        page.keyboard.press("Tab")
        page.keyboard.type(text)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tillganglighet?kvitto=**")
    settle(page)
    receipt = page.locator("#react-entry-point #kvitto")
    expect(receipt).to_be_focused()
    told = receipt.inner_text()
    (kept,) = notices(own_site.folder)
    assert kept.reference in told and REFERENCE.search(told)
    assert (kept.page, kept.what, kept.aid) == ("/begrepp", "Sökfältet <läses> inte upp.", "skärmläsare")


def test_without_scripts(chromium: Browser, own_site: Site) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="sv-SE")
    page = context.new_page()
    page.goto(f"{own_site.address}/begrepp?sok=prognos")
    page.click("footer a:has-text('Anmäl en brist')")
    assert page.input_value("#anmal-page") == "/begrepp?sok=prognos"
    page.fill("#anmal-what", "   ")
    page.click("text=Skicka anmälan")
    assert page.locator("h1").inner_text() == "Anmälan är inte skickad"
    assert "Skriv vad som hände" in page.locator("#anmal-what-fel").inner_text()
    page.fill("#anmal-what", "Texten är för liten.")
    page.click("text=Skicka anmälan")
    assert "har nummer" in page.locator("#kvitto").inner_text()
    assert "Texten är för liten." in [n.what for n in notices(own_site.folder)]
    context.close()
