"""Tillgänglighetsredogörelsen and the form that reports a fault: what it takes, keeps, refuses and says."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from pages import _tillganglighet_routes as routes
from pages._permission import may_report
from pages._tillganglighet_routes import LARGEST, MOST, Pace
from settings import Settings
from store import Store
from store.notices import LONGEST, Notice, notices

SEND = "/tillganglighet/anmal"
OWN = {"Origin": "http://localhost"}
TOLD = {"page": "/jamfor?kommun=boras", "what": "Tabellen läses upp utan rubriker.", "aid": "skärmläsare"}


def client(folder: Path, **changes: object) -> FlaskClient:
    settings = replace(Settings(data_folder=folder), **changes)  # type: ignore[arg-type]
    return create_app(settings, Store(folder)).server.test_client()


@pytest.fixture
def web(tmp_path: Path) -> FlaskClient:
    return client(tmp_path)


def shown(text: str) -> str:
    """The words of a page, as they are read."""
    return html.unescape(re.sub(r"<[^>]+>", "", text)).replace("\u00a0", " ")


def test_the_statement_has_the_parts_that_the_law_asks_for(web: FlaskClient) -> None:
    said = web.get("/tillganglighet").text.split("<main")[1].split("</main>")[0]
    headings = [shown(h) for h in re.findall(r"<h2[^>]*>(.*?)</h2>", said)]
    assert headings == [
        "Hur tillgängliga är sidorna?",
        "Om du inte kan ta del av något",
        "Anmäl en brist",
        "Tillsyn",
        "Brister som vi känner till",
        "Innehåll som kraven inte gäller",
        "Hur sidorna har prövats",
    ]
    words = shown(said)
    for part in (
        "Exempelstad står bakom",
        "delvis förenlig",
        "lagen (2018:1937)",
        "12 §",
        "9 §",
        "WCAG 1.1.1",
    ):
        assert part in words
    assert "Bedömningen gjordes 22 november 2026 och bygger på egen prövning" in words
    assert 'href="https://www.digg.se/tdosanmalan"' in said


def test_whom_to_ask_is_a_setting(tmp_path: Path) -> None:
    assert "Hör av dig till kommunens kontaktcenter" in shown(client(tmp_path).get("/tillganglighet").text)
    mailed = client(tmp_path, kontakt="kontakt@exempelstad.se").get("/tillganglighet").text
    assert 'href="mailto:kontakt@exempelstad.se"' in mailed
    told = client(tmp_path, kontakt="Box 1 <Staden>").get("/tillganglighet").text
    assert "Hör av dig till Box 1 &lt;Staden&gt;" in told


@pytest.mark.parametrize("path", ["/", "/begrepp?sok=prognos", "/finns/inte", "/ladda-upp"])
def test_every_footer_leads_to_the_form_with_the_address(web: FlaskClient, path: str) -> None:
    footer = web.get(path).text.split("<footer")[1]
    link = next(h for h in re.findall(r'href="([^"]+)"', html.unescape(footer)) if "#anmal" in h)
    form = web.get(link.partition("#")[0]).text
    value = re.search(r'id="anmal-page"[^>]*value="([^"]*)"', form)
    assert value is not None and html.unescape(value[1]) == path


def test_a_notice_is_kept_and_its_number_given(web: FlaskClient, tmp_path: Path) -> None:
    answer = web.post(SEND, data=TOLD, headers=OWN)
    (kept,) = notices(tmp_path)
    assert (kept.page, kept.what, kept.aid, kept.reply) == (TOLD["page"], TOLD["what"], TOLD["aid"], "")
    assert answer.status_code == 303
    receipt = web.get(answer.location.partition("#")[0]).text
    assert f"har nummer {kept.reference}" in shown(receipt)
    assert TOLD["what"] not in shown(receipt)


def test_no_receipt_for_what_was_never_sent(web: FlaskClient) -> None:
    for number in ("2026-03-05-AAAAA", "../../etc/passwd", "<script>"):
        page = web.get("/tillganglighet", query_string={"kvitto": number}).text
        assert "mottagen och har nummer" not in page and "<script>alert" not in page


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://annan.se"}, {"Origin": "null"},
                                     OWN | {"Sec-Fetch-Site": "cross-site"}])  # fmt: skip
def test_another_site_cannot_send_it(web: FlaskClient, tmp_path: Path, headers: dict[str, str]) -> None:
    answer = web.post(SEND, data=TOLD, headers=headers)
    assert answer.status_code == 403 and "kom inte från den här sidan" in answer.text
    assert notices(tmp_path) == []


def test_who_may_read_may_report_also_behind_a_proxy() -> None:
    public, locked = Settings(host="0.0.0.0"), Settings(host="0.0.0.0", access="login")
    own = {"Origin": "https://utfall.exempelstad.se", "X-Forwarded-Host": "utfall.exempelstad.se"}
    assert may_report(public, "127.0.0.1:8050", own)
    assert not may_report(public, "127.0.0.1:8050", own | {"X-Forwarded-Host": "annan.se"})
    assert not may_report(locked, "utfall.exempelstad.se", own)


def test_nothing_written_is_lost_or_run(web: FlaskClient, tmp_path: Path) -> None:
    answer = web.post(
        SEND, data={"page": '"><script>alert(1)</script>', "what": " ", "aid": "x"}, headers=OWN
    )
    assert answer.status_code == 422 and "Skriv vad som hände" in answer.text
    assert "<script" not in answer.text and "&lt;script&gt;alert(1)" in answer.text
    assert re.search(r'id="anmal-aid"[^>]*value="x"', answer.text)
    (field,) = re.findall(r"<textarea[^>]*>", answer.text)
    assert 'aria-describedby="anmal-what-fel anmal-what-om"' in field and 'aria-invalid="true"' in field
    assert notices(tmp_path) == []


def test_a_disk_that_refuses_is_told_with_what_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> Notice:
        raise OSError("No space left on device")

    monkeypatch.setattr(routes, "keep", full)
    answer = client(tmp_path, kontakt="08-123 45 67").post(SEND, data=TOLD, headers=OWN)
    assert answer.status_code == 503
    words = shown(answer.text)
    assert (
        "gick inte att spara" in words and "hör av dig till 08-123 45 67" in words and TOLD["what"] in words
    )


def test_too_many_are_asked_to_wait(web: FlaskClient, tmp_path: Path) -> None:
    for _ in range(MOST):
        assert web.post(SEND, data=TOLD, headers=OWN).status_code == 303
    answer = web.post(SEND, data=TOLD, headers=OWN)
    assert (
        answer.status_code == 429
        and "Vänta tio minuter" in answer.text
        and TOLD["what"] in shown(answer.text)
    )
    assert len(notices(tmp_path)) == MOST


def test_the_pace_is_each_senders_own_and_passes() -> None:
    now = [0.0]
    pace = Pace(most=2, within_s=10, clock=lambda: now[0])
    assert [pace.allows("a") for _ in range(3)] == [True, True, False]
    assert pace.allows("b")
    now[0] = 10.5
    assert pace.allows("a")


def test_what_is_too_large_is_not_read(web: FlaskClient, tmp_path: Path) -> None:
    answer = web.post(SEND, data={"what": "a" * (LARGEST + 1)}, headers=OWN)
    assert answer.status_code == 413 and str(LONGEST["what"]) in answer.text
    assert notices(tmp_path) == []


def test_no_page_shows_the_notices(web: FlaskClient, tmp_path: Path) -> None:
    web.post(SEND, data=TOLD, headers=OWN)
    number = notices(tmp_path)[0].reference
    for path in (SEND, "/anmalningar", f"/anmalningar/{number}.json", f"/var/anmalningar/{number}.json"):
        answer = web.get(path)
        assert answer.status_code in (404, 405) and TOLD["what"] not in answer.text
