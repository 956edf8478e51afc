"""A controller answers what the reader asks, once; the next report reads by the läsregel of that."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Watch, settle, visit
from tests.browser.test_pages import overflow, violations
from tests.browser.test_upload import UPLOAD, upload
from tests.loaders.sheets import HEAD, _workbook

DRAWN = (
    f"{HEAD}Nettokostnad, tkr\nNämnd | Utfall jan-aug | Justerat läge | Budget jan-aug | Budget helår\n"
    "Socialnämnden | -100 | -110 | -105 | -150\nSN Syd | -50 | -51 | -52 | -70\nRevision | -1 | -2 | -2 | -3"
)
LATER = DRAWN.replace("augusti", "september").replace("jan-aug", "jan-sep")
RULES = "/lasregler?regler=vastervik"


@pytest.fixture
def asked(watch: Watch, own_site: Site, tmp_path: Path) -> Page:
    """A waiting file with two questions."""
    page = visit(watch, own_site.address + UPLOAD)
    upload(page, "augusti.xlsx", _workbook(DRAWN), tmp_path)
    return page


def send(page: Page) -> None:
    """Send the answers; the view of what was read with them is shown when this returns."""
    page.click("text=Svara och läs om")
    page.wait_for_url("**#fragor")
    settle(page)


def test_questions_are_answered_with_the_keyboard_kept_and_used(
    asked: Page, own_site: Site, watch: Watch, tmp_path: Path
) -> None:
    column = asked.locator("fieldset", has_text="Justerat läge").first
    expect(column.locator("mark").first).to_have_text("-110")
    assert violations(asked) == []
    column.locator("select").focus()
    column.locator("select").select_option("prognos helar")
    radio = asked.locator("fieldset", has_text="SN Syd").locator("input[type=radio]").first
    radio.focus()
    asked.keyboard.press("ArrowDown")
    asked.fill("[name=svarare]", "attestant")
    send(asked)
    expect(asked.locator("main")).to_contain_text("Dina svar (2)")
    assert asked.locator("fieldset", has_text="Justerat läge").count() == 0
    assert violations(asked) == []
    later = visit(watch, own_site.address + UPLOAD)
    upload(later, "september.xlsx", _workbook(LATER), tmp_path)
    expect(later.locator("main")).to_contain_text("Läst enligt läsregler (2)")
    assert later.locator("fieldset").count() == 0
    later.click("text=Ändra regeln >> nth=0")
    expect(later.locator("h1")).to_have_text("Läsregler")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_questions_and_rules_fit_the_screen(
    watch: Watch, own_site: Site, tmp_path: Path, width: int, scheme: str
) -> None:
    page = visit(watch, own_site.address + UPLOAD, width=width, scheme=scheme)
    odd = DRAWN.replace("Justerat läge", f"Läge {scheme} {width}xy")
    upload(page, "bred.xlsx", _workbook(odd), tmp_path)
    assert overflow(page) == [] and violations(page) == []
    page.locator("fieldset", has_text="Läge").locator("select").select_option("hoppa")
    send(page)
    page.click("text=Ångra svar >> nth=0")
    settle(page)
    assert page.locator("fieldset", has_text="Läge").count() == 1
    rules = visit(watch, own_site.address + RULES, width=width, scheme=scheme)
    assert overflow(rules) == [] and violations(rules) == []


def test_a_rule_is_changed_and_removed_and_put_back(watch: Watch, own_site: Site) -> None:
    page = visit(watch, own_site.address + RULES)
    page.locator("li", has_text="Justerat läge").locator("summary").click()
    page.locator("li", has_text="Justerat läge").locator("select").select_option("budget helar")
    page.click("button:has-text('Spara ändringen')")
    settle(page)
    expect(page.locator("main")).to_contain_text("budget för helåret.")
    page.locator("li", has_text="Justerat läge").locator("button", has_text="Ta bort").click()
    settle(page)
    expect(page.locator("[role=status]").first).to_contain_text("borttagen")
    page.locator("li", has_text="Justerat läge").locator("button", has_text="Lägg tillbaka").click()
    settle(page)
    expect(page.locator("[role=status]").first).to_contain_text("tillbaka")
    assert violations(page) == []
