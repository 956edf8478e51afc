"""Terms by a tap, the first visit and the search field, in real Chromium."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.test_pages import overflow, violations

LIVE = "#react-entry-point "
NAMND = "/namnd/socialnamnden"


def height(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollHeight"))


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_a_term_is_explained_by_a_tap(width: int, scheme: str, open_page: Open) -> None:
    page = open_page(NAMND, width=width, scheme=scheme)
    before = height(page)
    button = page.locator(LIVE + ".ordknapp", has_text="kommunbidraget")
    button.click()
    box = page.locator(LIVE + ".forklaringsruta:popover-open")
    box.wait_for()
    assert "Kommunbidrag." in box.inner_text()
    assert height(page) == before and overflow(page) == []
    where = box.bounding_box()
    assert where and where["x"] >= 0 and where["x"] + where["width"] <= width
    assert violations(page) == []
    page.keyboard.press("Escape")
    box.wait_for(state="hidden")


def test_a_term_is_explained_by_the_keyboard(open_page: Open) -> None:
    page = open_page(NAMND)
    mark = page.get_by_role("button", name="Vad är sjukfrånvaro?")
    mark.focus()
    page.keyboard.press("Enter")
    page.locator(LIVE + ".forklaringsruta:popover-open", has_text="ordinarie arbetstid").wait_for()
    page.keyboard.press("Escape")
    assert mark.evaluate("e => e === document.activeElement")


def test_the_first_visit_does_not_come_by_itself_to_a_program(open_page: Open) -> None:
    assert not open_page("/").locator(LIVE + "#forsta-besok").is_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_first_visit_from_the_footer(width: int, scheme: str, open_page: Open) -> None:
    page = open_page("/", width=width, scheme=scheme)
    opener = page.locator(LIVE + ".besok-oppna")
    opener.click()
    panel = page.get_by_role("dialog", name="Börja i Läget")
    panel.wait_for()
    assert panel.evaluate("e => e === document.activeElement")
    assert violations(page) == []
    page.get_by_role("button", name="Nästa").click()
    page.get_by_role("button", name="Nästa").click()
    page.get_by_role("dialog", name="Sök, eller ta med till mötet").wait_for()
    assert not page.get_by_role("button", name="Nästa").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(LIVE + "#forsta-besok").is_visible()
    assert opener.evaluate("e => e === document.activeElement")
    assert page.evaluate("localStorage.getItem('utfall-besokt')") == "1"


def test_the_first_visit_comes_once_to_a_reader(open_page: Open) -> None:
    page = open_page("/")
    page.add_init_script("Object.defineProperty(navigator, 'webdriver', { get: () => false })")
    page.reload()
    page.locator(LIVE + "#forsta-besok").wait_for()
    assert page.evaluate("document.activeElement === document.body")
    page.get_by_role("button", name="Hoppa över").click()
    page.reload()
    page.wait_for_selector("html.igang")
    assert not page.locator(LIVE + "#forsta-besok").is_visible()


def test_a_slash_leads_to_the_field_and_enter_to_the_answer(open_page: Open) -> None:
    page = open_page("/")
    page.keyboard.press("/")
    page.keyboard.type("socialnamden")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok?q=socialnamden*")
    page.locator("main .traffar a", has_text="Socialnämnden").first.wait_for()
