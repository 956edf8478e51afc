"""Jämför: reorganisations, kommuner beside each other, picks, what is unlike and what is not shown."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from metrics.organisation import changes
from pages._compare_text import change
from settings import Settings
from store import Store, publish_many
from store.records import Fact
from store.underlag import Origin, People, Underlag
from tests.store.factory import fact, make_report

NETTO = "nettokostnad_bokslut_exkl_kommuninterna"
OLD, NEW = ("kulturnamnden", "fritidsnamnden"), "kultur-och-fritidsnamnden"
LIBRARY = "matt:antal-lan"
KPI = "matt:kolada-n00090"


def netto(namnd: str, year: int, mnkr: str, **more: Any) -> Fact:
    return fact("nettokostnad", Decimal(mnkr) * -1, namnd=namnd, year=year, month=12, horizon="year", **more)


def loans(year: int, definition: str, unit: str = "antal", namnd: str = "socialnamnden") -> Fact:
    return fact(
        LIBRARY, 100 + year - 2020, scale=1, namnd=namnd, year=year, month=12, horizon="year", unit=unit,
        definition=definition,
    )  # fmt: skip


def kolada(value: str) -> Fact:
    return fact(
        KPI, value, scale=1, namnd="", year=2022, month=12, horizon="year", unit="procent", row="Sjukfrånvaro"
    )


def report(kommun: str, year: int, *facts: Fact, month: int = 12) -> Any:
    return make_report(kommun, f"{year}-{month:02}", facts=list(facts), kind="arsredovisning")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("jamfor")
    reports = [
        report("exempelstad", 2020, netto(OLD[0], 2020, "70"), netto(OLD[1], 2020, "30"),
               netto("socialnamnden", 2020, "200"), loans(2020, "Lån per år")),
        report("exempelstad", 2021, netto(OLD[0], 2021, "72"), netto(OLD[1], 2021, "32"),
               netto("socialnamnden", 2021, "210"), loans(2021, "Lån per år")),
        report("exempelstad", 2022, netto(NEW, 2022, "107"), netto("socialnamnden", 2022, "205"),
               loans(2022, "Lån och omlån per år")),
        report("goteborg", 2019, netto("angered", 2019, "1597"), netto("kulturnamnden", 2019, "499")),
        report("goteborg", 2022, netto("socialnamnden-nordost", 2022, "900")),
        make_report("boras", "2022-12", kind="kolada", salt="k", facts=[kolada("7.1")]),
        make_report("vastervik", "2022-12", kind="kolada", salt="k", facts=[kolada("6.4")]),
        report("boras", 2022, netto("arbetslivsnamnden", 2022, "252")),
        report("vastervik", 2022, *(netto(n, 2022, "100") for n in (
            "kommunstyrelsen", "socialnamnden", "barn-och-utbildningsnamnden", "revision"))),
    ]  # fmt: skip
    publish_many(folder, reports, "attestant")
    row = People(2022, "2022-12-31", None, None, 40_000, Origin("befolkning.csv", 2, "2023-01-01"))
    Underlag(folder).add_people("vastervik", [row])
    return Store(folder)


@pytest.fixture(scope="module")
def client(store: Store) -> FlaskClient:
    return create_app(Settings(data_folder=store.folder), store).server.test_client()


def text(client: FlaskClient, query: str, path: str = "/jamfor") -> str:
    answer = client.get(f"{path}?{query}")
    assert answer.status_code == 200, query
    return answer.text.replace("\u00a0", " ")


def plain(shown: str) -> str:
    return re.sub(r"<[^>]+>", "", shown)


def rows(client: FlaskClient, query: str) -> dict[tuple[str, str], dict[str, str]]:
    answer = client.get(f"/ladda-ner/jamfor.csv?format=maskin&{query}")
    assert answer.status_code == 200
    return {(r["kod"], r["ar"]): r for r in csv.DictReader(io.StringIO(answer.text))}


BASE = f"kommun=exempelstad&nyckeltal={NETTO}"


def test_as_reported_the_old_namnder_end_and_the_change_is_told(client: FlaskClient) -> None:
    shown = text(client, BASE)
    told = "2022 gick kulturnämnden och fritidsnämnden upp i kultur- och fritidsnämnden."
    assert told in shown and "under Jämförbart är åren före omräknade" in shown
    assert (
        'aria-current="true"' in shown[shown.index("Som rapporterat") - 200 : shown.index("Som rapporterat")]
    )
    found = rows(client, BASE)
    assert (OLD[0], "2021") in found and (NEW, "2021") not in found
    assert "ny 2022" in shown.replace("\u00a0", " ") and "upphör 2022" in shown


def test_comparable_is_computed_marked_and_leads_to_all_its_cells(client: FlaskClient) -> None:
    found = rows(client, BASE + "&organisation=jamforbart")
    assert {k for k in found if k[0] in OLD} == set()
    assert Decimal(found[NEW, "2020"]["varde"]) == 100_000_000
    assert found[NEW, "2020"]["omraknat"] == "kulturnämnden 100\u00a0% + fritidsnämnden 100\u00a0%"
    assert found[NEW, "2022"]["omraknat"] == ""
    shown = text(client, BASE + "&organisation=jamforbart")
    assert "2020–2021 är omräknat: kulturnämnden 100 % + fritidsnämnden 100 %." in shown
    link = next(m for m in re.findall(r'href="(/kalla/matt[^"]+)"', shown) if f"{NEW}&amp;year=2020" in m)
    source = client.get(link.replace("&amp;", "&"))
    assert source.status_code == 200 and "Omräknat till dagens nämnder" in source.text
    assert "100 000 tkr" in source.text.replace("\u00a0", " ")
    assert "Talen som ingår (2)" in source.text


def test_unknown_shares_are_a_break_that_nothing_bridges(client: FlaskClient) -> None:
    asked = f"kommun=goteborg&nyckeltal={NETTO}"
    shown = text(client, asked)
    assert "2021 ersattes" in shown and "inget räknas om" in shown and "Som rapporterat" not in shown
    for way in ("", "&organisation=jamforbart"):
        found = rows(client, asked + way)
        assert ("angered", "2019") in found and ("socialnamnden-nordost", "2019") not in found


def test_years_and_namnder_are_picked_in_the_address(client: FlaskClient) -> None:
    found = rows(client, BASE + "&fran=2021&till=2022&namnd=socialnamnden&namnd=" + NEW)
    assert set(found) == {("socialnamnden", "2021"), ("socialnamnden", "2022"), (NEW, "2022")}
    shown = text(client, BASE + "&namnd=socialnamnden&namnd=" + NEW)
    sort = re.search(r'href="([^"]+)" id="sortera-2022"|id="sortera-2022"[^>]*href="([^"]+)"', shown)
    assert sort and shown.count("namnd=socialnamnden") > 1
    assert f"namnd={NEW}" in (sort[1] or sort[2]) and "namnd=socialnamnden" in (sort[1] or sort[2])
    assert shown.count('checked="') + shown.count(" checked") >= 2


def test_the_table_sorts_by_development(client: FlaskClient) -> None:
    shown = text(client, BASE + "&organisation=jamforbart&sortera=utveckling&ordning=fallande")
    table = shown[shown.index('id="tabell"') :]
    assert table.index("Kultur- och fritidsnämnden") < table.index("Socialnämnden")
    assert 'aria-sort="descending"' in table


def test_another_definition_is_marked_and_its_change_not_shown(client: FlaskClient) -> None:
    asked = f"kommun=exempelstad&nyckeltal={LIBRARY}"
    assert "Socialnämnden 2022: annan definition: Lån och omlån per år." in text(client, asked)
    found = rows(client, asked + "&visa=forandring")
    assert found["socialnamnden", "2021"]["varde"] == "1.0000"
    assert found["socialnamnden", "2022"]["varde"] == ""
    assert rows(client, asked + "&visa=index")["socialnamnden", "2022"]["varde"] == ""


def test_kommuner_are_compared_per_inhabitant_or_it_is_said(client: FlaskClient) -> None:
    asked = f"kommun=exempelstad&inom=kommuner&nyckeltal={NETTO}"
    found = rows(client, asked)
    assert found["vastervik", "2022"]["varde"] == "10000.00"
    assert found["vastervik", "2022"]["enhet"] == "kr per invånare"
    assert found["exempelstad", "2022"]["varde"] == ""
    shown = text(client, asked)
    assert "400,0 mnkr ÷ 40 000 invånare (2022-12-31) = 10 000 kr" in plain(shown)
    raw = text(client, asked + "&per=kr")
    assert "Kommunerna är olika stora" in raw and "Kommunerna är olika stora" not in shown


def test_a_kommun_of_which_few_namnder_have_told_is_not_shown(client: FlaskClient) -> None:
    asked = f"kommun=exempelstad&inom=kommuner&per=kr&nyckeltal={NETTO}"
    found = rows(client, asked)
    assert (
        found["goteborg", "2022"]["varde"] == ""
        and "nämnder har rapporterat" in (found["goteborg", "2022"]["anmarkning"])
    )
    assert "visas inte" in text(client, asked) and found["vastervik", "2022"]["varde"] == "400000000.0000"


def test_figures_of_kolada_stand_between_kommuner(client: FlaskClient) -> None:
    found = rows(client, f"kommun=boras&inom=kommuner&nyckeltal={KPI}")
    assert {k[0]: Decimal(r["varde"]) for k, r in found.items()} == {
        "boras": Decimal("7.1"), "vastervik": Decimal("6.4")
    }  # fmt: skip
    shown = text(client, f"kommun=boras&inom=kommuner&nyckeltal={KPI}")
    assert "Kolada (RKA)" in shown and f'value="{KPI}"' in shown
    assert f'value="{KPI}"' not in text(client, "kommun=boras")


def test_the_caveat_of_a_metric_stands_beside_its_comparison(client: FlaskClient) -> None:
    shown = text(client, f"kommun=exempelstad&nyckeltal={LIBRARY}")
    assert "Att tänka på: Mått med samma namn kan ha olika definition i olika tabeller." in shown


def test_deviations_are_told_as_below_zero(client: FlaskClient) -> None:
    shown = text(client, f"{BASE}&visa=forandring&organisation=jamforbart")
    assert "en av två ligger under noll 2022" in shown
    assert "alla har ökat från 2020 till 2022" in text(client, f"{BASE}&organisation=jamforbart")
    assert "har ökat från 2020" not in text(client, BASE)  # one alone has both years


def test_each_namnd_page_shows_the_years_before_as_computed(client: FlaskClient) -> None:
    answer = client.get(f"/namnd/{NEW}?kommun=exempelstad")
    assert answer.status_code == 200
    assert "omräknat till dagens nämnder" in answer.text and "Åren före är omräknade" in answer.text


@pytest.mark.parametrize(("kommun", "comparable", "told"), [
    ("exempelstad", True, "2022 gick kulturnämnden och fritidsnämnden upp i kultur- och fritidsnämnden. "
     "Åren före är omräknade till dagens nämnder, där talen räcker till."),
    ("goteborg", True, "2021 ersattes Angered, Östra Göteborg och nio nämnder till av"),
])  # fmt: skip
def test_a_change_is_told_in_plain_words(kommun: str, comparable: bool, told: str) -> None:
    assert change(changes(kommun)[0], kommun, comparable=comparable).startswith(told)


def test_the_own_comparisons_need_no_server(client: FlaskClient) -> None:
    script = (Path(__file__).parents[2] / "pages" / "assets" / "jamfor.js").read_text("utf-8")
    assert "fetch(" not in script and "innerHTML" not in script
    assert 'id="spara-jamforelse"' in text(client, BASE)
