"""Theme, addresses, print, and the way from a number to its cell."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.conftest import Open, Site, settle
from tests.browser.places import goteborg_fact


def background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_the_theme_follows_the_system_until_one_chooses(open_page: Open) -> None:
    page = open_page("/", scheme="dark")
    dark = background(page)
    page.click("#tema")
    light = background(page)
    assert dark != light
    page.goto(page.url.rstrip("/") + "/begrepp")
    settle(page)
    assert background(page) == light
    assert page.get_attribute("#tema", "aria-pressed") == "false"


def test_another_kommun_is_one_choice_away(open_page: Open) -> None:
    page = open_page("/")
    assert page.locator("text=Påhittade siffror").first.is_visible()
    page.locator("#val-kommun").select_option("goteborg")
    page.wait_for_url("**kommun=goteborg**")
    page.wait_for_selector("h1:has-text('Göteborg')")
    assert page.locator("text=Påhittade siffror").count() == 0
    page.go_back()
    page.wait_for_selector("text=Påhittade siffror")


def test_golden_figures_lead_to_their_cells(open_page: Open, site: Site) -> None:
    page = open_page("/namnd/kommunstyrelsen?kommun=goteborg")
    shown = page.locator("main").inner_text()
    for text in ("30,3", "3,8", "13,0", "154,9", "2,6"):
        assert text in shown
    fact = goteborg_fact(site.store)
    page.locator(f"main a[href^='/kalla/{fact['fact_id']}']").first.click()
    page.wait_for_selector("h1:has-text('30,3')")
    told = page.locator("main").inner_text()
    assert str(fact["cell"]) in told and str(fact["file"]) in told
    assert page.locator("mark").inner_text().startswith(str(fact["raw"]))
    assert page.locator("#avstamning li").count() > 0


def test_the_original_file_is_a_download(open_page: Open, site: Site) -> None:
    fact = goteborg_fact(site.store)
    page = open_page(f"/kalla/{fact['fact_id']}?kommun=goteborg")
    with page.expect_download() as download:
        page.click("text=Ladda ner originalfilen")
    assert download.value.suggested_filename == fact["file"]
    assert download.value.path().read_bytes() == site.store.original(str(fact["submission"]))


def test_search_among_the_terms(open_page: Open) -> None:
    page = open_page("/begrepp")
    before = page.locator("article:visible").count()
    page.fill("#sok", "sjukfranvaro")
    after = page.locator("article:visible").count()
    assert 0 < after < before
    page.keyboard.press("Enter")
    page.wait_for_url("**sok=sjukfranvaro**")
    settle(page)
    assert page.locator("article").count() == after


def test_paper_shows_content_without_what_only_a_screen_can_use(open_page: Open) -> None:
    page = open_page("/namnd/kommunstyrelsen?kommun=goteborg", scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert background(page) == "rgb(255, 255, 255)"
    assert not page.locator("header nav").is_visible()
    assert page.locator("h1").is_visible() and page.locator("table").first.is_visible()
    assert len(page.pdf(format="A4")) > 20_000


def test_without_scripts_the_page_can_be_read(open_page: Open, chromium) -> None:
    page = open_page("/")
    plain = chromium.new_context(java_script_enabled=False).new_page()
    plain.goto(page.url)
    assert plain.locator("h1").count() == 1 and plain.locator("main table").first.is_visible()
    plain.context.close()
