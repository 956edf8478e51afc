"""Inför mötet and the meeting room's screen: what is asked, what stands there, where the steps lead."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app import create_app
from pages._infor_fragor import ENDED, MOST, OTHERWISE, questions
from pages._sentences import plain
from pages._told import Given, Missed, Part, Told
from settings import Settings
from store import Store

MNKR = Decimal(1_000_000)


def kr(mnkr: str) -> Given:
    return Given(Decimal(mnkr) * MNKR, "#x", "2025-04")


def asked(told: Told, **more: Any) -> list[str]:
    return [plain(q).replace("\u00a0", " ") for q in questions(told, **more)]


TROUBLED = Told(
    "Socialnämnden", "2025-08", "period", grant=310 * MNKR, forecast=kr("-18"), change=kr("-10.4"),
    season_gap=kr("11.7"), parts=(Part("Placeringar", Decimal("-14.4") * MNKR), Part("Bistånd", MNKR)),
    missed=Missed(8, (MNKR,)),
)  # fmt: skip


def test_a_deficit_is_asked_about_from_several_sides() -> None:
    assert asked(TROUBLED, proposed=1)[:5] == [
        "Vad gör nämnden åt underskottet på 18,0 mnkr, och när ska det märkas?",
        "Varför väntas placeringar kosta 14,4 mnkr mer än budget?",
        "Vad gör att prognosen har försämrats med 10,4 mnkr sedan rapporten för april 2025?",
        "Varför räknar nämnden med en kostnad som är 11,7 mnkr lägre än tidigare år talar för?",
        "Vad har det uppdrag som föreslås förklaras fullgjort lett till?",
    ]


def test_a_closed_year_is_asked_about_as_over() -> None:
    told = Told("Nämnden", "2024-12", "year", outcome=kr("2"), error=kr("-1"), broken=2,
                parts=(Part("Bad", MNKR),))  # fmt: skip
    assert asked(told, proposed=3, sick=Decimal("1.2")) == [
        "Vad beror överskottet, 2,0 mnkr, på, och är det varaktigt?",
        "Varför kostade bad 1,0 mnkr mindre än budget?",
        "Varför blev bokslutet 1,0 mnkr sämre än prognosen i april 2025?",
        "Vilket tal är rätt där avstämningarna av rapporten avviker?",
        "Vad ligger bakom att sjukfrånvaron har ökat med 1,2 procentenheter, och vad gör nämnden åt det?",
        plain(ENDED),
    ]


def test_there_is_always_something_to_ask_and_never_too_much() -> None:
    assert asked(Told("Nämnden", "2024-08", "period")) == [plain(OTHERWISE)]
    assert len(asked(TROUBLED, proposed=4, sick=Decimal(1))) == MOST


def test_an_amount_that_is_an_error_of_the_report_is_no_question() -> None:
    wrong = Told("Nämnden", "2024-08", "period", grant=40 * MNKR, forecast=kr("1"),
                 parts=(Part("Bygglov", 24_000 * MNKR),))  # fmt: skip
    assert "Bygglov" not in " ".join(asked(wrong))


@pytest.fixture(scope="module")
def client(sample_folder: Path) -> Any:
    return create_app(Settings(), Store(sample_folder)).server.test_client()


def page(client: Any, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    text: str = answer.text.split('<div id="forst">')[1].split('<div id="react-entry-point">')[0]
    return text.replace("\u00a0", " ")


def words(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup))


def test_the_brief_has_all_its_parts(client: Any) -> None:
    text = words(page(client, "/namnd/socialnamnden/infor-motet?rapport=2025-08"))
    for part in ("Prognosresan", "Avvikelser per verksamhet", "Nettokostnaden år för år", "Att fråga",
                 "Nämndens egna ord", "Anteckningar", "2024 332,2 +5,4 %", "Personal", "Uppdrag", "Källor",
                 "Exempelstad · Socialnämnden", "Inför mötet · augusti 2025", "sida 2 av 2",
                 "Publicerad 20 september 2025"):  # fmt: skip
        assert part in text


def test_little_is_said_on_one_sheet(client: Any) -> None:
    text = words(page(client, "/namnd/kommunstyrelsen/infor-motet?kommun=vastervik"))
    assert "sida 1 av 1" in text and "en A4-sida" in text
    assert "Att fråga" in text and "Källor" in text


def test_its_numbers_lead_to_their_cells(client: Any) -> None:
    found = set(re.findall(r'href="(/kalla/[^"]+)"', page(client, "/namnd/socialnamnden/infor-motet")))
    assert len(found) >= 12
    for address in sorted(found)[:12]:
        assert client.get(address.replace("&amp;", "&")).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/namnd/arbetslivsnamnden/infor-motet?kommun=boras",
        "/namnd/revision/infor-motet?kommun=vastervik",
        "/namnd/angered/infor-motet?kommun=goteborg",
        "/namnd/finansiering/visa?kommun=malmo",
        "/namnd/citysamverkan/visa?kommun=goteborg",
    ],
)
def test_little_data_gives_a_whole_page(client: Any, address: str) -> None:
    text = words(page(client, address))
    assert "None" not in text
    assert "Att fråga" in text or "Nästa" in text


def test_the_steps_go_through_all_screens_and_end(client: Any) -> None:
    address, seen = "/namnd/socialnamnden/visa", []
    while address:
        text = page(client, address)
        seen.append(re.search(r"<h1>(.*?) *</h1>", text)[1])  # type: ignore[index]
        following = re.search(r'href="([^"]+)"[^>]* rel="next"', text) or re.search(
            r'rel="next"[^>]* href="([^"]+)"', text)  # fmt: skip
        address = following[1].replace("&amp;", "&") if following else ""
    assert len(seen) >= 5 and len(set(seen)) == len(seen)
    assert seen[-1] == "Att fråga"


def test_a_screen_that_there_is_none_of_shows_the_last(client: Any) -> None:
    assert "Att fråga" in page(client, "/namnd/socialnamnden/visa?bild=99")
    assert "räknar med" in page(client, "/namnd/socialnamnden/visa?bild=x")


def test_the_namnd_page_leads_to_both(client: Any) -> None:
    text = page(client, "/namnd/socialnamnden?rapport=2025-04")
    assert 'href="/namnd/socialnamnden/infor-motet?rapport=2025-04"' in text
    assert 'href="/namnd/socialnamnden/visa?rapport=2025-04"' in text


def test_an_unknown_namnd_has_neither(client: Any) -> None:
    assert client.get("/namnd/hittepa/infor-motet").status_code == 404
    assert client.get("/namnd/hittepa/visa").status_code == 404
