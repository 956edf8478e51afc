"""The preview in the browser: by keyboard, narrow and wide, light and dark, without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import files
from tests.browser.conftest import PATIENCE_MS, Site, Watch, settle, visit
from tests.browser.test_pages import overflow, violations
from tests.browser.test_upload import UPLOAD, upload


@pytest.fixture
def waiting(watch: Watch, own_site: Site, tmp_path: Path) -> Page:
    page = visit(watch, own_site.address + UPLOAD)
    upload(page, files.GOOD.file, files.good(), tmp_path)
    return page


def test_a_number_is_opened_and_closed_by_keyboard(waiting: Page) -> None:
    number = waiting.locator("#react-entry-point #cell-B9")
    for key in ("Enter", " "):
        number.focus()
        waiting.keyboard.press(key)
        expect(waiting.locator("#react-entry-point #ruta")).to_be_focused(timeout=PATIENCE_MS)
        expect(waiting.locator("#react-entry-point #ruta")).to_contain_text("Kostnader")
        waiting.keyboard.press("Escape")
        expect(number).to_be_focused(timeout=PATIENCE_MS)
        assert waiting.locator("#react-entry-point #ruta").count() == 0


def test_the_preview_fits_and_is_accessible(waiting: Page) -> None:
    waiting.goto(waiting.url + "&cell=C9")
    settle(waiting)
    waiting.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    for scheme in ("light", "dark"):
        waiting.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for width in (390, 820, 1280):
            waiting.set_viewport_size({"width": width, "height": 900})
            assert overflow(waiting) == []
        assert violations(waiting) == []


def test_a_number_is_corrected_and_the_correction_undone(waiting: Page) -> None:
    waiting.click("#react-entry-point #cell-B8")
    waiting.click("#react-entry-point summary:has-text('Rätta talet')")
    waiting.select_option("#react-entry-point #ratta-scenario", "budget")
    waiting.click("#react-entry-point button:has-text('Rätta och läs om')")
    waiting.wait_for_load_state()
    settle(waiting)
    listed = waiting.locator("#react-entry-point .rattade")
    expect(listed).to_contain_text("B8: ett värde, budget")
    listed.locator("button").click()
    waiting.wait_for_load_state()
    settle(waiting)
    assert waiting.locator("#react-entry-point .rattade").count() == 0


def test_without_scripts_a_number_is_a_link(chromium: Browser, own_site: Site, tmp_path: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(own_site.address + UPLOAD)
    path = tmp_path / files.GOOD.file
    path.write_bytes(files.good())
    page.set_input_files("input[type=file]", path)
    page.click("text=Läs filen")
    page.click("#cell-B8")
    expect(page.locator("#ruta")).to_contain_text("78 500 000 kr")
    page.click("#ruta >> text=Stäng")
    expect(page.locator("#ruta")).to_have_count(0)
    context.close()
