"""Vad driver kostnaden?: what the pages say of real and made-up figures, and where each number leads."""

from __future__ import annotations

import re
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app import create_app
from settings import Settings
from store import Store
from store.underlag import Origin, PkvRow, Underlag

INDEX = {2019: "100", 2020: "101.5", 2021: "104", 2022: "108", 2023: "115", 2024: "118", 2025: "121"}
"""Made up for the tests."""


@pytest.fixture(scope="module")
def client(sample_folder: Path) -> Any:
    return create_app(Settings(), Store(sample_folder)).server.test_client()


@pytest.fixture(scope="module")
def indexed(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The same with two made-up editions of PKV."""
    folder = tmp_path_factory.mktemp("pkv") / "var"
    shutil.copytree(sample_folder, folder)
    here = Origin("pkv.csv", 2, "2025-10-01")
    for name, years in (("påhittad äldre", (2024, 2025)), ("påhittad feb 2025", tuple(INDEX))):
        Underlag(folder).add_pkv([PkvRow(name, y, Decimal(INDEX[y]), here) for y in years])
    return create_app(Settings(), Store(folder)).server.test_client()


def page(client: Any, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    text: str = answer.text.split('<div id="forst">')[1].split('<div id="react-entry-point">')[0]
    return text.replace("\u00a0", " ")


def words(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup))


def test_what_drives_the_forecast_is_said_first(client: Any) -> None:
    text = words(page(client, "/namnd/socialnamnden/kostnader"))
    assert "Nettokostnaden enligt prognos 2025 är 18,0 mnkr högre än budget 2025, mest genom" in text
    assert "placeringar av barn och unga (+14,4 mnkr)." in text
    told = "prognos 2025 är 18,0 mnkr högre än budget 2025, mest genom köpt verksamhet"
    assert f"Nettokostnad per post: {told}" in text
    assert "Övrigt och avrundning" not in text


def test_the_bridge_of_the_address_is_drawn(client: Any) -> None:
    text = words(page(client, "/namnd/socialnamnden/kostnader?brygga=period"))
    assert "utfall jan–aug 2025 är 7,3 mnkr högre än utfall jan–aug 2024" in text


@pytest.mark.parametrize(
    "address",
    ["/namnd/socialnamnden/kostnader", "/namnd/arbetslivsnamnden/kostnader?kommun=boras", "/kostnader",
     "/kostnader?kommun=goteborg&rapport=2021-04",
     "/namnd/socialnamnden/kostnader?kommun=vastervik&visa=index"],
)  # fmt: skip
def test_every_number_leads_to_its_source(client: Any, address: str) -> None:
    found = {
        a.replace("&amp;", "&") for a in re.findall(r'class="tal" href="([^"]+)"', page(client, address))
    }
    found |= {a.replace("&amp;", "&") for a in re.findall(r'href="(/kalla/[^"]+)"', page(client, address))}
    assert len(found) >= 8
    for source in sorted(found)[::4]:
        assert client.get(source).status_code == 200, source


def test_boras_budget_2022_step_by_step(client: Any) -> None:
    text = words(page(client, "/namnd/arbetslivsnamnden/kostnader?kommun=boras"))
    assert "Kommunbidraget för 2022 har höjts med 5 850 tkr till 252 900 tkr, i tre steg" in text
    steps = text[text.index("Ursprunglig budget 2022:1 247 050 tkr") :]
    for told in ("relationsvåldsenheten +5 000 tkr framgår inte framgår inte framgår inte",
                 "första året av tre +700 tkr framgår inte tillfällig framgår inte", "+150 tkr",
                 "Gällande budget 2022:2 252 900 tkr"):  # fmt: skip
        assert told in steps
    assert "Inte förklarat" not in steps


def test_goteborgs_decisions_of_2021(client: Any) -> None:
    text = words(page(client, "/kostnader?kommun=goteborg&rapport=2021-04"))
    assert "Besluten under 2021 ger åtta mottagare 345,0 mnkr mer i budget" in text
    assert "+150,0 mnkr § 24, 0562/21 tillfällig Nya ofördelade skattemedel enligt ny skatteprognos" in text
    own = words(page(client, "/namnd/socialnamnden-nordost/kostnader?kommun=goteborg"))
    assert "Besluten ändrar kommunbidraget för 2021 med +60,0 mnkr" in own and "bryggan kan inte ritas" in own


def test_a_report_that_contradicts_itself_is_told(client: Any) -> None:
    text = words(page(client, "/namnd/socialnamnden/kostnader?kommun=vastervik&brygga=helar"))
    assert "men delarna går inte jämnt upp" in text and "Övrigt och avrundning" in text
    assert "rapporten anger nettokostnaden 431,2 mnkr, men dess intäkter och kostnader ger 401,2 mnkr" in text


def test_price_and_volume_are_shown_with_their_formula(client: Any) -> None:
    text = words(page(client, "/namnd/socialnamnden/kostnader"))
    assert "Placeringar av barn och unga kostar 4,8 mnkr mer än samma period 2024" in text
    assert "Antal placerade barn och unga 129 138 +9" in text
    volume, unit, total = re.search(
        r"enhet året före ([+−][\d ]+) kr .*?per enhet ([+−][\d ]+) kr .*?utan rest ([+−][\d ]+) kr", text
    ).groups()  # type: ignore[union-attr]
    assert kr(volume) + kr(unit) == kr(total) == 4_785_000
    assert "PKV är inte inläst för åren" in text


def kr(text: str) -> int:
    return int(text.replace(" ", "").replace("−", "-").replace("+", ""))


def test_missing_measures_are_named(client: Any) -> None:
    text = words(page(client, "/namnd/kommunstyrelsen/kostnader?kommun=goteborg"))
    assert "har inget verksamhetsmått som räknar antal" in text
    assert (
        "Personalkostnaden kan inte delas upp: personalkostnaden för året före och personalkostnaden" in text
    )


def test_without_an_index_nothing_is_in_fixed_prices(client: Any) -> None:
    text = words(page(client, "/namnd/socialnamnden/kostnader"))
    assert "(PKV) är inte inläst" in text and "Kostnaden per invånare har ökat" in text
    assert "i löpande priser" in text


def test_the_edition_stands_by_every_number_in_fixed_prices(indexed: Any) -> None:
    text = words(page(indexed, "/namnd/socialnamnden/kostnader?prisar=2024"))
    assert "261,9 mnkr 100,0 309,1 mnkr" in text  # 261,9 x 118 / 100
    assert text.count("upplagan påhittad feb 2025") >= 4
    assert "till prognosen för 2025; i 2024 års priser har den ökat med" in text
    assert "PKV enligt upplagan påhittad feb 2025: 118,0 för 2024 och 121,0 för 2025." in text


def test_an_older_edition_lacks_years_and_says_which(indexed: Any) -> None:
    text = words(page(indexed, "/namnd/socialnamnden/kostnader?upplaga=p%C3%A5hittad%20%C3%A4ldre"))
    assert "PKV saknas för 2019 i upplagan påhittad äldre" in text
    assert "261,9 mnkr saknas saknas" in text


def test_a_missing_population_is_missing_and_a_group_can_be_chosen(indexed: Any) -> None:
    text = words(page(indexed, "/namnd/forskolenamnden/kostnader?grupp=1-5"))
    assert "befolkning saknas för 2025" in text and "Kostnaden per invånare 1–5 år har" in text
    assert "2024-12-31" in text
    odd = words(page(indexed, "/namnd/forskolenamnden/kostnader?grupp=2-5"))
    assert "är inte uppdelad så att 2–5 år kan räknas" in odd


def test_the_years_as_change_and_as_index(client: Any) -> None:
    change = words(page(client, "/namnd/socialnamnden/kostnader?visa=forandring"))
    assert "Nettokostnad, förändring" in change
    index = words(page(client, "/namnd/socialnamnden/kostnader?visa=index&basar=2020"))
    assert "Nettokostnad, index (2020 = 100)" in index and "har ökat mest av de största sedan 2020" in index


def test_a_namnd_is_counted_only_while_it_existed(client: Any) -> None:
    """The report of 2022 tells what Kultur- och fritidsnämnden cost in 2021, when it was two others."""
    text = words(page(client, "/kostnader"))
    assert re.search(r"Kultur- och fritidsnämnden (saknas ){3}15", text)
    assert re.search(r"Kulturnämnden 73,7 mnkr 74,6 mnkr 76,6 mnkr saknas", text)


def test_the_tables_are_shown_with_the_rows_of_their_files(client: Any) -> None:
    text = page(client, "/underlag?kommun=boras")
    assert 'id="beslut-arbetslivsnamnden-2022-2"' in text and "PKV är inte inläst" in text
    assert "boras-beslut.csv" in text and "Befolkningen är inte inläst" in text
    assert 'id="befolkning-2024"' in page(client, "/underlag")


def test_the_page_is_found_from_the_namnd_and_an_unknown_namnd_is_not_there(client: Any) -> None:
    assert 'href="/namnd/socialnamnden/kostnader"' in page(client, "/namnd/socialnamnden")
    assert client.get("/namnd/finns-inte/kostnader").status_code == 404


def test_an_empty_store_has_a_page(tmp_path: Path) -> None:
    empty = create_app(Settings(), Store(tmp_path)).server.test_client()
    assert "Ingen rapport är publicerad än" in words(page(empty, "/kostnader"))
    assert "PKV är inte inläst" in words(page(empty, "/underlag"))
