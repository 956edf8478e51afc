"""Everything by keyboard: the skip link, the menu, the numbers; and one always sees where one is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open

MENU = ["Läget", "Jämför", "Begrepp", "Ladda upp"]
FOCUSED = """() => { const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
  return { tag: e.tagName, id: e.id,
    text: (e.innerText || e.getAttribute('aria-label') || e.name || '').trim(),
    outline: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2,
    inside: r.width > 0 && r.bottom > 0 && r.top < innerHeight } }"""


def walk(page: Page, steps: int) -> list[dict[str, object]]:
    """What has the focus after each Tab."""
    found = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        found.append(page.evaluate(FOCUSED))
    return found


@pytest.mark.parametrize("path", ["/", "/namnd/socialnamnden", "/jamfor", "/ladda-upp"])
def test_tab_reaches_the_menu_the_choices_and_the_content(path: str, open_page: Open) -> None:
    steps = walk(open_page(path), 22)
    texts = [str(s["text"]) for s in steps]
    assert texts[0] == "Hoppa till innehållet"
    assert list(dict.fromkeys(t for t in texts if t in MENU)) == MENU
    assert any(s["tag"] == "SELECT" for s in steps)
    assert [s for s in steps if s["tag"] != "BODY" and not (s["outline"] and s["inside"])] == []


def test_the_skip_link_leads_past_the_menu(open_page: Open) -> None:
    page = open_page("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_number_opens_its_source_with_enter(open_page: Open) -> None:
    page = open_page("/namnd/kommunstyrelsen?kommun=goteborg")
    page.locator("main a.tal").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/kalla/**")
    page.wait_for_selector("h2:has-text('Raden i rapporten'), h2:has-text('Så är talet räknat')")
    assert page.evaluate("document.activeElement.id") == "innehall"


def test_columns_sort_by_keyboard(open_page: Open) -> None:
    page = open_page("/jamfor?kommun=vastervik")
    page.locator("#tabell th a", has_text="2020").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**sortera=2020**")
    page.wait_for_selector("#tabell th[aria-sort=descending]:has-text('2020')")
    values = page.locator("#tabell tbody tr td:nth-child(3)").all_inner_texts()
    numbers = [float(v.replace("\u00a0", "").replace("−", "-").replace(",", ".")) for v in values]
    assert numbers == sorted(numbers, reverse=True)


def test_a_choice_changes_the_address_and_keeps_the_focus(open_page: Open) -> None:
    page = open_page("/jamfor")
    page.locator("#val-visa").focus()
    page.locator("#val-visa").select_option("forandring")
    page.wait_for_url("**visa=forandring**")
    page.wait_for_selector("h3:has-text('förändring')")
    assert page.evaluate("document.activeElement.id") in ("val-visa", "")
