"""Jämför in a real browser: sorting, the switch of organisation, picks, and comparisons that are kept."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE_MS, Open, Site, settle
from tests.browser.test_pages import overflow, violations

NETTO = "/jamfor?kommun=exempelstad&nyckeltal=nettokostnad_bokslut_exkl_kommuninterna"
SHAPES = (
    NETTO,
    NETTO + "&organisation=jamforbart&namnd=kultur-och-fritidsnamnden&namnd=socialnamnden",
    "/jamfor?kommun=goteborg&nyckeltal=nettokostnad_bokslut_exkl_kommuninterna",
    "/jamfor?inom=kommuner",
    "/namnd/kultur-och-fritidsnamnden?kommun=exempelstad",
)
NEW = "Kultur- och fritidsnämnden"
expect.set_options(timeout=PATIENCE_MS)


def names(page: Page) -> list[str]:
    return page.locator("#tabell tbody th").all_inner_texts()


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


@pytest.mark.parametrize("path", SHAPES)
def test_every_shape_is_accessible_and_fits(path: str, open_page: Open) -> None:
    page = open_page(path)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    for width, scheme in ((390, "dark"), (820, "light"), (1280, "light")):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        assert overflow(page) == [], width
    assert violations(page) == []


def test_a_heading_sorts_and_turns(open_page: Open) -> None:
    page = open_page(NETTO)
    before = names(page)
    page.locator("#sortera-2024").click()
    expect(page.locator('th[aria-sort="descending"]')).to_have_text("2024")
    falling = names(page)
    assert sorted(falling) == sorted(before) and falling[0] == "Grundskolenämnden"
    page.locator("#sortera-2024").click()
    expect(page.locator('th[aria-sort="ascending"]')).to_have_text("2024")
    assert names(page)[0] == "Miljönämnden"


def test_the_switch_of_organisation_is_a_link_that_can_be_undone(open_page: Open) -> None:
    page = open_page(NETTO)
    assert "Kulturnämnden" in names(page)
    page.locator("#organisation-jamforbart").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#organisation-jamforbart[aria-current]")).to_have_count(1)
    assert "Kulturnämnden" not in names(page) and NEW in names(page)
    expect(page.locator("#tabell")).to_contain_text("kulturnämnden 100")
    page.go_back()
    expect(page.locator("#organisation-rapporterat[aria-current]")).to_have_count(1)
    assert "Kulturnämnden" in names(page)


def test_boxes_pick_the_namnder_and_stand_in_the_address(open_page: Open) -> None:
    page = open_page(NETTO)
    page.locator(".valj-rader summary").click()
    page.locator("#ruta-socialnamnden").check()
    expect(page.locator("#tabell tbody tr")).to_have_count(1)
    page.locator("#ruta-aldrenamnden").check()
    expect(page.locator("#tabell tbody tr")).to_have_count(2)
    assert sorted(asked(page)["namnd"]) == ["aldrenamnden", "socialnamnden"]
    page.get_by_role("link", name="Visa alla").click()
    expect(page.locator("#tabell tbody tr")).to_have_count(14)


def test_a_comparison_is_kept_opened_and_removed(open_page: Open, site: Site) -> None:
    page = open_page(NETTO + "&visa=index")
    page.locator("#falt-namnge").fill("Index <b>2024</b>")
    page.locator("#spara-jamforelse").click()
    expect(page.locator("#sparat-besked")).to_contain_text("Sparad")
    page.goto(site.address + "/jamfor")
    kept = page.get_by_role("link", name="Index <b>2024</b>")
    expect(kept).to_have_count(1)
    assert violations(page) == []
    kept.click()
    page.wait_for_url("**visa=index**")
    page.get_by_role("button", name="Ta bort Index <b>2024</b>").click()
    expect(page.locator("#sparade")).to_contain_text("Inga sparade än")
    page.reload()
    expect(page.locator("#sparade")).to_contain_text("Inga sparade än")


def test_what_another_has_stored_leads_nowhere_else(open_page: Open) -> None:
    page = open_page(NETTO)
    wrong = '[{"namn": "x", "adress": "javascript:alert(1)"}, {"namn": "y", "adress": "//evil.example"}, 7]'
    page.evaluate("text => localStorage.setItem('utfall-jamforelser', text)", wrong)
    page.reload()
    expect(page.locator("#sparade")).to_contain_text("Inga sparade än")


def test_the_link_is_copied(open_page: Open) -> None:
    page = open_page(NETTO)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#kopiera-lank").click()
    expect(page.locator("#sparat-besked")).to_have_text("Länken är kopierad.")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
