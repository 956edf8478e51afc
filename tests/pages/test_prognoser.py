"""The page Prognoser: what it says, what it leads to, and what it says when there is too little to say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from app import create_app
from settings import Settings
from store import Store, publish_many
from store.records import Fact
from tests.store.factory import fact, make_report


def netto(kr: int, year: int, month: int = 8, scenario: str = "utfall", namnd: str = "skolnamnden") -> Fact:
    horizon = "year" if month == 12 else "period"
    return fact("nettokostnad", -kr, year=year, month=month, horizon=horizon, scenario=scenario, namnd=namnd)


def told(year: int, period: int, whole: int) -> list[Any]:
    august, ended = [netto(period, year)], [netto(whole, year, 12)]
    return [
        make_report("goteborg", f"{year}-08", facts=august),
        make_report("goteborg", f"{year}-12", facts=ended, kind="arsredovisning"),
    ]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("store")
    past = [*told(2021, 640, 1000), *told(2022, 650, 1000), *told(2023, 645, 1000)]
    now = make_report("goteborg", "2024-08", facts=[netto(700, 2024), netto(1000, 2024, 12, "prognos")])
    lonely = make_report("boras", "2024-08", facts=[netto(700, 2024)])
    publish_many(folder, [*past, now, lonely], "controller")
    return create_app(Settings(kommun="goteborg"), Store(folder)).server.test_client()


def page(client: Any, address: str = "/prognoser") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    text: str = answer.text.split('<div id="forst">')[1].split('<div id="react-entry-point">')[0]
    return text.replace("\u00a0", " ")


def words(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup))


def test_the_message_names_whose_forecast_is_low(client: Any) -> None:
    """700 / 64,5 % = 1 085,3, where the nämnd says 1 000."""
    text = words(page(client))
    assert "räknar med en lägre kostnad än tidigare år talar för. Det gäller en av en nämnd." in text
    assert "1 085,3 mnkr" in text and "utanför mönstret: lågt räknat" in text


def test_the_calculation_can_be_followed(client: Any) -> None:
    text = words(page(client))
    assert "64,5 % av kostnaden föll jan–aug. 700,0 mnkr delat med 64,5 % är 1 085,3 mnkr." in text


def test_its_numbers_lead_to_their_cells(client: Any) -> None:
    found = re.findall(r'href="(/kalla/[^"]+)"', page(client))
    assert len(found) >= 8
    for address in set(found):
        assert client.get(address.replace("&amp;", "&")).status_code == 200


def test_an_earlier_report_is_judged_by_what_was_known_then(client: Any) -> None:
    text = words(page(client, "/prognoser?rapport=2022-08"))
    assert "nämnden har ingen prognos" in text and "1 015,6 mnkr" in text


def test_a_bokslut_says_that_there_is_nothing_to_judge(client: Any) -> None:
    assert "är ingen delårsrapport" in words(page(client, "/prognoser?rapport=2023-12"))


def test_a_kommun_without_earlier_years_says_what_is_needed(client: Any) -> None:
    text = words(page(client, "/prognoser?kommun=boras"))
    assert "Det finns inte tidigare år nog" in text and "Det finns inget år med både" in text


@pytest.fixture(scope="module")
def sample(sample_folder: Path) -> Any:
    return create_app(Settings(), Store(sample_folder)).server.test_client()


def test_the_journey_says_what_each_report_said_when_and_why(sample: Any) -> None:
    text = words(page(sample, "/namnd/socialnamnden/prognoser?rapport=2025-08"))
    assert "−18,0 mnkr −18,0 mnkr −10,4 mnkr 20 september 2025, Exempeldata" in text
    assert "Fler barn och unga är placerade än budgeten räknar med" in text
    assert "Prognosen för 2025 har försämrats med 10,4 mnkr sedan april" in text
    assert "bokslut −25,7 mnkr −25,7 mnkr −10,3 mnkr" in text


def test_a_namnd_that_does_not_exist_has_no_journey(sample: Any) -> None:
    assert sample.get("/namnd/finns-inte/prognoser").status_code == 404


def test_an_empty_store_has_a_page(tmp_path: Path) -> None:
    empty = create_app(Settings(), Store(tmp_path)).server.test_client()
    assert "Ingen rapport är publicerad än" in words(page(empty))


def test_a_budget_of_the_year_is_shared_out_and_said_to_be_computed(tmp_path: Path) -> None:
    past = [*told(2022, 640, 1000), *told(2023, 660, 1000)]
    plan = netto(1000, 2024, 12, "budget")
    now = make_report("goteborg", "2024-08", facts=[netto(700, 2024), plan])
    publish_many(tmp_path, [*past, now], "controller")
    here = create_app(Settings(kommun="goteborg"), Store(tmp_path)).server.test_client()
    text = words(page(here, "/namnd/skolnamnden"))
    assert "fördelad som kostnaden föll 2022 och 2023 blir 650,0 mnkr för jan–aug 2024" in text
    assert "(beräknat, inte beslutat). Utfallet är 50,0 mnkr högre." in text
