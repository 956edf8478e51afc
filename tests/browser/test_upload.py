"""The controller's way: drop a file, see what was read, publish, undo; and every way a file can be wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import files
from tests.browser.conftest import Site, Watch, settle, visit
from tests.browser.test_pages import overflow, violations

UPLOAD = "/ladda-upp"


def submissions(site: Site, *states: str) -> int:
    return len(site.store.submissions(states=states or None))


def upload(page: Page, name: str, content: bytes, folder: Path) -> None:
    """Choose a file and send it; the view of what was read is shown when this returns."""
    path = folder / name
    path.write_bytes(content)
    page.set_input_files("#react-entry-point input[type=file]", path)
    page.click("text=Läs filen")
    page.wait_for_url("**mottagen=**")
    settle(page)


@pytest.fixture
def desk(watch: Watch, own_site: Site) -> Page:
    return visit(watch, own_site.address + UPLOAD)


def test_a_good_file_the_whole_way(desk: Page, own_site: Site, tmp_path: Path) -> None:
    upload(desk, files.GOOD.file, files.good(), tmp_path)
    shown = desk.locator("main").inner_text()
    assert "Ingenting är publicerat ännu" in shown and "Inga fel hittades" in shown
    assert desk.locator("table caption").first.is_visible()
    assert overflow(desk) == [] and violations(desk) == []
    assert submissions(own_site) == 0
    desk.fill("[name=publicerare]", "attestant")
    desk.click("button:has-text('Publicera')")
    desk.wait_for_url("**publicerad=**")
    settle(desk)
    assert violations(desk) == []
    assert submissions(own_site, "published") == 1
    desk.click("main a:has-text('Kommunstyrelsen')")
    expect(desk.locator("h1")).to_contain_text("Kommunstyrelsen")
    expect(desk.locator("main")).to_contain_text("30,3")
    desk.go_back()
    desk.click("text=Ångra publiceringen")
    desk.wait_for_url("**angrad=**")
    expect(desk.locator("[role=status]").first).to_contain_text("ångrad")
    assert submissions(own_site, "published") == 0


def test_a_file_can_be_dropped_and_abandoned(desk: Page, own_site: Site) -> None:
    before = submissions(own_site)
    content = list(files.good())
    data = desk.evaluate_handle(
        """bytes => { const d = new DataTransfer();
        d.items.add(new File([new Uint8Array(bytes)], 'släppt.xlsx')); return d }""",
        content,
    )
    desk.dispatch_event("#react-entry-point .slapp", "drop", {"dataTransfer": data})
    desk.click("text=Läs filen")
    desk.wait_for_url("**mottagen=**")
    settle(desk)
    assert "släppt.xlsx" in desk.locator("main").inner_text()
    desk.click("text=Avbryt och kasta filen")
    desk.wait_for_url("**avbruten=**")
    assert submissions(own_site) == before
    assert not any((own_site.folder / "received").iterdir())


@pytest.mark.parametrize("name", files.UNREADABLE)
def test_a_file_that_cannot_be_read(name: str, desk: Page, own_site: Site, tmp_path: Path) -> None:
    before = submissions(own_site)
    make, told = files.UNREADABLE[name]
    path = tmp_path / name
    path.write_bytes(make())
    desk.set_input_files("#react-entry-point input[type=file]", path)
    desk.click("text=Läs filen")
    expect(desk.locator("main [role=alert], main [role=status]").first).to_contain_text(told)
    assert desk.locator("button:has-text('Publicera')").count() == 0
    assert submissions(own_site) == before
    assert desk.goto(own_site.address + UPLOAD).status == 200  # type: ignore[union-attr]


@pytest.mark.parametrize("name", files.DOUBTFUL)
def test_a_file_with_something_wrong(name: str, desk: Page, own_site: Site, tmp_path: Path) -> None:
    before = submissions(own_site)
    make, told = files.DOUBTFUL[name]
    upload(desk, name, make(), tmp_path)
    desk.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    expect(desk.locator("main")).to_contain_text(told)
    assert violations(desk) == []
    assert submissions(own_site) == before


def test_a_question_is_answered(desk: Page, tmp_path: Path) -> None:
    upload(desk, "okand-namnd.xlsx", files.DOUBTFUL["okand-namnd.xlsx"][0](), tmp_path)
    asked = desk.locator("fieldset", has_text="Vilken nämnd")
    asked.locator("select").select_option("kommunstyrelsen")
    desk.click("text=Svara och läs om")
    desk.wait_for_load_state()
    settle(desk)
    assert asked.count() == 0
    assert desk.locator("button:has-text('Publicera')").count() == 1


def test_another_site_cannot_send_a_file(desk: Page, own_site: Site) -> None:
    answer = desk.context.request.post(
        f"{own_site.address}{UPLOAD}/fil",
        headers={"Origin": "http://evil.example"},
        multipart={"fil": {"name": "a.xlsx", "mimeType": "x", "buffer": files.good()}},
    )
    assert answer.status == 403
