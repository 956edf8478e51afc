"""Jämför, Källa, Begrepp: what they say of a small store whose figures are known."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from exports.data import BOM
from metrics import METRICS, evaluate
from settings import Settings
from store import Store, publish_many, withdraw
from tests.store.factory import golden_facts, make_report

NAMNDER = ("kommunstyrelsen", "angered", "centrum")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Three nämnder, 2022-2024; march 2023 too. A nämnd's figures differ by what its place adds."""
    folder = tmp_path_factory.mktemp("views")
    reports = []
    for report in ("2022-08", "2023-03", "2023-08", "2024-08"):
        year = int(report[:4]) - 2022
        facts = [f for i, n in enumerate(NAMNDER) for f in golden_facts(n, report, Decimal(i * year))]
        reports.append(make_report(report=report, facts=facts))
    publish_many(folder, reports, "attestant")
    return Store(folder)


@pytest.fixture(scope="module")
def client(store: Store) -> FlaskClient:
    return create_app(Settings(data_folder=store.folder), store).server.test_client()


def text(client: FlaskClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.text.replace("\u00a0", " ")


def rows(client: FlaskClient, query: str) -> list[dict[str, str]]:
    answer = client.get(f"/ladda-ner/jamfor.csv?kommun=goteborg&format=maskin&{query}")
    assert answer.status_code == 200 and "attachment" in answer.headers["Content-Disposition"]
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_only_like_periods_are_compared(client: FlaskClient) -> None:
    shown = rows(client, "nyckeltal=resultat")
    assert {row["period"] for row in shown} == {"jan–aug"}
    assert {row["ar"] for row in shown} == {"2021", "2022", "2023", "2024"}
    march = rows(client, "nyckeltal=resultat&period=3")
    assert {row["ar"] for row in march} == {"2022", "2023"} and {row["period"] for row in march} == {
        "jan–mar"
    }
    assert "för 2021 och 2024 finns bara andra perioder" in text(
        client, "/jamfor?nyckeltal=resultat&period=3"
    )


def test_forecasts_are_compared_when_made_in_the_same_month(client: FlaskClient) -> None:
    shown = rows(client, "nyckeltal=prognosavvikelse")
    assert {row["rapport"] for row in shown} == {"2022-08", "2023-08", "2024-08"}
    assert {row["varde"] for row in shown} == {"13000000.0000"}
    assert "bara prognoser som gjordes i samma månad" in text(client, "/jamfor?nyckeltal=prognosavvikelse")


def test_change_and_index(client: FlaskClient) -> None:
    level = {(r["kod"], r["ar"]): Decimal(r["varde"]) for r in rows(client, "nyckeltal=resultat")}
    change = {(r["kod"], r["ar"]): r["varde"] for r in rows(client, "nyckeltal=resultat&visa=forandring")}
    index = {(r["kod"], r["ar"]): r["varde"] for r in rows(client, "nyckeltal=resultat&visa=index")}
    assert change["centrum", "2021"] == ""
    assert Decimal(change["centrum", "2024"]) == level["centrum", "2024"] - level["centrum", "2023"]
    assert index["centrum", "2021"] == "100"
    assert Decimal(index["centrum", "2024"]) == level["centrum", "2024"] / level["centrum", "2021"] * 100


def test_sorting_is_a_link_and_is_told(client: FlaskClient) -> None:
    shown = text(client, "/jamfor?nyckeltal=resultat&sortera=2024&ordning=fallande")
    table = shown[shown.index('id="tabell"') :]
    assert 'aria-sort="descending"' in table
    assert table.index("Centrum") < table.index("Angered") < table.index("Kommunstyrelsen")


def test_every_number_leads_to_its_source(client: FlaskClient) -> None:
    shown = text(client, "/jamfor?nyckeltal=resultat")
    table = shown[shown.index('id="tabell"') :]
    assert table.count('class="tal"') == 12 and table.count("/kalla/") == 12


def test_csv_for_excel(client: FlaskClient) -> None:
    answer = client.get("/ladda-ner/jamfor.csv?kommun=goteborg&nyckeltal=resultat")
    content = answer.get_data().decode("utf-8")
    assert content.startswith(BOM + "Kommun;Kod;Namn") and "30300000,0000" in content


@pytest.mark.parametrize(
    "address", ["/jamfor?nyckeltal=x", "/kalla/x", "/kalla/matt", "/kalla/matt?key=resultat"]
)
def test_what_is_not_there_is_404(client: FlaskClient, address: str) -> None:
    assert "Läget i kommunen" in text(client, address, 404)


def test_a_kommun_without_figures_is_told(client: FlaskClient) -> None:
    assert "Det finns inga tal" in text(client, "/jamfor?kommun=goteborg&nyckeltal=sjukfranvaro")


def fact_id(store: Store, report: str = "2024-08", measure: str = "resultat") -> str:
    table = store.table("goteborg", "kommunstyrelsen", report)
    return str(next(r["fact_id"] for r in table if r["measure"] == measure))


def test_a_cell_with_its_row_and_checks(client: FlaskClient, store: Store) -> None:
    shown = text(client, f"/kalla/{fact_id(store, measure='intakter')}")
    for part in (
        "78,5 mnkr",
        "cell B2",
        "Resultat",
        "attestant",
        "78 500 000 kr",
        "mellan 78,45 och 78,55 mnkr",
    ):
        assert part in shown
    assert shown.count("<mark>") == 1 and "Bokslut fg år" in shown
    assert "Avrundning" in shown and "78,5 − 79,4" in shown


def test_a_computed_number(client: FlaskClient, store: Store) -> None:
    address = (
        "/kalla/matt?kommun=goteborg&key=prognosavvikelse&namnd=kommunstyrelsen&year=2024&report=2024-08"
    )
    shown = text(client, address)
    assert "+13 000 tkr" in shown and "Så är talet räknat" in shown
    assert METRICS["prognosavvikelse"].formula in shown
    which = {"namnd": "kommunstyrelsen", "years": [2024], "report": "2024-08"}
    (answer,) = evaluate(store, "prognosavvikelse", "goteborg", **which)
    assert answer.facts and all(f"/kalla/{fact}?" in shown for fact in answer.facts)


def test_the_original_is_an_attachment_and_only_while_published(tmp_path: Path) -> None:
    report, original = make_report()
    (made,) = publish_many(tmp_path, [(report, original)], "attestant")
    store = Store(tmp_path)
    client = create_app(Settings(data_folder=tmp_path), store).server.test_client()
    answer = client.get(f"/ladda-ner/original/{report.sha256}")
    assert answer.data == original and answer.headers["Content-Disposition"].startswith("attachment")
    assert client.get("/ladda-ner/original/..%2Fsubmissions").status_code == 404
    withdraw(tmp_path, made.id, "attestant")
    assert client.get(f"/ladda-ner/original/{report.sha256}").status_code == 404
    fact = f"{made.id}.0"
    assert "drogs tillbaka" in text(client, f"/kalla/{fact}")


def test_a_login_only_server_gives_no_files(store: Store) -> None:
    settings = Settings(data_folder=store.folder, host="0.0.0.0", access="login")
    client = create_app(settings, store).server.test_client()
    sha256 = store.submissions()[0]["sha256"]
    for address in (f"/ladda-ner/original/{sha256}", "/ladda-ner/jamfor.csv?kommun=goteborg"):
        assert client.get(address).status_code == 403


def test_begrepp_has_every_metric_and_term(client: FlaskClient) -> None:
    shown = text(client, "/begrepp")
    assert all(f'id="{key}"' in shown for key in METRICS)
    assert 'id="ord-kommunbidrag"' in shown


def test_begrepp_search_knows_no_accents(client: FlaskClient) -> None:
    shown = text(client, "/begrepp?sok=ARSARBETARE")
    assert 'id="arsarbetare"' in shown and 'id="resultat"' not in shown
    assert "Inget begrepp" in text(client, "/begrepp?sok=xyzzy")
