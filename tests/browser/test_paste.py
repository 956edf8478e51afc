"""A table that is copied somewhere and pasted in the box is read as a file would be."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from settings import Settings
from tests.browser.conftest import Site, Watch, settle, visit
from tests.browser.test_pages import overflow, violations
from tests.fixtures.figures import table, typed

UPLOAD = "/ladda-upp"
BOX = "#react-entry-point #klistra"
PASTE = """([node, rich, plain]) => {
  const data = new DataTransfer();
  if (rich) data.setData('text/html', rich);
  data.setData('text/plain', plain);
  node.focus();
  const event = new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true});
  if (node.dispatchEvent(event)) document.execCommand('insertText', false, plain);
}"""


def _markup() -> str:
    """As Excel puts a table on the clipboard."""
    head, *rows = table("goteborg_ks_kommuncentrala")
    cells = "".join(f"<td class=xl65>{text}</td>" for text in head)
    body = "".join(
        f"<tr><td>{row[0]}</td>" + "".join(f"<td align=right>{typed(x)}</td>" for x in row[1:]) + "</tr>"
        for row in rows
    )
    titles = "<p>Göteborgs Stad</p><p>Kommunstyrelsen</p><p>Delårsrapport augusti 2024</p>"
    return (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset=windows-1252>'
        f"<style>td {{ mso-number-format: General }}</style></head><body>{titles}"
        f"<!--StartFragment--><table><tr>{cells}</tr>{body}</table><!--EndFragment--></body></html>"
    )


@pytest.fixture
def desk(watch: Watch, own_site: Site) -> Page:
    return visit(watch, own_site.address + UPLOAD)


def _send(page: Page) -> None:
    page.click("text=Läs tabellen")
    page.wait_for_url("**mottagen=**")
    settle(page)


def test_a_pasted_table_is_read(desk: Page, own_site: Site) -> None:
    with desk.context.expect_page() as opened:
        desk.evaluate("() => window.open('about:blank')")
    source = opened.value
    source.set_content(_markup())
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=own_site.address)
    source.bring_to_front()
    source.keyboard.press("Control+a")
    source.keyboard.press("Control+c")
    source.close()
    desk.bring_to_front()
    desk.click(BOX)
    desk.keyboard.press("Control+v")
    expect(desk.locator("form[data-paste] [role=status]")).to_contain_text("rader är inklistrad")
    _send(desk)
    shown = desk.locator("main").inner_text()
    assert "urklipp.html" in shown
    assert "19 165" in shown.replace("\u00a0", " ")
    assert "Tal i filen\n15" in shown.replace("\u00a0", " ")
    assert overflow(desk) == [] and violations(desk) == []
    assert not own_site.store.submissions(states=["published"])


def test_plain_text_with_tabs_is_read(desk: Page) -> None:
    rows = "\n".join("\t".join(row) for row in table("goteborg_ks_kommuncentrala"))
    text = f"Göteborgs Stad\nKommunstyrelsen\nDelårsrapport augusti 2024\n{rows}\n"
    desk.fill(BOX, text)
    _send(desk)
    shown = desk.locator("main").inner_text()
    assert "urklipp.txt" in shown
    assert "Tal i filen\n15" in shown


def test_what_is_written_by_hand_goes_before_what_was_pasted(desk: Page) -> None:
    desk.evaluate(PASTE, [desk.query_selector(BOX), _markup(), "urklipp"])
    desk.fill(BOX, "Göteborgs Stad\nInga tal här")
    _send(desk)
    assert "urklipp.txt" in desk.locator("main").inner_text()


def test_another_site_cannot_paste(desk: Page, own_site: Site) -> None:
    answer = desk.context.request.post(
        f"{own_site.address}{UPLOAD}/klistra",
        headers={"Origin": "http://evil.example"},
        form={"text": "Intäkter\t1", "tabell": ""},
    )
    assert answer.status == 403


def test_too_much_is_refused(desk: Page, own_site: Site) -> None:
    answer = desk.context.request.post(
        f"{own_site.address}{UPLOAD}/klistra",
        headers={"Origin": own_site.address},
        form={"text": "1" * (Settings().upload_max_mb * 1_000_000 + 200_000), "tabell": ""},
        max_redirects=1,
    )
    assert "större än" in answer.text()
