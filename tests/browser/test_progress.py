"""A file that takes its time: how far it is, cancelled, shown when it is ready; with scripts and without."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, Watch, settle, visit
from tests.browser.test_pages import overflow, violations
from tests.browser.test_upload import UPLOAD

LONG_MS = 60_000
SLOW = b"1" * 4_000_000  # one endless number: several seconds of understanding
SLOWER = b"1" * 9_000_000


def _send(page: Page, folder: Path, content: bytes) -> None:
    path = folder / "langsam.csv"
    path.write_bytes(content)
    page.set_input_files("input[type=file] >> nth=0", path)
    page.click("text=Läs filen")
    page.wait_for_url("**mottagen=**", timeout=LONG_MS)


def _received(site: Site) -> list[str]:
    return sorted(p.name for p in (site.folder / "received").glob("*"))


def test_a_slow_file_is_told_of_and_then_shown(watch: Watch, own_site: Site, tmp_path: Path) -> None:
    page = visit(watch, own_site.address + UPLOAD)
    _send(page, tmp_path, SLOW)
    settle(page)
    expect(page.locator("#react-entry-point [role=status]")).to_contain_text("av 3")
    for scheme, width in (("light", 1280), ("dark", 390)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 900})
        assert overflow(page) == [] and violations(page) == []
    page.wait_for_selector("#react-entry-point h1:has-text('Kontrollera')", timeout=LONG_MS)


def test_a_slow_file_is_cancelled(watch: Watch, own_site: Site, tmp_path: Path) -> None:
    page = visit(watch, own_site.address + UPLOAD)
    before = _received(own_site)
    _send(page, tmp_path, SLOWER)
    settle(page)
    page.click("#react-entry-point button:has-text('Avbryt')")
    page.wait_for_url("**avbruten=**")
    page.wait_for_timeout(1_500)
    assert _received(own_site) == before


def test_without_scripts_the_page_asks_again_by_itself(
    chromium: Browser, own_site: Site, tmp_path: Path
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(own_site.address + UPLOAD)
    _send(page, tmp_path, SLOW)
    assert page.locator("h1").inner_text() == "Filen läses"
    expect(page.locator("h1")).to_contain_text("Kontrollera", timeout=LONG_MS)
    context.close()
